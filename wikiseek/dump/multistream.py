"""Where the streams of a multistream bz2 dump begin: what lets many processes read one file."""

from __future__ import annotations

import bz2
import mmap
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from wikiseek.dump.compression import Unpacker, opened
from wikiseek.errors import DumpError

_MAGIC = re.compile(rb"BZh[1-9]1AY&SY")
_PROBE = 1 << 12  # packed bytes that are enough to tell a stream's tables from chance
_FIRST_BLOCK = 1 << 20  # packed bytes that surely hold a whole bz2 block


def stream_offsets(path: Path) -> list[int]:
    """The byte offsets of the bz2 streams of a multistream dump, 0 first; `[0]` for any other file.

    Taken from the index file beside the dump when there is one that fits it, else found by scanning
    for stream headers. A file whose streams do not begin with whole pages (as pbzip2 writes them)
    can only be read from its start, and gives `[0]` too.
    """
    with opened(path) as stream:
        if stream.read(3) != b"BZh":
            return [0]
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            offsets = _from_index(path, data)
            if offsets is None:
                offsets = [0, *(o for o in _scanned(data) if o)]
                return offsets if _hold_whole_pages(data, offsets) else [0]
            return offsets


def ranges(offsets: list[int], size: int, streams: int = 1) -> list[tuple[int, int]]:
    """Consecutive `(start, end)` byte ranges that cover a file of `size` bytes, `streams` streams each."""
    bounds = [*offsets[::streams], size]
    return list(pairwise(bounds))


def index_file(path: Path) -> Path | None:
    """The index that Wikimedia publishes beside a multistream dump, if it is there."""
    name = re.sub(r"(multistream)(\d*)\.xml", r"\1-index\2.txt", path.name)
    for candidate in (name, name.removesuffix(".bz2")):
        if candidate != path.name and path.with_name(candidate).is_file():
            return path.with_name(candidate)
    return None


def _from_index(path: Path, data: mmap.mmap) -> list[int] | None:
    """The offsets an index gives, or None when there is none or it belongs to another file."""
    index = index_file(path)
    if index is None:
        return None
    try:
        found = sorted(set(_index_offsets(index)))
    except (DumpError, ValueError):
        return None
    if not found or any(not _MAGIC.match(data, offset) for offset in found):
        return None
    return [0, *(offset for offset in found if offset)]


def _index_offsets(index: Path) -> Iterator[int]:
    """The numbers before the first colon of each `offset:page_id:title` line."""
    left, last = b"", b""
    with opened(index) as stream:
        for chunk in Unpacker(stream, str(index)):
            *lines, left = (left + chunk).split(b"\n")
            for entry in lines:
                offset = entry.partition(b":")[0]
                if offset != last:
                    yield int(offset)
                    last = offset


def _scanned(data: mmap.mmap) -> Iterator[int]:
    for match in _MAGIC.finditer(data):
        if _starts_stream(data[match.start() : match.start() + _PROBE]):
            yield match.start()


def _starts_stream(head: bytes) -> bool:
    try:
        bz2.BZ2Decompressor().decompress(head, 1)  # a few bytes can unpack to hundreds of megabytes
    except OSError:
        return False
    return True


def _hold_whole_pages(data: mmap.mmap, offsets: list[int]) -> bool:
    """Whether streams begin at page boundaries, judged by a few of them (tools that cut anywhere show at once)."""
    later = offsets[1:]
    samples = {*later[:2], *later[len(later) // 2 :][:1], *later[-2:]}
    for offset in samples:
        try:
            text = bz2.BZ2Decompressor().decompress(data[offset : offset + _FIRST_BLOCK], 64)
        except OSError:
            return False
        if not text.lstrip().startswith((b"<page>", b"</mediawiki>")):
            return False
    return True
