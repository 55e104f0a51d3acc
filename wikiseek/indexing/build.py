"""A build: dump → store → search → manifest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wikiseek import __version__, codec
from wikiseek.dump import site_info
from wikiseek.engines import EngineName
from wikiseek.errors import DumpError, IndexFault, SettingsMismatch
from wikiseek.files import locked, sha256_file
from wikiseek.indexing.manifest import NAME, Manifest, read_manifest, write_manifest
from wikiseek.indexing.reading import read_dump
from wikiseek.indexing.searching import search_shards
from wikiseek.indexing.work import WORK
from wikiseek.search import prepare_search

Progress = Callable[[str], None]

# What an unfinished build may leave behind; a folder with anything else is no place for an index.
_OWN = ("entities.lmdb", "bm25", "dense", "passages.npy", "passages.npy.part", f"{NAME}.part")


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The choices of a build. `workers` and `engine` change its speed, never its bytes."""

    encoder: str = "static"
    faiss: str = "auto"
    workers: int = 2
    engine: EngineName = "local"


def build_index(dump: Path | str, out: Path, settings: BuildSettings, progress: Progress) -> Manifest:
    """Build the index of `dump` in the folder `out` and return its manifest.

    A build that was stopped goes on where it was. An index that is there and finished is returned
    as it is when it is of the same dump and settings, and refused otherwise. Raises `DumpError`,
    `Busy`, `NoSpace`, `SettingsMismatch`, `IndexFault` for a folder that holds anything else, and
    what `build_search` raises.
    """
    facts = _dump_facts(dump)
    chosen = {"encoder": settings.encoder, "faiss": settings.faiss}
    with locked(out):
        if (out / NAME).is_file():
            manifest = _same(out, facts, chosen)
            shutil.rmtree(out / WORK, ignore_errors=True)  # of a build that was stopped at its very end
            return manifest
        _check_folder(out)
        factory = None if settings.faiss == "auto" else settings.faiss
        if settings.encoder != "none":
            progress("making the encoder")
        encoder = prepare_search(out, settings.encoder, factory)
        reading, work = read_dump(dump, out, facts, settings.workers, settings.engine, progress)
        shards = [work.shard(number) for number in range(reading.units)]
        chosen_search = (settings.encoder, factory, "english")
        search = search_shards(out, work, shards, encoder, chosen_search, settings.workers, settings.engine, progress)
        manifest = {
            "index_id": codec.content_id([reading.content, search.encoder, search.factory]),
            "dump": {**facts, **reading.wiki},
            "settings": chosen,
            "search": codec.shallow(search),
            "counts": {**reading.counts, "passages": search.passages},
            "skipped": reading.skipped,
            "tools": {"wikiseek": __version__, **{name: version(name) for name in _TOOLS}},
        }
        progress("hashing files")
        write_manifest(out, manifest)
        work.remove()
    return read_manifest(out)


_TOOLS = ("PyStemmer", "faiss-cpu", "lmdb", "lxml", "pyroaring", "tokenizers", "zstandard")


def _dump_facts(dump: Path | str) -> dict[str, Any]:
    if str(dump) == "-":
        return {"name": "-", "bytes": 0, "sha256": ""}
    path = Path(dump)
    if not path.is_file():
        raise DumpError(f"{path} is not a file: name a MediaWiki XML dump (.xml, .xml.bz2, .xml.gz or - for stdin)")
    site_info(path)  # what is no dump at all is told before anything is made
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_file(path)}


def _same(out: Path, facts: dict[str, Any], chosen: dict[str, str]) -> Manifest:
    manifest = read_manifest(out)
    if not facts["sha256"]:
        raise SettingsMismatch(
            f"{out} holds a finished index, and what comes on standard input cannot be compared with it: "
            "choose another --out"
        )
    if manifest["dump"]["sha256"] != facts["sha256"] or manifest["settings"] != chosen:
        raise SettingsMismatch(f"{out} holds an index of another dump or other settings: choose another --out")
    return manifest


def _check_folder(out: Path) -> None:
    """Refuse a folder that holds anything but an unfinished index; remove what was being written when it stopped."""
    found = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    strange = [name for name in found if name not in _OWN]
    if strange:
        raise IndexFault(f"{out} holds {strange[0]!r}, which is not part of an index: choose an empty folder")
    for part in out.glob("*.part"):
        part.unlink()
