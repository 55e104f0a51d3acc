"""An update: an index brought to another dump, with what stayed the same taken over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiseek.errors import SettingsMismatch
from wikiseek.files import locked, space_checked
from wikiseek.indexing.earlier import Earlier
from wikiseek.indexing.making import Reuse, check_folder, dump_facts, make_index
from wikiseek.indexing.manifest import Manifest, read_manifest
from wikiseek.indexing.replace import NEXT, finish_replacing, replace
from wikiseek.indexing.settings import BuildSettings, complete
from wikiseek.search import carry_encoder


@dataclass(frozen=True, slots=True)
class Updated:
    """The manifest of an index that was updated, and what came from the old one; None if that was all there was."""

    manifest: Manifest
    reuse: Reuse | None


def update_index(dump: Path | str, out: Path, settings: BuildSettings, progress: Callable[[str], None]) -> Updated:
    """Make the index in `out` that of `dump`: the same bytes as a build, with what stayed the same taken over.

    The index stays as it is and may be used until the new one is whole, which then takes its place.
    An update that was stopped goes on where it was. Settings not given are those of the index.
    Raises `IndexFault` when there is no whole index in `out`, `SettingsMismatch` for settings other
    than its own, and what `build_index` raises.
    """
    facts = dump_facts(dump)
    if not out.is_dir():
        read_manifest(out)
    with locked(out):
        finish_replacing(out)
        earlier = Earlier(out, read_manifest(out))
        chosen = settings.chosen(earlier.manifest["settings"])
        _check_settings(out, earlier.manifest, chosen)
        if facts["sha256"] and facts["sha256"] == earlier.manifest["dump"]["sha256"] and earlier.is_up_to_date():
            shutil.rmtree(out / NEXT, ignore_errors=True)
            return Updated(earlier.manifest, None)
        reuse = _make(dump, out / NEXT, facts, chosen, settings, earlier, progress)
        replace(out)
    return Updated(read_manifest(out), reuse)


def _make(
    dump: Path | str,
    new: Path,
    facts: dict[str, Any],
    chosen: dict[str, Any],
    settings: BuildSettings,
    earlier: Earlier,
    progress: Callable[[str], None],
) -> Reuse:
    progress("checking the index that is there")
    earlier.check()
    with space_checked(new):
        new.mkdir(exist_ok=True)
    check_folder(new)
    if not earlier.why_no_vectors(earlier.manifest["search"]["encoder"]):
        carry_encoder(earlier.folder, new)
    return make_index(dump, new, facts, chosen, settings, earlier, progress)


def _check_settings(out: Path, manifest: Manifest, chosen: dict[str, Any]) -> None:
    for name, recorded in complete(manifest["settings"]).items():
        if chosen[name] != recorded:
            option = f"--{name.replace('_', '-')}"
            raise SettingsMismatch(
                f"{out} was built with another {option} ({recorded!r}, not {chosen[name]!r}): "
                f"leave {option} out, or build an index in another --out"
            )
