"""A run: postings of one unit, its keys in byte order.

In a file of sections a run NAME is `NAME.keys` (the keys, each followed by the byte 0xFF, which no UTF-8 holds),
`NAME.ends` (uint64, where each key ends), `NAME.starts` (uint64, keys + 1, where its postings begin) and
one section a column of the postings: `NAME.documents`, and more that say something of each document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wikiseek.sections import Sections

Array = NDArray[Any]
SEPARATOR = b"\xff"


@dataclass(frozen=True, slots=True)
class Run:
    """Postings of one unit: document numbers from `base` on, and columns beside them.

    `keys` are bytes (uint8); `release` lets go of memory after a part was used.
    """

    keys: Array
    ends: Array
    starts: Array
    columns: tuple[Array, ...]
    base: int
    release: Callable[[], None]


def encoded(name: str, postings: Mapping[bytes, Sequence[int]]) -> dict[str, Any]:
    """The sections of a run of documents alone; `postings` are ascending."""
    keys = sorted(postings)
    columns = {"documents": np.fromiter((d for key in keys for d in postings[key]), np.uint32)}
    return arranged(name, keys, np.fromiter((len(postings[key]) for key in keys), np.uint64, len(keys)), columns)


def arranged(name: str, keys: Sequence[bytes], counts: Array, columns: Mapping[str, Array]) -> dict[str, Any]:
    """The sections of a run of sorted `keys`, each with so many rows of `columns`."""
    lengths = np.fromiter(map(len, keys), np.uint64, len(keys)) + np.uint64(1)
    return {
        f"{name}.keys": SEPARATOR.join([*keys, b""]),
        f"{name}.ends": np.cumsum(lengths, dtype=np.uint64),
        f"{name}.starts": np.concatenate([np.zeros(1, np.uint64), np.cumsum(counts, dtype=np.uint64)]),
        **{f"{name}.{column}": values for column, values in columns.items()},
    }


def opened(sections: Sections, name: str, base: int = 0, extra: Mapping[str, Any] | None = None) -> Run:
    """The run `name` of a file; `extra` gives columns beside the documents with their types."""
    columns = {"documents": np.uint32, **(extra or {})}
    return Run(
        keys=sections.array(f"{name}.keys", np.uint8),
        ends=sections.array(f"{name}.ends", np.uint64),
        starts=sections.array(f"{name}.starts", np.uint64),
        columns=tuple(sections.array(f"{name}.{column}", dtype) for column, dtype in columns.items()),
        base=base,
        release=sections.release,
    )
