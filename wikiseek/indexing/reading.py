"""The first half of a build: a dump read by workers into shards, and the shards made the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from wikiseek import codec, store
from wikiseek.dump import DumpReader, open_dump, ranges, stream_offsets
from wikiseek.engines import Bounds, EngineName, run_units
from wikiseek.errors import DumpError
from wikiseek.indexing.earlier import Earlier, site_digest
from wikiseek.indexing.merging import Merging
from wikiseek.indexing.parse import Pages, Range, Unit, parse
from wikiseek.indexing.work import Work
from wikiseek.records import Page
from wikiseek.store import POSTINGS_FILE, STORE_FILE

Progress = Callable[[str], None]

# Bytes of packed dump in a unit, unless that made more units than can be merged at once without haste.
_RANGE_BYTES = 1 << 19
_UNITS = 2048
# How many units in the end are cut in halves.
_LAST_UNITS = 4
# Characters in a unit when the dump has a single stream, or a share of those before it where that is more: what is
# held in memory is bounded, and so is the number of units, of a pipe too.
_TEXT_A_UNIT = 1 << 21
_PAGE = 1 << 10  # what a page counts for beside its text
_SAID_EVERY = 200
_ADDED_EVERY = 50
_DONE = "reading"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read and stored: counts, pages left out by reason, facts of the wiki, digests of it and of the content.

    `reused` articles were taken from another index as they are there.
    """

    counts: dict[str, int]
    skipped: dict[str, int]
    wiki: dict[str, str]
    site: str
    content: str
    units: int
    reused: int


def read_dump(
    dump: Path | str,
    out: Path,
    facts: dict[str, Any],
    workers: int,
    engine: EngineName,
    progress: Progress,
    earlier: Earlier | None = None,
) -> tuple[Reading, Work]:
    """Read what is neither read yet nor in the index `earlier`, and write the store in `out`.

    Raises `DumpError`, `NoSpace`.
    """
    with open_dump(dump) as reader:
        cut = _bounds(dump, int(facts["bytes"]))
        work = Work(out, {"dump": facts, "cut": cut or [_TEXT_A_UNIT, _PAGE, _UNITS]})
        if not facts["sha256"]:
            work.forget()  # what comes on standard input may be another dump each time
        done = work.noted(_DONE)
        written = all((out / name / "data.mdb").is_file() for name in (STORE_FILE, POSTINGS_FILE))
        if done is not None and work.kept == done["units"] and written:
            return Reading(**done), work
        if work.kept:
            progress(f"going on: {work.kept} units are read")
        site = reader.site
        units = _units(dump, reader, cut, work, _taken_from(earlier, site_digest(site), progress))
        with Merging(work.folder / "scratch", workers) as merging:
            shards = _parse(units, work, earlier, merging, workers, engine, progress)
            counts, skipped = _count(shards)
            if counts["read"] == 0:
                raise DumpError(f"{dump} holds no page: is it a pages-articles dump?")
            progress(f"merging {len(shards)} units")
            summary = merging.finish(out, {"site": codec.shallow(site)})
    wiki = {"wiki": site.wiki, "language": site.language, "date": summary.newest}
    reused = sum(store.Shard(path).reused for path in shards)
    reading = Reading(
        {**counts, **summary.counts}, skipped, wiki, site_digest(site), summary.content, len(shards), reused
    )
    work.note(_DONE, asdict(reading))
    return reading, work


def _taken_from(earlier: Earlier | None, site: str, progress: Progress) -> Path | None:
    """The folder of the index that pages may be taken from; says so if they may not."""
    if earlier is None:
        return None
    if why := earlier.why_no_pages(site):
        progress(f"all pages are read again: {why}")
        return None
    return earlier.folder.absolute()


def _parse(
    units: Iterator[Unit],
    work: Work,
    earlier: Earlier | None,
    merging: Merging,
    workers: int,
    engine: EngineName,
    progress: Progress,
) -> list[Path]:
    """Read the units that have no shard; returns the shards of all units, in order, which are added to `merging`."""
    numbered: list[Path] = []
    faults: Counter[str] = Counter()

    def missing() -> Iterator[Unit]:
        for number, unit in enumerate(units):
            numbered.append(unit.shard)
            if not work.has(number):
                yield unit

    # A worker maps the store it takes pages from: that is none of the memory that a page may take.
    bounds = Bounds(memory=Bounds().memory + (earlier.store_bytes if earlier else 0))
    results = run_units(
        missing(),
        parse,
        workers,
        bounds,
        on_fault=lambda fault: faults.update([fault.reason]),
        engine=engine,
        fork=earlier is None,
    )
    for read, _ in enumerate(results, 1):
        if read % _ADDED_EVERY == 0:
            merging.add(numbered)
        if read % _SAID_EVERY == 0:
            progress(f"{read} pages read")
    merging.add(numbered)
    if faults:
        progress(f"read plainly: {', '.join(f'{reason} {n}' for reason, n in sorted(faults.items()))}")
    return numbered


def _bounds(dump: Path | str, size: int) -> list[tuple[int, int]]:
    """Byte ranges of a dump of many streams, so that workers unpack; none for any other."""
    offsets = [0] if str(dump) == "-" else stream_offsets(Path(dump))
    if len(offsets) == 1:
        return []
    wanted = max(_RANGE_BYTES, size // _UNITS)
    streams = max(1, len(offsets) * wanted // size)
    # Units are small where there are no more to come, so that no worker waits long for the others.
    last = max(0, len(offsets) - _LAST_UNITS * streams) // streams * streams
    return [*ranges(offsets[:last], offsets[last], streams), *ranges(offsets[last:], size, max(1, streams // 2))]


def _units(
    dump: Path | str, reader: DumpReader, cut: list[tuple[int, int]], work: Work, earlier: Path | None
) -> Iterator[Unit]:
    """The units of a dump in order: ranges, or pages unpacked here."""
    path = Path(dump).absolute()  # a worker may be anywhere
    for number, (start, end) in enumerate(cut):
        yield Range(path, reader.site, start, end, work.shard(number), earlier)
    if cut:
        return
    for number, batch in enumerate(_batches(reader.pages())):
        yield Pages(reader.site, batch, work.shard(number), earlier)


def _batches(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    """The pages in order, shared out by how much text they have."""
    batch: list[Page] = []
    held = before = 0
    for page in pages:
        batch.append(page)
        held += len(page.text) + _PAGE
        if held >= max(_TEXT_A_UNIT, before // _UNITS):
            yield tuple(batch)
            before += held
            batch, held = [], 0
    if batch:
        yield tuple(batch)


def _count(shards: list[Path]) -> tuple[dict[str, int], dict[str, int]]:
    """Pages read, redirects and pages left out; and the latter by reason."""
    articles = redirects = 0
    skipped: Counter[str] = Counter()
    for path in shards:
        shard = store.Shard(path)
        articles += len(shard.ids)
        redirects += sum(1 for _ in shard.redirects())
        skipped += shard.reasons()
    left_out = skipped.total()
    counts = {"read": articles + redirects + left_out, "redirects": redirects, "skipped": left_out}
    return counts, dict(sorted(skipped.items()))
