"""Cutting a page's plain text into passages, the unit of search, and keeping their spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from pathlib import Path

import numpy as np

from wikiseek.records import Passage, Section
from wikiseek.search import arrays

FILE = "passages.npy"
TARGET_WORDS = 100
_LONGEST_UNIT = TARGET_WORDS

# Scripts without spaces: two characters count as a word.
_DENSE_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_DENSE_SCRIPT}]{{1,2}}|[^\s{_DENSE_SCRIPT}]+")
_DENSE = re.compile(f"[{_DENSE_SCRIPT}]")
# Begins with one set of characters, so that the scan for it is fast.
_UNIT_END = re.compile(
    r"[.!?\n。！？](?:"
    r"(?<=\n)\n*"  # a paragraph or a list item
    r"|(?<=[。！？])"
    r"|(?<=[.!?])(?<![\s(][A-Z]\.)"  # a sentence, not an initial: "J. Smith"
    r"[\"'”’)\]]*\s+(?=[^\W_a-z]|[\"'“‘(\[]))"
)


Parts = Callable[[str, Sequence[Section]], Iterator[tuple[int, int]]]


def bodies(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """The spans of `text` that are not headings: the lead, then the body of each section that has one."""
    starts = [0, *(section.start for section in sections), len(text)]
    for index, (start, end) in enumerate(pairwise(starts)):
        if index < len(sections):
            end = _before_heading(text, start, end, sections[index].title)
        start, end = _trimmed(text, start, end)
        if start < end:
            yield start, end


def lead(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """The span of `text` before its first heading, if anything is there."""
    for start, end in islice(bodies(text, sections), 1):
        if not sections or start < sections[0].start:
            yield start, end


def cut(page_id: int, text: str, sections: Sequence[Section], parts: Parts = bodies) -> list[Passage]:
    """Cut the `parts` of one page's text into passages of about `TARGET_WORDS` words, in the order of the text.

    No passage crosses a heading or holds one; the lead comes first. Each body is shared out evenly among
    as many passages as its words call for, at the sentence or paragraph end nearest to an even share;
    only a sentence longer than a whole passage is cut inside, between words.
    """
    passages: list[Passage] = []
    for start, end in parts(text, sections):
        passages.extend(Passage(page_id, *span) for span in _shares(text, start, end))
    return passages


def _before_heading(text: str, start: int, end: int, heading: str) -> int:
    """Where a body ends if its next section's heading is itself a line of the text just before that section."""
    _, stop = _trimmed(text, start, end)
    at = stop - len(heading)
    whole_line = at == start or (at > start and text[at - 1] == "\n")
    return at if heading and whole_line and text.startswith(heading, at) else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return end - len(body.lstrip()), start + len(body.rstrip())


def _shares(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    total = _count(text[start:end])
    parts = max(1, round(total / TARGET_WORDS))
    for closer in _closers(text, start, end, total, parts) if parts > 1 else ():
        yield _trimmed(text, start, closer)
        start = closer
    yield _trimmed(text, start, end)


def _closers(text: str, start: int, end: int, total: int, parts: int) -> list[int]:
    """Where to cut a body in `parts`: inside it, ascending, at the ends of units nearest to even shares."""
    ends, counts = zip(*_units(text, start, end), strict=True)
    words = list(accumulate(counts))
    cuts = set()
    for part in range(1, parts):
        ideal = total * part / parts
        place = bisect_left(words, ideal)
        if place and ideal - words[place - 1] <= words[place] - ideal:
            place -= 1
        cuts.add(ends[place])
    return sorted(cuts - {end})


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The smallest pieces to keep whole: (end in `text`, words)."""
    ends = [match.end() for match in _UNIT_END.finditer(text, start, end)]
    for unit_end in [*ends, end]:
        if unit_end > start:
            yield from _pieces(text, start, unit_end)
        start = unit_end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One sentence, or its cuts between words if it is too long to be kept whole."""
    count = _count(text[start:end])
    if count > _LONGEST_UNIT:
        ends = [match.end() for match in _WORD.finditer(text, start, end)]
        for last in range(_LONGEST_UNIT, count, _LONGEST_UNIT):
            yield ends[last - 1], _LONGEST_UNIT
        count -= (count - 1) // _LONGEST_UNIT * _LONGEST_UNIT
    yield end, count


def _count(text: str) -> int:
    """The number of words in `text`."""
    if text.isascii() or not _DENSE.search(text):
        return len(text.split())
    return len(_WORD.findall(text))


class PassageTable:
    """The passages of an index by number: a memory-mapped array of (page id, start, end)."""

    def __init__(self, folder: Path) -> None:
        self._rows = arrays.read(folder / FILE, np.uint32, 3)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: int) -> Passage:
        page_id, start, end = self._rows[number].tolist()
        return Passage(page_id, start, end)

    def pages(self, numbers: arrays.Array) -> list[int]:
        """The page of each passage."""
        found: list[int] = self._rows[numbers, 0].tolist()
        return found


def writer(folder: Path) -> arrays.ArrayWriter:
    """Open the passage table of `folder` for writing; rows are what `rows` gives."""
    return arrays.ArrayWriter(folder / FILE, np.uint32, 3)


def rows(passages: Sequence[Passage]) -> arrays.Array:
    """Passages as the rows of the table, uint32 of shape `(n, 3)`."""
    return np.array([(p.page_id, p.start, p.end) for p in passages], dtype=np.uint32).reshape(-1, 3)
