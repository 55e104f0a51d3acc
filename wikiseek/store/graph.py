"""Postings as bitmaps, and the graph of links, from either end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from wikiseek.postings import PairSorter, Part, Run, encoded, merged, opened
from wikiseek.sections import Sections, write_sections
from wikiseek.store import layout
from wikiseek.store.table import Tables


def put_postings(tables: Tables, name: str, runs: Sequence[Run]) -> int:
    """Fill the table `name` with one bitmap a key; returns the number of keys."""
    return tables.put_sorted(name, (row for part in merged(runs) for row in _bitmaps(part)))


def put_links(tables: Tables, scratch: Path, runs: Sequence[Run]) -> dict[str, int]:
    """Resolve the titles that pages link to, and fill `links`, `targets` and `red`; returns counts."""
    by_target, by_source = PairSorter(scratch, "links"), PairSorter(scratch, "targets")
    red: list[Run] = []
    for part in merged(runs):
        pages = [tables.get("titles", key) for key in part.keys]
        red.append(_red_run(tables, scratch / f"red.{len(red)}", part, pages))
        targets = np.array([0 if page is None else layout.key_id(page) for page in pages], np.uint64)
        known = np.array([page is not None for page in pages], bool)
        counts = np.diff(part.starts)
        sources = part.columns[0][np.repeat(known, counts)]
        targets = np.repeat(targets[known], counts[known])
        by_target.add(targets, sources)
        by_source.add(sources, targets)
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
            yield layout.id_key(first), layout.bitmap_bytes(seconds)

    keys = tables.put_sorted(name, rows())
    pairs.close()
    return keys, total


def _red_run(tables: Tables, path: Path, part: Part, pages: Sequence[bytes | None]) -> Run:
    """The links to titles without a page, under the title that is missing in the end; `pages` of all keys."""
    missing: dict[bytes, list[int]] = {}
    sources = part.columns[0].tolist()
    for key, page, (start, end) in zip(part.keys, pages, pairwise(part.starts.tolist()), strict=True):
        if page is None:
            target = tables.get("dangling", key)
            name = key if target is None else layout.text_key(target.decode("utf-8", "surrogatepass"))
            missing.setdefault(name, []).extend(sources[start:end])
    write_sections(path, encoded("red", missing))
    return opened(Sections(path), "red")


def _bitmaps(part: Part) -> Iterator[tuple[bytes, bytes]]:
    pages = part.columns[0].tolist()
    for key, (start, end) in zip(part.keys, pairwise(part.starts.tolist()), strict=True):
        yield key, layout.bitmap_bytes(pages[start:end])
