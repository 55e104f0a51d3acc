"""An answer that a model says to everything proves nothing of one question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wikiseek.gates import Habits, accepted
from wikiseek.records import Verdict

NAMES = sorted(accepted(["Jan Lund", "Lund the Elder"]))


def verdict(said: Sequence[str], hits: int = 0) -> Verdict:
    numbers = {"samples": len(said), "hits": hits, "said": list(said), "names": NAMES}
    return Verdict("closed_book", not hits, "the model knows it" if hits else "", numbers)


def habits(*said: Sequence[str]) -> Habits:
    known = Habits()
    for answers in said:
        known.add(verdict(answers))
    return known


def test_a_hit_on_the_first_question_fails():
    settled = Habits().settle(verdict(["Jan Lund", ""], 1))
    assert not settled.passed
    assert settled.numbers["base"] == {"said": 0, "of": 0, "rate": 0.0, "chance": 0.0}


def test_no_hit_passes_whatever_was_said_before():
    settled = habits(["Jan Lund"] * 4).settle(verdict(["", ""]))
    assert settled.passed
    assert settled.reason == ""
    assert settled.numbers["base"] == {"said": 4, "of": 4, "rate": 1.0, "chance": 1.0}


def test_a_hit_that_habit_explains_passes_and_one_more_fails():
    known = habits(*[["jan lund", "", "", ""]] * 5, *[["", "Ida Holm", "", ""]] * 5)
    once = known.settle(verdict(["Jan Lund", "", "", ""], 1))
    # 1 - (7/8)^4
    assert (once.passed, once.numbers["base"]) == (True, {"said": 5, "of": 40, "rate": 0.125, "chance": 0.413818})
    thrice = known.settle(verdict(["Jan Lund"] * 3 + [""], 3))
    # 4 (1/8)^3 (7/8) + (1/8)^4
    assert (thrice.passed, thrice.numbers["base"]["chance"]) == (False, 0.00708)
    assert thrice.reason == "the model knows it, and said it 5 times in 40 to other questions"


@pytest.mark.parametrize("said", ["Jan Lund.", "the Lund the Elder"])
def test_every_name_of_the_answer_counts_to_its_base_rate(said: str):
    assert habits([said, ""]).settle(verdict(["Jan Lund"], 1)).numbers["base"]["said"] == 1


def test_what_a_question_was_answered_does_not_count_for_itself():
    known = Habits()
    first = known.settle(verdict(["Jan Lund"] * 4, 4))
    known.add(first)
    assert not first.passed
    assert first.numbers["base"]["of"] == 0
    assert known.settle(verdict(["Jan Lund"] * 4, 4)).passed
