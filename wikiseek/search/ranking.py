"""Orders of passages: best score first, the lower passage number first among equals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from wikiseek.search.arrays import Array


class Ranking(NamedTuple):
    """Passage numbers (int64) and their scores (float32 or float64), best first; both of shape `(n,)`."""

    numbers: Array
    scores: Array


EMPTY = Ranking(np.empty(0, np.int64), np.empty(0, np.float32))
_SHARES = 32


def best(numbers: Array, scores: Array, k: int) -> Ranking:
    """The `k` best of the given passages. The result does not depend on the order they are given in."""
    if 0 < k < len(scores):
        bar = np.partition(scores, len(scores) - k)[len(scores) - k]
        kept = scores >= bar  # keeps all that tie at the bar, so that numbers decide
        numbers, scores = numbers[kept], scores[kept]
    order = np.lexsort((numbers, -scores))[:k]
    return Ranking(numbers[order], scores[order])


def best_of_all(scores: Array, k: int) -> Ranking:
    """The `k` best of all passages, whose scores are given in their order; those that score 0 are no result.

    Much sooner than `best`, which sorts what is given to it: few passages have a chance.
    """
    bar = reached(scores, k)
    found = np.flatnonzero(scores >= bar if bar > 0 else scores > 0)
    return best(found, scores[found], k)


def reached(scores: Array, k: int) -> float:
    """A score above 0 that `k` of `scores` reach at least, near the k-th best and quickly found; -inf if there is none.

    Scores are cut in shares, and `k` shares hold a score that is no less than the k-th best of their bests.
    """
    each = len(scores) // _SHARES
    bests = scores[: each * _SHARES].reshape(_SHARES, each).max(axis=0) if each else scores[:0]
    bests = bests[bests > 0]  # many zeros are slow to part
    return float(np.partition(bests, len(bests) - k)[len(bests) - k]) if 0 < k <= len(bests) else -np.inf
