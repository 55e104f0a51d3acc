"""Postings as bitmaps, and the graph of links, from either end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from wikiseek.postings import PairSorter, Part, Run, encoded, merged, opened
from wikiseek.sections import Sections, write_sections
from wikiseek.store import layout
from wikiseek.store.roaring import bitmap_bytes, bitmaps
from wikiseek.store.table import Tables

Array = NDArray[Any]

_ROWS_AT_ONCE = 8192


def put_postings(tables: Tables, name: str, runs: Sequence[Run]) -> int:
    """Fill the table `name` with one bitmap a key; returns the number of keys."""
    return tables.put_sorted(name, (row for part in merged(runs) for row in _rows(part)))


def _rows(part: Part) -> Iterator[tuple[bytes, bytes]]:
    """Keys and their bitmaps, of which not all are held at once."""
    for start in range(0, len(part.keys), _ROWS_AT_ONCE):
        keys = part.keys[start : start + _ROWS_AT_ONCE]
        yield from zip(keys, bitmaps(part.starts[start : start + len(keys) + 1], part.columns[0]), strict=True)


def put_links(tables: Tables, scratch: Path, runs: Sequence[Run]) -> dict[str, int]:
    """Resolve the titles that pages link to, and fill `links`, `targets` and `red`; returns counts."""
    by_target, by_source = PairSorter(scratch, "links"), PairSorter(scratch, "targets")
    moved: list[Run] = []
    red = 0
    for part in merged(runs):
        targets = np.zeros(len(part.keys), np.uint64)
        for place, page in tables.found("titles", part.keys):
            targets[place] = layout.key_id(page)
        missing = targets == 0
        moved.append(_moved(tables, scratch / f"moved.{len(moved)}", part, missing))
        red += tables.put_sorted("red", _rows(_picked(part, missing)))
        counts = np.diff(part.starts)
        sources = part.columns[0][np.repeat(targets > 0, counts)]
        reached = np.repeat(targets, counts)[np.repeat(targets > 0, counts)]
        by_target.add(reached, sources)
        by_source.add(sources, reached)
    red += _put_moved(tables, moved)
    links, link_targets = _put_groups(tables, "links", by_target)
    _put_groups(tables, "targets", by_source)
    return {"links": links, "link_targets": link_targets, "red_targets": red}


def _put_groups(tables: Tables, name: str, pairs: PairSorter) -> tuple[int, int]:
    """Fill a table by page id; returns the numbers of pairs and of keys."""
    total = 0

    def rows() -> Iterator[tuple[bytes, bytes]]:
        nonlocal total
        for firsts, starts, seconds in pairs.parts():
            total += len(seconds)
            yield from zip(map(layout.id_key, firsts.tolist()), bitmaps(starts, seconds), strict=True)

    keys = tables.put_sorted(name, rows())
    pairs.close()
    return total, keys


def _moved(tables: Tables, path: Path, part: Part, missing: Array) -> Run:
    """The links to redirects without a page, under the title missing in the end.

    `missing` says which keys of `part` have no page; those of redirects are taken out of it.
    """
    moved: dict[bytes, list[int]] = {}
    for place, target in tables.found("dangling", part.keys):
        missing[place] = False
        name = layout.text_key(target.decode("utf-8", "surrogatepass"))
        moved.setdefault(name, []).extend(part.columns[0][part.starts[place] : part.starts[place + 1]].tolist())
    write_sections(path, encoded("moved", moved))
    return opened(Sections(path), "moved")


def _put_moved(tables: Tables, runs: Sequence[Run]) -> int:
    """Add links by way of redirects to those that name a missing title themselves; returns how many titles are new."""
    new = 0
    for part in merged(runs):
        for key, pages in _rows(part):
            others = tables.get("red", key)
            new += others is None
            tables.replace("red", key, pages if others is None else _united(pages, others))
    return new


def _united(one: bytes, other: bytes) -> bytes:
    return bitmap_bytes((BitMap.deserialize(one) | BitMap.deserialize(other)).to_array())


def _picked(part: Part, picked: Array) -> Part:
    """The keys of a part that are `picked`, with their postings."""
    counts = np.diff(part.starts)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts[picked])])
    keys = list(compress(part.keys, picked.tolist()))
    return Part(keys, starts, (part.columns[0][np.repeat(picked, counts)],))
