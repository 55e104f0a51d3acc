"""A dump repeated: the same pages again and again under new ids and titles, to see how time and memory grow."""

from __future__ import annotations

import bz2
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice
from pathlib import Path

STREAM_PAGES = 100
_NUMBER = re.compile(r"(<id>)(\d+)(</id>)")
_TITLE = re.compile(r"(<title>)(.*?)( \([^()]*\))?(</title>)")
_REVISION = "<revision>"


def repeat(dump: Path, out: Path, times: int) -> int:
    """Write `dump` `times` times over to `out`, a multistream bz2 dump, with its index beside it.

    Pages of the first time are as they were. Later ones are called "Title copy 2" ("Title copy 2 (film)" for a
    title in brackets) and have page and revision ids above all those before; their text is the same to the byte,
    so all links lead to pages of the first time. `dump` is `.xml` or `.xml.bz2`, its elements on lines of their
    own, as Wikimedia writes them. One page is in memory at a time, and one stream. Returns the bytes of XML.
    """
    last = [max(numbers) for numbers in zip(*map(_numbers, _blocks(dump)), strict=True)]
    index = out.with_name(out.name.replace("multistream", "multistream-index").replace(".xml", ".txt"))
    copies = (_copy(block, copy, last) for copy in range(times) for block in _blocks(dump))
    size = 0
    with out.open("wb") as packed, bz2.open(index, "wt", encoding="utf-8") as lines:
        for stream in chain([[_head(dump)]], _batches(copies), [["</mediawiki>\n"]]):
            for block in stream if stream[0].lstrip().startswith("<page>") else ():
                lines.write(f"{packed.tell()}:{_numbers(block)[0]}:{_name(block)}\n")
            text = "".join(stream).encode()
            packed.write(bz2.compress(text))
            size += len(text)
    return size


def _lines(dump: Path) -> Iterator[str]:
    # Lines end in \n alone: other line breaks that Unicode knows stand within pages.
    opened = bz2.open if dump.suffix == ".bz2" else open
    with opened(dump, "rt", encoding="utf-8", newline="\n") as lines:
        yield from lines


def _head(dump: Path) -> str:
    head = []
    for line in _lines(dump):
        if line.strip() == "<page>":
            break
        head.append(line)
    return "".join(head)


def _blocks(dump: Path) -> Iterator[str]:
    """The `<page>` elements of a dump. A text cannot hold such a line: there "<" is written "&lt;"."""
    block: list[str] = []
    for line in _lines(dump):
        bare = line.strip()
        if bare == "<page>":
            block = [line]
        elif block:
            block.append(line)
        if block and bare == "</page>":
            yield "".join(block)
            block = []


def _numbers(block: str) -> tuple[int, int]:
    """The ids of a page and its revision."""
    page, revision = _NUMBER.search(block), _NUMBER.search(block, block.index(_REVISION))
    if page is None or revision is None:
        raise ValueError(f"a page without ids: {block[:200]!r}")
    return int(page.group(2)), int(revision.group(2))


def _name(block: str) -> str:
    found = _TITLE.search(block)
    return unescape(f"{found.group(2)}{found.group(3) or ''}") if found else ""


def _copy(block: str, copy: int, last: list[int]) -> str:
    """A page as its copy number `copy` (0 is the page itself), `last` being the highest ids of the dump."""
    if copy == 0:
        return block
    cut = block.index(_REVISION)
    head = _TITLE.sub(lambda found: f"{found[1]}{found[2]} copy {copy + 1}{found[3] or ''}{found[4]}", block[:cut], 1)
    return _raised(head, copy * last[0]) + _raised(block[cut:], copy * last[1])


def _raised(text: str, by: int) -> str:
    return _NUMBER.sub(lambda found: f"{found[1]}{int(found[2]) + by}{found[3]}", text, count=1)


def _batches(blocks: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(blocks, STREAM_PAGES)):
        yield batch
