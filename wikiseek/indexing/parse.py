"""Reading one unit of a dump in a worker: pages in, rows for the store out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wikiseek.dump import SiteInfo, normalize_title, read_entity, read_plainly, read_range
from wikiseek.records import Page
from wikiseek.store import Draft, draft


@dataclass(frozen=True, slots=True)
class Redirect:
    """A title that leads to another."""

    title: str
    target: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that is not stored, and why."""

    page_id: int
    reason: str


Row = Draft | Redirect | Skipped


@dataclass(frozen=True, slots=True)
class Range:
    """Streams of a multistream dump: bytes `[start, end)` of `path`."""

    path: Path
    site: SiteInfo
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages already read from a dump that can only be read from front to back."""

    site: SiteInfo
    pages: tuple[Page, ...]


Unit = Range | Pages


def rows(unit: Unit, plain: frozenset[int]) -> Iterator[Row]:
    """One row for each page of `unit`; those at the positions in `plain` are read without the wikitext pass."""
    pages = read_range(unit.path, unit.start, unit.end, unit.site) if isinstance(unit, Range) else iter(unit.pages)
    for position, page in enumerate(pages):
        yield row(page, unit.site, position in plain)


def row(page: Page, site: SiteInfo, plain: bool) -> Row:
    """What the store keeps of one page."""
    if page.namespace != 0:
        return Skipped(page.id, f"namespace {page.namespace}")
    if page.redirect is not None:
        return Redirect(normalize_title(page.title, site), normalize_title(page.redirect, site))
    return draft(read_plainly(page, site) if plain else read_entity(page, site))
