"""The answer's page must not come up for the whole question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.gates.cases import FAIR, case
from wikiseek.gates import SingleLookup


class Ranker:
    """Ranks pages as told, whatever is asked; keeps what was asked."""

    def __init__(self, **ranked: Sequence[int]) -> None:
        self._ranked = ranked
        self.asked: list[tuple[str, int, str]] = []

    def page_ranks(self, query: str, k: int, retriever: str) -> Sequence[int]:
        self.asked.append((query, k, retriever))
        return self._ranked[retriever][:k]


def test_an_answer_below_the_first_k_pages_passes_and_its_ranks_are_kept():
    ranker = Ranker(bm25=[8, 7, 1], dense=[9, 8, 7, 6])
    verdict = SingleLookup(ranker, ["bm25", "dense"], k=2).judge(case())
    assert (verdict.gate, verdict.passed, verdict.reason) == ("single_lookup", True, "")
    assert verdict.numbers == {"k": 2, "ranks": {"bm25": 3, "dense": 0}}


@pytest.mark.parametrize("place", [1, 2, 5])
def test_an_answer_among_the_first_k_of_any_retriever_fails_with_the_retriever_named(place: int):
    found = [8, 7, 6, 5, 4]
    found[place - 1] = 1
    verdict = SingleLookup(Ranker(bm25=[9] * 6, dense=found), ["bm25", "dense"]).judge(case())
    assert not verdict.passed
    assert verdict.reason == f"dense finds it at rank {place}"
    assert verdict.numbers == {"k": 5, "ranks": {"bm25": 0, "dense": place}}


def test_the_whole_question_is_looked_up_with_every_retriever():
    ranker = Ranker(bm25=[], dense=[])
    SingleLookup(ranker, ["bm25", "dense"]).judge(case())
    assert ranker.asked == [(FAIR, 100, "bm25"), (FAIR, 100, "dense")]


def test_a_page_beyond_the_first_hundred_has_rank_zero():
    ranker = Ranker(bm25=[*range(100, 200), 1])
    assert SingleLookup(ranker, ["bm25"]).judge(case()).numbers["ranks"] == {"bm25": 0}
