"""A build: a dump made an index, in a folder that has none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wikiseek.errors import SettingsMismatch
from wikiseek.files import locked
from wikiseek.indexing.making import check_folder, dump_facts, make_index
from wikiseek.indexing.manifest import NAME, Manifest, read_manifest
from wikiseek.indexing.replace import finish_replacing
from wikiseek.indexing.settings import BuildSettings, complete


def build_index(dump: Path | str, out: Path, settings: BuildSettings, progress: Callable[[str], None]) -> Manifest:
    """Build the index of `dump` in the folder `out` and return its manifest.

    A build that was stopped goes on where it was. An index that is there and finished is returned
    as it is when it is of the same dump and settings, and refused otherwise. Raises `DumpError`,
    `Busy`, `NoSpace`, `SettingsMismatch`, `IndexFault` for a folder that holds anything else, and
    what `build_search` raises.
    """
    facts = dump_facts(dump)
    chosen = settings.chosen()
    with locked(out):
        finish_replacing(out)
        if (out / NAME).is_file():
            return _same(out, facts, chosen)
        check_folder(out)
        make_index(dump, out, facts, chosen, settings, None, progress)
    return read_manifest(out)


def _same(out: Path, facts: dict[str, Any], chosen: dict[str, Any]) -> Manifest:
    manifest = read_manifest(out)
    if not facts["sha256"]:
        raise SettingsMismatch(
            f"{out} holds a finished index, and what comes on standard input cannot be compared with it: "
            "choose another --out, or --update it"
        )
    if complete(manifest["settings"]) != chosen:
        raise SettingsMismatch(f"{out} holds an index of other settings: choose another --out")
    if manifest["dump"]["sha256"] != facts["sha256"]:
        raise SettingsMismatch(f"{out} holds an index of another dump: choose another --out, or --update it")
    return manifest
