"""A dump end to end: its site and its pages, from a file, a range of a file, or a pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from wikiseek.dump import xml
from wikiseek.dump.compression import Unpacker, opened
from wikiseek.dump.titles import SiteInfo
from wikiseek.records import Page


class DumpReader:
    """An open dump: `site` at once, then `pages()`, each page once. For a pipe this is the only way to have both."""

    def __init__(self, unpacker: Unpacker, name: str) -> None:
        self._unpacker, self._name = unpacker, name
        self._elements = xml.elements(unpacker, name)
        self._first = next(self._elements)
        self.site = xml.read_site(self._first) if str(self._first.tag).endswith("siteinfo") else SiteInfo()

    @property
    def position(self) -> int:
        """Packed bytes read so far, for a progress bar."""
        return self._unpacker.position

    def pages(self) -> Iterator[Page]:
        """The pages of the dump in order, of every namespace."""
        return xml.pages(chain([self._first], self._elements), self.site)


@contextmanager
def open_dump(path: Path | str) -> Iterator[DumpReader]:
    """Open `.xml`, `.xml.bz2` (one stream or many), `.xml.gz` or `-` (standard input).

    Raises `DumpError`, one line, for what is not a whole dump; on damage further in, while pages are read.
    """
    with opened(path) as stream:
        name = "standard input" if str(path) == "-" else str(path)
        yield DumpReader(Unpacker(stream, name), name)


def site_info(path: Path | str) -> SiteInfo:
    """What the dump at `path` says of its wiki; reads its beginning only."""
    with open_dump(path) as dump:
        return dump.site


def read_pages(path: Path | str) -> Iterator[Page]:
    """Every page of a dump, in order, with one page in memory at a time."""
    with open_dump(path) as dump:
        yield from dump.pages()


def read_range(path: Path | str, start: int, end: int, site: SiteInfo | None = None) -> Iterator[Page]:
    """The pages in bytes `[start, end)` of a multistream dump, bounds from `stream_offsets` or the file's size.

    `site` saves reading the beginning of the file again for each range. A file cut off between two streams is
    refused where it ends, as in `read_pages`.
    """
    site = site or site_info(path)
    name = f"{path} (bytes {start} to {end})"
    with opened(path) as stream:
        last = end >= os.fstat(stream.fileno()).st_size
        yield from xml.pages(xml.elements(Unpacker(stream, name, start, end), name, start == 0, last), site)
