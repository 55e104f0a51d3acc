"""The vectors of an index made before, found again by the text of their passages."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from wikiseek.records import Passage
from wikiseek.search import arrays, dense, passages
from wikiseek.search.arrays import Array
from wikiseek.search.texts import searched
from wikiseek.sections import Sections, write_sections

_ROWS_AT_ONCE = 1 << 20


class Titled(Protocol):
    """The pages of that index, by their titles."""

    def titled(self, title: str) -> tuple[int, str] | None:
        """The id and the plain text of the page that is called `title`."""
        ...


def write_places(folder: Path, path: Path) -> None:
    """Write to `path` where the passages of each page of the index in `folder` are: 12 bytes a page."""
    rows = arrays.read(folder / passages.FILE, np.uint32, 3)
    pages, firsts = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    before = 0  # no page has this id
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        column = rows[start : start + _ROWS_AT_ONCE, 0].copy()
        new = np.flatnonzero(np.concatenate(([column[0] != before], column[1:] != column[:-1])))
        pages.append(column[new])
        firsts.append((new + start).astype(np.uint32))
        before = column[-1]
    page, first = np.concatenate(pages), np.concatenate(firsts)
    count = np.diff(first, append=np.uint32(len(rows)))
    order = np.argsort(page)  # a dump may have its pages in any order
    write_sections(path, {"pages": page[order], "firsts": first[order], "counts": count[order]})


class KnownVectors:
    """The vectors of the index in `folder`, which has `pages`; `places` is what `write_places` wrote."""

    def __init__(self, folder: Path, pages: Titled, places: Path, dimensions: int) -> None:
        self._pages = pages
        sections = Sections(places)
        self._ids, self._firsts, self._counts = (
            sections.array(name, np.uint32) for name in ("pages", "firsts", "counts")
        )
        self._spans = arrays.read(folder / passages.FILE, np.uint32, 3)
        self._vectors = dense.vectors(folder, dimensions)

    def rows(self, title: str) -> dict[str, int]:
        """Where the vectors of the passages of a page are, by all that an encoder sees of each: title and text."""
        found = self._pages.titled(title)
        if found is None:
            return {}
        page_id, text = found
        place = int(np.searchsorted(self._ids, np.uint32(page_id)))
        if place == len(self._ids) or self._ids[place] != page_id:
            return {}
        first = int(self._firsts[place])
        spans = self._spans[first : first + int(self._counts[place])].tolist()
        return {searched(title, text, Passage(*span)): row for row, span in enumerate(spans, first)}

    def vectors(self, rows: list[int]) -> Array:
        """Vectors as they are kept, float16 of shape `(n, dimensions)`."""
        return self._vectors[rows]
