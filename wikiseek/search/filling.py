"""Index files made of vectors on disk, in memory that does not grow with their number.

FAISS fills an index in memory and writes it when it is whole. Here it encodes some vectors at a time, and their codes
go to where its own file has them; the bytes are the same (a test compares them).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import DTypeLike

from wikiseek import files
from wikiseek.errors import NotFound
from wikiseek.search import factory
from wikiseek.search.arrays import Array

_TRAINED_ON, _POINTS_A_CENTROID = 65_536, 40  # at least; FAISS asks for 39 points a centroid
_ROWS_AT_ONCE = 65_536
_SCRATCH = ".filling"
_LISTS = b"ilar"  # how inverted lists begin in a file


def write_index(path: Path, vectors: Array, factory_string: str) -> None:
    """Write the index of `vectors`, float16 of shape `(n, d)`, to `path`. Raises `NotFound` for a bad string.

    Flat and scalar-quantized indexes and inverted lists of those or of PQ codes, also behind a transform such as OPQ,
    take memory for one block of vectors. Any other index is filled in memory.
    """
    index = factory.empty(vectors.shape[1], factory_string)
    scratch = path.with_name(_SCRATCH)
    shutil.rmtree(scratch, ignore_errors=True)
    with files.space_checked(path):
        scratch.mkdir()
        try:
            if not index.is_trained:
                _train(index, vectors, factory_string, scratch / "sample")
            with files.atomic(path) as part:
                _write(index, vectors, part, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _train(index: Any, vectors: Array, factory_string: str, sample: Path) -> None:
    """Train on vectors taken at even steps, which stand in a file: for many lists they are gigabytes."""
    lists = factory.lists(index)
    wanted = max(_TRAINED_ON, _POINTS_A_CENTROID * (lists.nlist if lists is not None else 0))
    rows = np.unique(np.linspace(0, max(0, len(vectors) - 1), min(wanted, len(vectors))).astype(np.int64))
    with sample.open("wb") as stream:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            stream.write(vectors[rows[start : start + _ROWS_AT_ONCE]].astype(np.float32).data)
    if hasattr(lists, "do_polysemous_training"):
        lists.do_polysemous_training = False  # most of the time, for a kind of search that is not used here
    try:
        index.train(_mapped(sample, np.float32, vectors.shape[1]))
    except RuntimeError as error:
        raise NotFound(
            f"{len(vectors)} passages are too few to train {factory_string!r}: leave --faiss out or give Flat"
        ) from error


def _write(index: Any, vectors: Array, path: Path, scratch: Path) -> None:
    import faiss

    inner = index
    while isinstance(inner, faiss.IndexPreTransform):
        inner = faiss.downcast_index(inner.index)
    if type(inner) in (faiss.IndexFlat, faiss.IndexFlatIP, faiss.IndexScalarQuantizer):
        _write_flat(index, inner, vectors, path)
    elif type(inner) in (faiss.IndexIVFFlat, faiss.IndexIVFScalarQuantizer, faiss.IndexIVFPQ):
        _write_lists(index, inner, vectors, path, scratch)
    else:
        for block in _blocks(vectors):
            index.add(block)
        faiss.write_index(index, str(path))


def _write_flat(index: Any, inner: Any, vectors: Array, path: Path) -> None:
    """The codes come last in a file, after their number: `IndexFlat` counts floats, the others bytes."""
    unit = 1 if hasattr(inner, "sq") else 4
    with path.open("wb") as stream:
        stream.write(_head(index, inner, len(vectors))[:-8] + _numbers([len(vectors) * inner.code_size // unit]))
        for block in _blocks(vectors):
            stream.write(index.sa_encode(block).data)


def _write_lists(index: Any, inner: Any, vectors: Array, path: Path, scratch: Path) -> None:
    """Inverted lists come last in a file: their sizes, then of each list its codes and the numbers of its vectors.

    Each block is added to an empty index, and what its lists hold is set aside; then each list is put together.
    """
    codes, numbers = scratch / "codes", scratch / "numbers"
    places = []  # of each block's lists, in what is set aside
    with codes.open("wb") as all_codes, numbers.open("wb") as all_numbers:
        for start, block in zip(range(0, len(vectors), _ROWS_AT_ONCE), _blocks(vectors), strict=True):
            index.reset()
            index.add(block)
            sizes = [_set_aside(inner.invlists, number, start, all_codes, all_numbers) for number in range(inner.nlist)]
            places.append(start + np.cumsum([0, *sizes], dtype=np.int64))
    index.reset()
    head = _head(index, inner, len(vectors))
    parts = _mapped(codes, np.uint8, inner.code_size), _mapped(numbers, np.int64)
    with path.open("wb") as stream:
        stream.write(head[: head.rindex(_LISTS)] + _sizes(places, inner.code_size))
        for number in range(inner.nlist):
            for part in parts:
                for place in places:
                    stream.write(part[place[number] : place[number + 1]].data)


def _set_aside(lists: Any, number: int, start: int, codes: BinaryIO, numbers: BinaryIO) -> int:
    """Append to files what a list holds; returns how many vectors that is."""
    import faiss

    if size := int(lists.list_size(number)):
        codes.write(faiss.rev_swig_ptr(lists.get_codes(number), size * lists.code_size).data)
        numbers.write((faiss.rev_swig_ptr(lists.get_ids(number), size) + start).data)
    return size


def _sizes(places: list[Array], code_size: int) -> bytes:
    """What a file says of inverted lists before it has their content: all sizes, or only those of the lists in use."""
    sizes = np.sum([np.diff(place) for place in places], axis=0)
    used = np.flatnonzero(sizes)
    full = len(used) > len(sizes) // 2
    said = sizes if full else np.column_stack([used, sizes[used]]).reshape(-1)
    kind = b"full" if full else b"sprs"
    return _LISTS + _numbers([len(sizes), code_size]) + kind + _numbers([len(said), *said])


def _head(index: Any, inner: Any, count: int) -> bytes:
    """The file of an index that has no vectors yet but says that it has `count`."""
    import faiss

    index.ntotal = inner.ntotal = count
    return bytes(faiss.serialize_index(index))


def _blocks(vectors: Array) -> Iterator[Array]:
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        yield vectors[start : start + _ROWS_AT_ONCE].astype(np.float32)


def _numbers(values: Sequence[int]) -> bytes:
    return np.array(values, np.uint64).tobytes()


def _mapped(path: Path, dtype: DTypeLike, columns: int | None = None) -> Array:
    flat = np.asarray(np.memmap(path, dtype, mode="r"))
    return flat if columns is None else flat.reshape(-1, columns)
