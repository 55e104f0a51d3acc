"""Making an index in a folder that is there for it: dump → store → search → manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.dump import site_info
from wikiseek.errors import DumpError, IndexFault
from wikiseek.files import allow_many_files, sha256_file
from wikiseek.indexing.earlier import Earlier, made_by, tools
from wikiseek.indexing.manifest import NAME, write_manifest
from wikiseek.indexing.reading import Reading, read_dump
from wikiseek.indexing.searching import SearchSettings, search_shards
from wikiseek.indexing.settings import BuildSettings
from wikiseek.search import Encoder, SearchSummary, prepare_search

Progress = Callable[[str], None]

_LANGUAGE = "english"
# What an unfinished build may leave behind; a folder with anything else is no place for an index.
_OWN = ("entities.lmdb", "postings.lmdb", "bm25", "dense", "passages.npy", "passages.npy.part", f"{NAME}.part")


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much of an index came from another one: articles and vectors that were taken, and those that were made.

    `exact` when the vectors taken have the bits that encoding their passages again would give; `grounds` say
    why no article or no vector could be taken.
    """

    articles_reused: int
    articles_read: int
    vectors_reused: int
    vectors_encoded: int
    exact: bool
    grounds: tuple[str, ...] = ()


def dump_facts(dump: Path | str) -> dict[str, Any]:
    """What a manifest records of the file that was read. Raises `DumpError` for what is no dump."""
    if str(dump) == "-":
        return {"name": "-", "bytes": 0, "sha256": ""}
    path = Path(dump)
    if not path.is_file():
        raise DumpError(f"{path} is not a file: name a MediaWiki XML dump (.xml, .xml.bz2, .xml.gz or - for stdin)")
    site_info(path)  # what is no dump at all is told before anything is made
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_file(path)}


def check_folder(out: Path) -> None:
    """Refuse a folder that holds anything but an unfinished index; remove what was being written when it stopped."""
    found = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    strange = [name for name in found if name not in _OWN]
    if strange:
        raise IndexFault(f"{out} holds {strange[0]!r}, which is not part of an index: choose an empty folder")
    for part in out.glob("*.part"):
        part.unlink()


def make_index(
    dump: Path | str,
    out: Path,
    facts: dict[str, Any],
    chosen: dict[str, Any],
    settings: BuildSettings,
    earlier: Earlier | None,
    progress: Progress,
) -> Reuse:
    """Make the index of `dump`, which `facts` describe, in `out`; goes on where it was stopped.

    `chosen` decides what it holds, `settings` how fast it is made. What can be taken from the index
    `earlier` is; that changes no byte, but for vectors of encoders that are not batch-invariant.
    """
    allow_many_files()
    workers, engine = settings.workers, settings.engine
    factory = None if chosen["faiss"] == "auto" else chosen["faiss"]
    if chosen["encoder"] != "none":
        progress("making the encoder")
    encoder = prepare_search(out, chosen["encoder"], factory)
    reading, work = read_dump(dump, out, facts, workers, engine, progress, earlier)
    shards = [work.shard(number) for number in range(reading.units)]
    search_settings = SearchSettings(chosen["encoder"], factory, _LANGUAGE, chosen["leads_only"])
    search, reused = search_shards(out, work, shards, encoder, search_settings, earlier, workers, engine, progress)
    progress("hashing files")
    write_manifest(out, _manifest(reading, search, facts, chosen))
    work.remove()
    return _reuse(reading, search, reused, encoder, earlier)


def _manifest(reading: Reading, search: SearchSummary, facts: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    content = [reading.content, search.encoder, search.factory, *(["leads only"] if chosen["leads_only"] else [])]
    return {
        "index_id": codec.content_id(content),
        "dump": {**facts, **reading.wiki},
        "settings": chosen,
        "search": codec.shallow(search),
        "counts": {**reading.counts, "passages": search.passages},
        "skipped": reading.skipped,
        "made_by": made_by(reading.site),
        "tools": tools(),
    }


def _reuse(
    reading: Reading, search: SearchSummary, reused: int, encoder: Encoder | None, earlier: Earlier | None
) -> Reuse:
    pages = earlier.why_no_pages(reading.site) if earlier else ""
    vectors = earlier.why_no_vectors(encoder.id) if earlier and encoder else ""
    return Reuse(
        reading.reused,
        reading.counts["articles"] - reading.reused,
        reused,
        search.passages - reused if encoder else 0,
        encoder is None or encoder.batch_invariant or not reused,
        tuple(dict.fromkeys(filter(None, (pages, vectors)))),
    )
