"""What the gates compare their numbers with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """An answer's page must stay out of the first `top_k` pages of a lookup with the whole question, and out of
    the first `clause_k` of one with a part of it. With 0 the ranks are only reported.
    """

    top_k: int = 10
    clause_k: int = 3
