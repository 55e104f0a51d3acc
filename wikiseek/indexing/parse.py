"""Reading one unit of a dump in a worker: pages in, one shard of the store out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from wikiseek.dump import MAX_ID, SiteInfo, inadmissible, normalize_title, read_entity, read_plainly, read_range
from wikiseek.records import Page
from wikiseek.store import EarlierArticles, ShardWriter, source_digest


@dataclass(frozen=True, slots=True)
class Range:
    """Streams of a multistream dump: bytes `[start, end)` of `path`, to be written to `shard`.

    Articles that the index in the folder `earlier` read from the same pages are taken from there.
    """

    path: Path
    site: SiteInfo
    start: int
    end: int
    shard: Path
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages already read from a dump that can only be read from front to back."""

    site: SiteInfo
    pages: tuple[Page, ...]
    shard: Path
    earlier: Path | None = None


Unit = Range | Pages


def parse(unit: Unit, plain: frozenset[int]) -> Iterator[None]:
    """Write the shard of `unit`; yields for each page, for who watches over the time it takes.

    Pages at the positions in `plain` are read without the wikitext pass.
    """
    pages = read_range(unit.path, unit.start, unit.end, unit.site) if isinstance(unit, Range) else iter(unit.pages)
    writer = ShardWriter()
    with EarlierArticles(unit.earlier) if unit.earlier else nullcontext() as earlier:
        for position, page in enumerate(pages):
            _add(writer, page, unit.site, position in plain, earlier)
            yield
    writer.write(unit.shard)


def _add(writer: ShardWriter, page: Page, site: SiteInfo, plain: bool, earlier: EarlierArticles | None) -> None:
    left_out = f"namespace {page.namespace}" if page.namespace else inadmissible(page, site)
    if left_out is not None:
        writer.skip(page.id if 1 <= page.id <= MAX_ID else 0, left_out)
    elif page.redirect is not None:
        writer.add_redirect(normalize_title(page.title, site), normalize_title(page.redirect, site))
    elif plain:
        writer.add(read_plainly(page))
    else:
        source = source_digest(page)
        if earlier is not None and (stored := earlier.same(page.id, source)) is not None:
            writer.reuse(page.id, stored, source)
        else:
            writer.add(read_entity(page, site), source)
