"""Many queries compared with every vector at once, as a product of matrices: half the work a query of one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from wikiseek.search.arrays import Array
from wikiseek.search.ranking import reached

# Fewer queries than this are sooner compared one by one: turning all vectors to float32 takes time of its own.
_WORTHWHILE = 32
_SCORES = 1 << 25  # 128 MB of them in memory
_ROWS_AT_ONCE = 1024  # of vectors, which stay in the processor's cache as float32
_FLOATS = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)


def floats(halves: Array) -> Array:
    """Float16 as float32, in half the time that numpy takes."""
    return _FLOATS.take(halves.view(np.uint16))


def worthwhile(queries: int, vectors: int) -> bool:
    """Whether so many queries are better compared here than one by one."""
    return min(queries, _SCORES // max(1, vectors)) >= _WORTHWHILE


def nearest(vectors: Array, queries: Array, k: int, margin: float) -> Iterator[Array]:
    """For each of `queries`, the numbers of the `k` vectors with the highest inner products, ascending.

    Products are only roughly right, so all that come within `margin` of the k-th are given too.
    """
    at_once = max(1, _SCORES // max(1, len(vectors)))
    for start in range(0, len(queries), at_once):
        for scores in _products(vectors, queries[start : start + at_once]):
            found = np.flatnonzero(scores >= reached(scores, k) - margin)
            if k < len(found):
                kept = scores[found]
                found = found[kept >= np.partition(kept, len(kept) - k)[len(kept) - k] - margin]
            yield found


def _products(vectors: Array, queries: Array) -> Array:
    """All inner products, a row for each query."""
    import faiss
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    scores = np.empty((len(queries), len(vectors)), np.float32)

    def fill(start: int) -> None:
        rows = slice(start, start + _ROWS_AT_ONCE)
        np.matmul(queries, floats(vectors[rows]).T, out=scores[:, rows])

    # Threads of BLAS wait for each other in a loop: on a busy machine that took ten times the processor time.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(faiss.omp_get_max_threads()) as threads:
        deque(threads.map(fill, range(0, len(vectors), _ROWS_AT_ONCE)), maxlen=0)
    return scores
