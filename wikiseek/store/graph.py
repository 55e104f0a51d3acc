"""Postings as bitmaps, and the graph of links, from either end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wikiseek.postings import PairSorter, Part, Run, arranged, encoded, merged, opened
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
    red: list[Run] = []
    for part in merged(runs):
        targets = np.zeros(len(part.keys), np.uint64)
        for place, page in tables.found("titles", part.keys):
            targets[place] = layout.key_id(page)
        red += _red_runs(tables, scratch / f"red.{len(red)}", part, targets == 0)
        counts = np.diff(part.starts)
        sources = part.columns[0][np.repeat(targets > 0, counts)]
        reached = np.repeat(targets, counts)[np.repeat(targets > 0, counts)]
        by_target.add(reached, sources)
        by_source.add(sources, reached)
    found = {"links": 0, "link_targets": 0}
    found["link_targets"], found["links"] = _put_groups(tables, "links", by_target)
    _put_groups(tables, "targets", by_source)
    return {**found, "red_targets": put_postings(tables, "red", red)}


def _put_groups(tables: Tables, name: str, pairs: PairSorter) -> tuple[int, int]:
    """Fill a table by page id; returns the numbers of keys and of pairs."""
    total = 0

    def rows() -> Iterator[tuple[bytes, bytes]]:
        nonlocal total
        for first, seconds in pairs.groups():
            total += len(seconds)
            yield layout.id_key(first), bitmap_bytes(seconds)

    keys = tables.put_sorted(name, rows())
    pairs.close()
    return keys, total


def _red_runs(tables: Tables, path: Path, part: Part, missing: Array) -> list[Run]:
    """The links to titles without a page, and those to redirects without one, under the title missing in the end.

    `missing` says which keys of `part` have no page; those of redirects are taken out of it. A title may be in
    both runs, and its pages in any order: a bitmap is made of them.
    """
    moved: dict[bytes, list[int]] = {}
    for place, target in tables.found("dangling", part.keys):
        missing[place] = False
        name = layout.text_key(target.decode("utf-8", "surrogatepass"))
        moved.setdefault(name, []).extend(part.columns[0][part.starts[place] : part.starts[place + 1]].tolist())
    counts = np.diff(part.starts)
    documents = part.columns[0][np.repeat(missing, counts)].astype(np.uint32)
    keys = list(compress(part.keys, missing.tolist()))
    write_sections(path, arranged("red", keys, counts[missing], {"documents": documents}) | encoded("moved", moved))
    return [opened(Sections(path), name) for name in ("red", "moved")]
