"""What a model knows without a page is no research."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gates.cases import FAIR, case
from tests.gates.models import asked_of, saying
from wikiseek.gates import Case, ClosedBook
from wikiseek.llm import Scripted, answered
from wikiseek.records import Verdict


def judged(model: Scripted, samples: int, asked: Case) -> Verdict:
    return answered(ClosedBook(model.identity, samples).judge(asked), model)


def test_every_sample_is_asked_for_the_question_alone_with_a_seed_of_its_own():
    model = saying(lambda _: "Ida Holm")
    verdict = judged(model, 4, case())
    assert [asked_of(request) for request in model.asked] == [FAIR] * 4
    assert len({request.seed for request in model.asked}) == 4
    assert all(request.purpose == "closed_book" for request in model.asked)
    assert [request.temperature > 0 for request in model.asked] == [False, True, True, True]
    assert (verdict.gate, verdict.passed, verdict.reason) == ("closed_book", True, "")
    assert verdict.numbers["said"] == ["Ida Holm"] * 4
    assert (verdict.numbers["samples"], verdict.numbers["hits"], verdict.numbers["asked"]) == (4, 0, 4)
    assert verdict.numbers["prompt_tokens"] > 4 * len(FAIR.split())


def test_seeds_depend_on_the_question_alone():
    models = [saying(lambda _: "") for _ in range(3)]
    for model, question in zip(models, (FAIR, FAIR, f"{FAIR} "), strict=True):
        judged(model, 2, case(question))
    seeds = [[request.seed for request in model.asked] for model in models]
    assert seeds[0] == seeds[1] != seeds[2]


@pytest.mark.parametrize("said", ["Jan Lund", "the jan lund.", "LUND THE ELDER"])
def test_one_answer_by_any_name_fails(said: str):
    known = iter(["", "Ida Holm", said])
    verdict = judged(saying(lambda _: next(known)), 3, replace(case(), aliases=("Lund the Elder",)))
    assert not verdict.passed
    assert verdict.reason == "the model knows the answer in 1 of 3 tries"
    assert verdict.numbers["hits"] == 1


def test_to_know_nothing_passes():
    verdict = judged(saying(lambda _: "unknown"), 2, case())
    assert verdict.passed
    assert verdict.numbers["said"] == ["", ""]
