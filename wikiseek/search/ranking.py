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


def best(numbers: Array, scores: Array, k: int) -> Ranking:
    """The `k` best of the given passages. The result does not depend on the order they are given in."""
    if 0 < k < len(scores):
        bar = np.partition(scores, len(scores) - k)[len(scores) - k]
        kept = scores >= bar  # keeps all that tie at the bar, so that numbers decide
        numbers, scores = numbers[kept], scores[kept]
    order = np.lexsort((numbers, -scores))[:k]
    return Ranking(numbers[order], scores[order])
