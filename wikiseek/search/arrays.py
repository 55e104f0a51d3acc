"""Arrays on disk: written row by row in bounded memory, read memory-mapped, never pickled."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from wikiseek import files
from wikiseek.errors import IndexFault

Array = NDArray[Any]


class ArrayWriter:
    """A `.npy` file that grows by `append`, and appears at `path` whole or not at all.

    `columns` is the width of a row, or None for a flat array. The header leaves room for the
    final count, which `numpy` allows for, and is written again when the count is known.
    """

    def __init__(self, path: Path, dtype: DTypeLike, columns: int | None = None) -> None:
        self._atomic = files.atomic(path)
        self._dtype = np.dtype(dtype)
        self._tail = () if columns is None else (columns,)
        self._stream: BinaryIO
        self.rows = 0

    def __enter__(self) -> Self:
        self._stream = self._atomic.__enter__().open("wb")
        self._write_header()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._stream.seek(0)
            self._write_header()
        self._stream.close()
        self._atomic.__exit__(kind, error, trace)

    def append(self, rows: Array) -> None:
        """Add rows of shape `(n, columns)`, or `(n,)` when flat."""
        if rows.shape[1:] != self._tail:
            raise ValueError(f"rows of shape {rows.shape[1:]} do not fit an array of {self._tail}")
        self._stream.write(np.ascontiguousarray(rows, dtype=self._dtype).data)
        self.rows += len(rows)

    def _write_header(self) -> None:
        shape = (self.rows, *self._tail)
        header = {"descr": npy.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        npy.write_array_header_1_0(self._stream, header)


def read(path: Path, dtype: DTypeLike, columns: int | None = None) -> Array:
    """Map the array at `path` read-only. Raises `IndexFault` unless it is whole and of this type and width."""
    try:
        # A plain view of the map: slices of numpy's memmap class cost ten times as much to make.
        found: Array = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except FileNotFoundError as error:
        raise IndexFault(f"{path} is missing: build the index again") from error
    except (OSError, ValueError, EOFError) as error:
        raise IndexFault(f"{path} is damaged ({error}): run wikiseek verify, then build the index again") from error
    if found.dtype != np.dtype(dtype) or found.shape[1:] != (() if columns is None else (columns,)):
        raise IndexFault(
            f"{path} holds {found.dtype} {found.shape}, not {np.dtype(dtype)} rows of {columns or 1}: "
            "it was written by another version, build the index again"
        )
    return found
