"""Reciprocal rank fusion: one ranking from several, by ranks alone.

Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank
Learning Methods", SIGIR 2009: score(d) = sum over rankings of 1 / (60 + rank of d), ranks from 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wikiseek.search.ranking import EMPTY, Ranking, best

CONSTANT = 60


def fuse(rankings: Sequence[Ranking], k: int) -> Ranking:
    """The `k` best passages of all rankings; scores are float64. Scores going in are not looked at."""
    if not any(len(ranking.numbers) for ranking in rankings):
        return EMPTY
    numbers = np.concatenate([ranking.numbers for ranking in rankings])
    shares = np.concatenate([1.0 / (CONSTANT + 1 + np.arange(len(ranking.numbers))) for ranking in rankings])
    distinct, place = np.unique(numbers, return_inverse=True)
    return best(distinct, np.bincount(place, weights=shares), k)
