from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.search.hybrid import fuse
from wikiseek.search.ranking import EMPTY, Ranking, best, best_of_all, reached

scored = st.dictionaries(st.integers(0, 50), st.sampled_from([0.5, 1.0, 2.0, 3.0]))


@given(scored, st.integers(1, 60), st.randoms())
def test_best_is_a_sort_by_score_then_number(scores, k, random):
    pairs = list(scores.items())
    random.shuffle(pairs)
    numbers = np.array([number for number, _ in pairs], np.int64)
    found = best(numbers, np.array([score for _, score in pairs], np.float32), k)
    expected = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]
    assert list(zip(found.numbers.tolist(), found.scores.tolist(), strict=True)) == expected


scores_of_all = st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0, 2.0, 3.0]), max_size=300)


@given(scores_of_all, st.integers(1, 400))
def test_the_best_of_all_are_the_best_of_those_that_score(scores, k):
    scores = np.array(scores, np.float32)
    numbers = np.flatnonzero(scores)
    expected, found = best(numbers, scores[numbers], k), best_of_all(scores, k)
    assert found.numbers.tolist() == expected.numbers.tolist()
    assert found.scores.tolist() == expected.scores.tolist()


@given(st.lists(st.floats(-1, 1, width=32), max_size=300), st.integers(1, 20))
def test_so_many_scores_reach_the_bar(scores, k):
    scores = np.array(scores, np.float32)
    bar = reached(scores, k)
    assert bar == -np.inf or (scores >= bar).sum() >= k
    assert bar > 0 or (scores > 0).sum() < 32 * k or len(scores) < 32 * k


def ranked(*numbers: int) -> Ranking:
    return Ranking(np.array(numbers, np.int64), np.arange(len(numbers), 0, -1).astype(np.float32))


def test_fusion_adds_reciprocal_ranks():
    found = fuse([ranked(7, 8), ranked(8, 9)], 10)
    assert found.numbers.tolist() == [8, 7, 9]
    assert np.allclose(found.scores, [1 / 62 + 1 / 61, 1 / 61, 1 / 62])


def test_fused_ties_go_to_the_lower_passage_number():
    assert fuse([ranked(9, 3), ranked(3, 9)], 2).numbers.tolist() == [3, 9]
    assert fuse([ranked(9), ranked(3)], 1).numbers.tolist() == [3]


def test_fusing_nothing_gives_nothing():
    assert len(fuse([EMPTY, EMPTY], 5).numbers) == 0


def test_fusing_one_ranking_keeps_its_order():
    assert fuse([ranked(5, 2, 9), EMPTY], 5).numbers.tolist() == [5, 2, 9]
