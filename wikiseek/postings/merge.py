"""Many runs into one, a part of the keys at a time, so that memory does not grow with the runs.

Single-pass in-memory indexing (Manning, Raghavan and Schütze, "Introduction to Information
Retrieval", 2008, section 4.3), with the merge done by sorting one range of keys after the other.
Where runs end does not show in the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from wikiseek.postings.run import Array, Run

# Postings in a part: about 150 bytes each while it is sorted, keys included.
_POSTINGS_AT_ONCE = 2_000_000
_SAMPLES_A_RUN = 64


class Part(NamedTuple):
    """Merged postings of some consecutive keys.

    `keys` ascend; the postings of key i are rows `starts[i]` to `starts[i + 1]` of every column,
    ascending by document, which is the first column (int64, bases added).
    """

    keys: list[bytes]
    starts: Array
    columns: tuple[Array, ...]


def merged(runs: Sequence[Run], postings_at_once: int = _POSTINGS_AT_ONCE) -> Iterator[Part]:
    """All postings of `runs`, part by part, in the order of keys. Runs must not share documents for a key."""
    firsts = [0] * len(runs)
    for bound in [*_bounds(runs, postings_at_once), None]:
        lasts = [
            len(run.ends) if bound is None else run.place(bound, first) for run, first in zip(runs, firsts, strict=True)
        ]
        part = _part(runs, firsts, lasts)
        if part.keys:
            yield part
        firsts = lasts
        for run in runs:
            run.release()


def _bounds(runs: Sequence[Run], postings_at_once: int) -> list[bytes]:
    """Keys that cut all postings into parts of about this many, by samples of each run."""
    samples: list[tuple[bytes, int]] = []
    for run in runs:
        places = np.unique(np.linspace(0, len(run.ends), _SAMPLES_A_RUN + 1).astype(np.int64))
        for first, last in zip(places[:-1].tolist(), places[1:].tolist(), strict=True):
            samples.append((run.key(first), int(run.starts[last] - run.starts[first])))
    samples.sort()
    bounds: list[bytes] = []
    held = 0
    for key, weight in samples:
        if held + weight > postings_at_once and held and key not in bounds[-1:]:
            bounds.append(key)
            held = 0
        held += weight
    return bounds


def _part(runs: Sequence[Run], firsts: Sequence[int], lasts: Sequence[int]) -> Part:
    numbers: dict[bytes, int] = {}
    keyed: list[Array] = []
    columns: list[list[Array]] = [[] for _ in runs[0].columns] if runs else []
    for run, first, last in zip(runs, firsts, lasts, strict=True):
        if first == last:
            continue
        own = np.fromiter((numbers.setdefault(key, len(numbers)) for key in run.keys(first, last)), np.int64)
        counts = np.diff(run.starts[first : last + 1]).astype(np.int64)
        keyed.append(np.repeat(own, counts))
        rows = slice(int(run.starts[first]), int(run.starts[last]))
        columns[0].append(run.columns[0][rows].astype(np.int64) + run.base)
        for held, column in zip(columns[1:], run.columns[1:], strict=True):
            held.append(column[rows].copy())
    if not numbers:
        return Part([], np.zeros(1, np.int64), ())
    keys = sorted(numbers)
    rank = np.empty(len(keys), np.int64)
    rank[[numbers[key] for key in keys]] = np.arange(len(keys))
    ranks = rank[np.concatenate(keyed)]
    # Runs come in the order of their documents, so that a stable sort by key alone leaves documents ascending.
    order = np.argsort(ranks, kind="stable")
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(ranks, minlength=len(keys)))])
    return Part(keys, starts, tuple(np.concatenate(column)[order] for column in columns))
