"""Choices as a tree of tokens."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.llm.batching.options import Options, Path, chosen

SIZE = 6
END = np.array([5], np.int32)
CHOICES = st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4).map(tuple), min_size=1, max_size=8, unique=True)


def scores(path: Path) -> np.ndarray:
    """Some scores after `path`, always the same ones."""
    return np.random.default_rng(list(path)).normal(size=SIZE).astype(np.float32) * 3


def scored(options: Options) -> tuple[float, ...]:
    """As a slot does it: the row after the prompt, then those along the paths."""
    forks = {path[:place] for path in options.paths for place in range(1, len(path) + 1)} | {()}
    return options.probabilities({fork: options.shares(fork, scores(fork)) for fork in forks if options.is_fork(fork)})


def bound(choices: list[Path], choice: Path) -> float:
    """How likely `choice` is where at each place only what leads to a choice is open."""
    likely = 1.0
    for place, token in enumerate((*choice, 5)):
        begun = choice[:place]
        after = {(*other, 5)[place] for other in choices if other[:place] == begun}
        weights = np.exp(scores(begun).astype(np.float64))
        likely *= weights[token] / sum(weights[each] for each in after)
    return likely


@given(CHOICES)
def test_a_choice_is_as_likely_as_a_bound_model_would_write_it(choices: list[Path]):
    found = scored(Options(choices, END))
    assert found == pytest.approx([bound(choices, choice) for choice in choices], abs=2e-6)
    assert math.isclose(sum(found), 1, abs_tol=1e-5)


def test_choices_that_differ_in_one_token_need_nothing_but_the_prompt():
    assert Options([(1,), (2,), (3,)], END).paths == []
    assert Options([(1, 4, 4), (2, 4)], END).paths == []


def test_only_what_leads_to_a_fork_is_computed():
    options = Options([(1, 2, 3, 4), (1, 2, 4), (1, 2), (0, 4, 4)], END)
    assert options.paths == [(1, 2)]
    assert [options.is_fork(path) for path in ((), (1,), (1, 2))] == [True, False, True]


def test_a_path_that_begins_another_is_computed_with_it():
    assert Options([(1,), (1, 2), (1, 2, 3), (2,), (2, 2)], END).paths == [(2,), (1, 2)]


def test_one_choice_is_certain():
    assert scored(Options([(1, 2, 3)], END)) == (1.0,)


def test_every_token_that_ends_an_answer_counts():
    options = Options([(1,), (1, 2)], np.array([4, 5], np.int32))
    shares = options.shares((1,), np.zeros(SIZE, np.float32))
    assert shares == pytest.approx({-1: 2 / 3, 2: 1 / 3})


@pytest.mark.parametrize("choices", [[], [()], [(1,), ()]])
def test_no_choice_is_a_mistake(choices: list[Path]):
    with pytest.raises(ValueError, match="non-empty"):
        Options(choices, END)


def test_a_tie_goes_to_the_first():
    assert chosen((0.2, 0.4, 0.4), 0.0, 1) == 1


def test_choices_are_drawn_as_likely_as_they_are():
    drawn = Counter(chosen((0.1, 0.9, 0.0), 1.0, seed) for seed in range(4000))
    assert drawn[0] / 4000 == pytest.approx(0.1, abs=0.03)
    assert drawn[2] == 0
    assert chosen((0.1, 0.9), 1.0, 7) == chosen((0.1, 0.9), 1.0, 7)
    sharp = Counter(chosen((0.1, 0.9), 0.1, seed) for seed in range(1000))
    assert sharp[1] == 1000
