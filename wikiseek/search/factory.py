"""FAISS as wikiseek uses it: which index for how many vectors, what is asked of it, how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from wikiseek.errors import IndexFault, NotFound
from wikiseek.search.arrays import Array

_EXACT_UP_TO = 1_000_000
_SCALAR_UP_TO = 100_000_000
_PROBED = 3  # times the square root of the number of lists are looked into: see docs/design.md
_ONE_THREAD_BELOW = 16
_PRELOADED_BYTES = 2 << 30


def factory_for(vectors: int, dimensions: int) -> str:
    """The FAISS factory string for so many vectors: exact to a million, then inverted lists, then codes.

    SQfp16 is Flat in half the bytes and two thirds of the time, with the same scores: the vectors are float16.
    There are about four lists for the square root of the count. No HNSW and no OPQ: their bytes depend on threads.
    """
    if vectors <= _EXACT_UP_TO:
        return "SQfp16"
    lists = min(65_536, 2 ** round(np.log2(4 * vectors**0.5)))
    if vectors <= _SCALAR_UP_TO:
        return f"IVF{min(16_384, lists)},SQ8"
    codes = next(size for size in (64, 48, 32, 16, 8, 4, 2, 1) if dimensions % size == 0)
    return f"IVF{lists},PQ{codes}"


def empty(dimensions: int, factory: str) -> Any:
    """An index without vectors, inner product as its metric. Raises `NotFound` for a string FAISS does not know."""
    import faiss

    try:
        return faiss.index_factory(dimensions, factory, faiss.METRIC_INNER_PRODUCT)
    except RuntimeError as error:
        raise NotFound(f"FAISS does not know the factory string {factory!r}: try Flat, SQ8 or IVF1024,SQ8") from error


def lists(index: Any) -> Any:
    """The part of an index that has inverted lists, or None."""
    import faiss

    found = faiss.try_extract_index_ivf(index)
    return None if found is None else faiss.downcast_index(found)


def is_exact(index: Any) -> bool:
    """Whether an index compares a query with every vector, each whole to float16."""
    import faiss

    half = isinstance(index, faiss.IndexScalarQuantizer) and index.sq.qtype == faiss.ScalarQuantizer.QT_fp16
    return half or isinstance(index, faiss.IndexFlat)


def search(index: Any, queries: Array, k: int) -> tuple[Array, Array]:
    """FAISS's scores and vector numbers, both of shape `(n, k)`; number -1 where there are no more.

    Few queries run in one thread: waiting for each other takes OpenMP's threads longer on a busy machine
    (60 ms instead of 13 was seen) than they save, and a server has a thread for each query anyway.
    """
    import faiss

    threads = faiss.omp_get_max_threads()
    if len(queries) < _ONE_THREAD_BELOW:
        faiss.omp_set_num_threads(1)
    try:
        scores, numbers = index.search(np.ascontiguousarray(queries, dtype=np.float32), k)
    finally:
        faiss.omp_set_num_threads(threads)
    return scores, numbers


def read(path: Path, vectors: int, dimensions: int) -> Any:
    """Map an index file and check that it has this many vectors. Raises `IndexFault`."""
    import faiss

    if not path.is_file():
        raise IndexFault(f"{path} is missing: build the index again")
    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise IndexFault(f"{path} is damaged: run wikiseek verify, then build the index again") from error
    if (index.ntotal, index.d) != (vectors, dimensions):
        raise IndexFault(
            f"{path} has {index.ntotal} vectors of {index.d}, not {vectors} of {dimensions}: build the index again"
        )
    if (listed := lists(index)) is not None:
        listed.nprobe = min(listed.nlist, round(_PROBED * listed.nlist**0.5))
    if is_exact(index):
        _preload(path)
    return index


def _preload(path: Path) -> None:
    """Read a file that every search reads whole: in order that takes 0.05 s, by page faults in a map 2 s."""
    left, piece = _PRELOADED_BYTES, bytearray(1 << 20)
    with path.open("rb", buffering=0) as stream:
        while left > 0 and (got := stream.readinto(piece)):
            left -= got
