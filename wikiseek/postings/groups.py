"""Pairs of numbers, sorted outside of memory: who links to whom, read from either end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from wikiseek.postings.run import Array

# Pairs held before they are written out: 8 bytes each, three times that while they are sorted.
_PAIRS_AT_ONCE = 8_000_000
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class PairSorter:
    """Takes pairs of uint32 in any order and gives them grouped by the first, repeats left out."""

    def __init__(self, folder: Path, name: str, pairs_at_once: int = _PAIRS_AT_ONCE) -> None:
        """`folder` takes files that begin with `name`; they are removed by `close`."""
        self._folder, self._name, self._at_once = folder, name, pairs_at_once
        self._held: list[Array] = []
        self._count = 0
        self._files: list[Path] = []

    def add(self, firsts: Array, seconds: Array) -> None:
        """Add pairs: two arrays of one length, or one of which is a single number."""
        pairs = np.atleast_1d(np.asarray(firsts, np.uint64) << _HALF | np.asarray(seconds, np.uint64))
        self._held.append(pairs)
        self._count += len(pairs)
        if self._count >= self._at_once:
            self._spill()

    def groups(self) -> Iterator[tuple[int, list[int]]]:
        """Each first number, ascending, with its second ones, ascending."""
        for firsts, starts, seconds in self.parts():
            numbers, edges = seconds.tolist(), starts.tolist()
            for at, first in enumerate(firsts.tolist()):
                yield first, numbers[edges[at] : edges[at + 1]]

    def parts(self) -> Iterator[tuple[Array, Array, Array]]:
        """Groups, some at a time: their first numbers, where the second ones of each start (one more), and these.

        All ascend; the last two are int64.
        """
        if self._files and self._held:
            self._spill()
        sources = [np.load(path, mmap_mode="r") for path in self._files] or [self._sorted()]
        total = sum(map(len, sources))
        for low, high in self._ranges(sources, total):
            yield _grouped(_unique([s[np.searchsorted(s, low) : np.searchsorted(s, high)] for s in sources]))

    def close(self) -> None:
        """Remove the files."""
        for path in self._files:
            path.unlink(missing_ok=True)

    def _sorted(self) -> Array:
        return _unique(self._held)

    def _spill(self) -> None:
        path = self._folder / f"{self._name}.{len(self._files)}.npy"
        np.save(path, self._sorted())
        self._files.append(path)
        self._held, self._count = [], 0

    def _ranges(self, sources: list[Array], total: int) -> Iterator[tuple[np.uint64, np.uint64]]:
        """Bounds that share the pairs out evenly and part no group."""
        parts = total // self._at_once + 1
        samples = np.sort(np.concatenate([s[:: max(1, len(s) // (16 * parts))] for s in sources]))
        inner = [(samples[len(samples) * part // parts] >> _HALF) << _HALF for part in range(1, parts)]
        bounds = [np.uint64(0), *inner, np.uint64(0xFFFFFFFFFFFFFFFF)]
        yield from ((low, high) for low, high in pairwise(bounds) if low < high)


def _unique(parts: list[Array]) -> Array:
    """The pairs of all parts in order, each once: sorted in place, where numpy's own would fill a table first."""
    if not parts:
        return np.empty(0, np.uint64)
    pairs = np.concatenate(parts)
    pairs.sort()
    kept = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=kept[1:])
    return pairs[kept]


def _grouped(pairs: Array) -> tuple[Array, Array, Array]:
    firsts = pairs >> _HALF
    begins = np.ones(len(pairs), bool)
    np.not_equal(firsts[1:], firsts[:-1], out=begins[1:])
    starts = np.flatnonzero(begins)
    return firsts[starts], np.append(starts, len(pairs)), (pairs & _LOW).astype(np.int64)
