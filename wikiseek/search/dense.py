"""Nearest passages by their vectors: kept once as float16, found by FAISS, scored exactly from those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from wikiseek import files
from wikiseek.search import arrays, exhaustive, factory
from wikiseek.search.arrays import Array
from wikiseek.search.filling import write_index
from wikiseek.search.ranking import EMPTY, Ranking, best

FOLDER = "dense"
VECTORS, _INDEX = "vectors.npy", "index.faiss"
# FAISS gives its order of equals to no rule, and compressed vectors only roughly: ask for more, then sort.
_SPARE, _TIMES_COMPRESSED = 32, 4
_SAME = 1e-5


def writer(folder: Path, dimensions: int) -> arrays.ArrayWriter:
    """Open the vectors of `folder` for writing: rows of shape `(n, dimensions)`, of length 1 or 0, kept as float16."""
    with files.space_checked(folder):
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    return arrays.ArrayWriter(folder / FOLDER / VECTORS, np.float16, dimensions)


def finish(folder: Path, dimensions: int, factory_string: str | None = None) -> str:
    """Index the vectors written. Returns the factory string: the one asked for, or else by their number."""
    written = vectors(folder, dimensions)
    factory_string = factory_string or factory.factory_for(len(written), dimensions)
    write_index(folder / FOLDER / _INDEX, written, factory_string)
    return factory_string


def vectors(folder: Path, dimensions: int) -> Array:
    """The vectors of the index in `folder`, memory-mapped, float16 of shape `(n, dimensions)`. Raises `IndexFault`."""
    return arrays.read(folder / FOLDER / VECTORS, np.float16, dimensions)


class Dense:
    """A finished `dense/`, memory-mapped. Raises `IndexFault` if its parts do not fit each other."""

    def __init__(self, folder: Path, passages: int, dimensions: int) -> None:
        self._vectors = arrays.read(folder / FOLDER / VECTORS, np.float16, dimensions)
        self._index = factory.read(folder / FOLDER / _INDEX, passages, dimensions)
        self._exact = factory.is_exact(self._index)

    def search(self, queries: Array, k: int) -> list[Ranking]:
        """For each query vector, rows of `(n, dimensions)`, the `k` passages nearest to it by inner product.

        A zero vector (a query of unknown words) finds nothing. A query's result is the same in any batch, and a
        large batch is sooner done: an exact index is then one factor of a product of matrices.
        """
        if not self._index.ntotal or k < 1:
            return [EMPTY] * len(queries)
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        together = self._exact and exhaustive.worthwhile(len(queries), self._index.ntotal)
        found = exhaustive.nearest(self._vectors, queries, k, _SAME) if together else self._nearest(queries, k)
        return [self._scored(*row, k) if row[0].any() else EMPTY for row in zip(queries, found, strict=True)]

    def _nearest(self, queries: Array, k: int) -> Iterator[Array]:
        """For each query, numbers that FAISS finds, ascending, the best `k` among them and all equals of the k-th."""
        asked = min(k * (1 if self._exact else _TIMES_COMPRESSED) + _SPARE, self._index.ntotal)
        for query, rough, found in zip(queries, *factory.search(self._index, queries, asked), strict=True):
            while _cut_among_equals(rough, k) and len(found) < self._index.ntotal:
                more, ids = factory.search(self._index, query[None], min(2 * len(found), self._index.ntotal))
                rough, found = more[0], ids[0]
            yield np.sort(found[found >= 0])

    def _scored(self, query: Array, found: Array, k: int) -> Ranking:
        """The `k` best of the passages `found`, by their exact scores."""
        # einsum sums each row by itself in one order; a BLAS product would not promise that.
        return best(found, np.einsum("ij,j->i", exhaustive.floats(self._vectors[found]), query), k)


def _cut_among_equals(rough: Array, k: int) -> bool:
    # FAISS fills up with the lowest float when it has no more to give.
    return k <= len(rough) and bool(rough[k - 1] >= -2 and rough[-1] > rough[k - 1] - _SAME)
