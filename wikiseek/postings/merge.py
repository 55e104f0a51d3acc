"""Many runs into one, a part of the keys at a time, so that memory does not grow with the runs.

Single-pass in-memory indexing (Manning, Raghavan and Schütze, "Introduction to Information
Retrieval", 2008, section 4.3). Where runs end does not show in the result.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from wikiseek.postings.merger import Merger
from wikiseek.postings.run import Array, Run

# A part ends with the key that brings it to so many postings.
_POSTINGS_AT_ONCE = 2_000_000


class Part(NamedTuple):
    """Merged postings of some consecutive keys.

    `keys` ascend; the postings of key i are rows `starts[i]` to `starts[i + 1]` of every column,
    ascending by document, which is the first column (int64, bases added).
    """

    keys: list[bytes]
    starts: Array
    columns: tuple[Array, ...]


def merged(runs: Sequence[Run], postings_at_once: int = _POSTINGS_AT_ONCE) -> Iterator[Part]:
    """All postings of `runs`, in the order of their documents, part by part, in the order of keys.

    Runs must not share documents for a key. Raises `ValueError` for a run whose parts do not fit together.
    """
    merger = Merger((run.keys, run.ends, run.starts, run.columns, run.base) for run in runs)
    while True:
        keys, starts, columns = merger.part(postings_at_once)
        if not keys:
            return
        yield Part(keys, _array(starts), tuple(map(_array, columns)))
        for run in runs:
            run.release()


def _array(values: array[int]) -> Array:
    return np.frombuffer(values, values.typecode)
