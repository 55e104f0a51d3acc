"""A build: dump → store → search → manifest."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lmdb

from wikiseek import __version__, codec
from wikiseek.dump import SiteInfo, open_dump, ranges, site_info, stream_offsets
from wikiseek.engines import EngineName, run_units
from wikiseek.errors import DumpError, IndexFault, NoSpace, SettingsMismatch
from wikiseek.files import locked, sha256_file
from wikiseek.indexing.manifest import NAME, Manifest, read_manifest, write_manifest
from wikiseek.indexing.parse import Pages, Range, Redirect, Skipped, Unit, rows
from wikiseek.search import build_search, prepare_search
from wikiseek.store import Draft, Store, StoreWriter

Progress = Callable[[str], None]

# Bytes of compressed dump in a unit of work, and pages in one when the dump has a single stream.
_RANGE_BYTES = 1 << 19
_PAGES_A_UNIT = 64
_SAID_EVERY = 200
# What an unfinished build may leave behind; a folder is cleared of these and of nothing else.
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

    An index that is there and finished is returned as it is when it is of the same dump and
    settings, and refused otherwise. Raises `DumpError`, `Busy`, `NoSpace`, `SettingsMismatch`,
    `IndexFault` for a folder that holds anything else, and what `build_search` raises.
    """
    facts = _dump_facts(dump)
    chosen = {"encoder": settings.encoder, "faiss": settings.faiss}
    with locked(out), _database_checked(out):
        if (out / NAME).is_file():
            return _same(out, facts, chosen)
        _clear(out)
        factory = None if settings.faiss == "auto" else settings.faiss
        if settings.encoder != "none":
            progress("making the encoder")
            prepare_search(out, settings.encoder, factory)
        site, newest, counts, skipped, content = _build_store(dump, out, settings, progress)
        store = Store(out)
        try:
            search = build_search(out, store, settings.encoder, factory, _search_progress(progress))
        finally:
            store.close()
        manifest: Manifest = {
            "index_id": codec.content_id([content, search.encoder, search.factory]),
            "dump": {**facts, "wiki": site.wiki, "language": site.language, "date": newest},
            "settings": chosen,
            "search": codec.shallow(search),
            "counts": {**counts, "passages": search.passages},
            "skipped": skipped,
            "tools": {"wikiseek": __version__, **{name: version(name) for name in _TOOLS}},
        }
        progress("hashing files")
        write_manifest(out, manifest)
    return read_manifest(out)


_TOOLS = ("PyStemmer", "faiss-cpu", "lmdb", "lxml", "mwparserfromhell", "pyroaring", "tokenizers", "zstandard")


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


def _clear(out: Path) -> None:
    """Remove what an unfinished build left; refuse a folder that holds anything else."""
    found = sorted(path for path in out.iterdir() if not path.name.startswith("."))
    strange = [path.name for path in found if path.name not in _OWN]
    if strange:
        raise IndexFault(f"{out} holds {strange[0]!r}, which is not part of an index: choose an empty folder")
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _database_checked(out: Path) -> Iterator[None]:
    """Turn LMDB's errors, which are no OSErrors, into `NoSpace`: a full disk is a short write to it."""
    try:
        yield
    except lmdb.Error as error:
        raise NoSpace(
            f"the entity store in {out} cannot be written ({error}): free some space and run the same command again"
        ) from error


def _build_store(
    dump: Path | str, out: Path, settings: BuildSettings, progress: Progress
) -> tuple[SiteInfo, str, dict[str, int], dict[str, int], str]:
    writer = StoreWriter(out)
    skipped: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    redirects = read = recovered = 0
    try:
        with open_dump(dump) as reader:
            site = reader.site
            units = _units(dump, site, reader.pages())
            results = run_units(
                units,
                rows,
                settings.workers,
                on_fault=lambda fault: faults.update([fault.reason]),
                engine=settings.engine,
            )
            for row in results:
                read += 1
                match row:
                    case Draft():
                        writer.add(row)
                        recovered += "recovered" in row.flags
                    case Redirect():
                        redirects += 1
                        writer.add_redirect(row.title, row.target)
                    case Skipped():
                        skipped[row.reason] += 1
                        writer.skip(row.page_id, row.reason)
                if read % _SAID_EVERY == 0:
                    progress(f"{read} pages read")
        if read == 0:
            raise DumpError(f"{dump} holds no page: is it a pages-articles dump?")
        progress(f"{read} pages read, writing postings")
        counts = writer.finish({"site": codec.shallow(site)})
    except BaseException:
        writer.close()
        raise
    counts |= {"read": read, "recovered": recovered, "redirects": redirects, "skipped": skipped.total()}
    if faults:
        progress(f"read plainly: {', '.join(f'{reason} {n}' for reason, n in sorted(faults.items()))}")
    return site, writer.newest, counts, dict(sorted(skipped.items())), writer.content


def _search_progress(progress: Progress) -> Callable[[str, int], None]:
    names = {"encoder": "making the encoder", "passages": "cutting and encoding", "vectors": "writing vectors of"}
    return lambda stage, pages: progress(f"{names.get(stage, stage)} {pages or ''} {'pages' if pages else ''}".strip())


def _units(dump: Path | str, site: SiteInfo, pages: Iterator[Any]) -> Iterator[Unit]:
    """Byte ranges where the dump has many streams, so that workers unpack; else pages, unpacked here."""
    offsets = [0] if str(dump) == "-" else stream_offsets(Path(dump))
    if len(offsets) > 1:
        size = Path(dump).stat().st_size
        streams = max(1, len(offsets) * _RANGE_BYTES // size)
        path = Path(dump).absolute()  # a worker may be anywhere
        yield from (Range(path, site, start, end) for start, end in ranges(offsets, size, streams))
        return
    batch: list[Any] = []
    for page in pages:
        batch.append(page)
        if len(batch) == _PAGES_A_UNIT:
            yield Pages(site, tuple(batch))
            batch.clear()
    if batch:
        yield Pages(site, tuple(batch))
