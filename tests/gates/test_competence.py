"""The failures of a model that does not read are not the question's."""

from __future__ import annotations

from wikiseek.gates import Competence
from wikiseek.records import Verdict


def verdict(reached: int, control: int = 0) -> Verdict:
    return Verdict(
        "verifiable", bool(reached), "" if reached else "it says 'x'", {"reached": reached, "control": control}
    )


def after(*shown: tuple[int, int], needed: float = 0.5) -> Competence:
    known = Competence(needed)
    for reached, control in shown:
        known.add(verdict(reached, control))
    return known


def test_a_model_that_reads_fails_a_question_that_it_cannot_answer():
    settled = after(*[(1, 0)] * 12, *[(0, 0)] * 8).settle(verdict(0))
    assert (settled.passed, settled.reason) == (False, "it says 'x'")
    assert settled.numbers["competence"] == {"questions": 20, "reached": 12, "controls": 0}


def test_a_model_that_answers_controls_as_well_fails_nothing():
    settled = after(*[(1, 1)] * 12, *[(0, 0)] * 8).settle(verdict(0))
    assert settled.passed
    assert settled.reason == "not held against it: it says 'x'"


def test_too_few_questions_show_nothing():
    assert after(*[(1, 0)] * 19).settle(verdict(0)).passed
    assert not after(*[(1, 0)] * 20).settle(verdict(0)).passed


def test_an_answer_that_is_reached_passes_with_any_model():
    assert after(*[(0, 1)] * 30).settle(verdict(1)).passed


def test_how_much_is_needed_can_be_set():
    shown = [(1, 0)] * 5 + [(0, 0)] * 15
    assert after(*shown).settle(verdict(0)).passed
    assert not after(*shown, needed=0.25).settle(verdict(0)).passed
