"""A model reads each passage that names the answer, alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.gates.cases import FAIR, case
from tests.gates.models import asked_of, saying
from tests.gates.sweeps import lookups
from tests.store.worlds import entity, store_of
from wikiseek.gates import Case, Lookups, ReadableOffOnePage
from wikiseek.llm import Scripted, answered
from wikiseek.records import Verdict
from wikiseek.store import Store

LUND, SILENT, FERRY, SCHOOL, HARBOUR = 1, 7, 8, 9, 10


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [
        entity(LUND, "Jan Lund", "He painted boats."),
        entity(SILENT, "Tarvel", "Nobody is named here."),
        entity(FERRY, "Corvia", "Ferries  were painted by Jan Lund and others.\nThey sail daily."),
        entity(SCHOOL, "Elm College", "Lund the Elder taught there."),
        entity(HARBOUR, "Neve", "Jan Lund had a boat there."),
    ]
    return store_of(tmp_path, pages)


def judged(model: Scripted, found: Lookups, asked: Case | None = None, k: int = 10, most: int = 4) -> Verdict:
    return answered(ReadableOffOnePage(model.identity, found, k, most).judge(asked or case()), model)


def test_only_passages_that_name_the_answer_are_read_each_alone(store: Store):
    model = saying(lambda _: "unknown")
    found = lookups(store, bm25=[SILENT, SCHOOL], dense=[FERRY, SILENT, SCHOOL])
    verdict = judged(model, found, replace(case(), aliases=("Lund the Elder",)))
    assert [asked_of(request).splitlines()[-1] for request in model.asked] == [
        "Corvia. Ferries were painted by Jan Lund and others.",
        "Elm College. Lund the Elder taught there.",
    ]
    assert all(asked_of(request).startswith(FAIR) and request.temperature == 0 for request in model.asked)
    assert (verdict.gate, verdict.passed, verdict.reason) == ("readable_off_one_page", True, "")
    numbers = verdict.numbers
    assert (numbers["found"], numbers["telling"], numbers["asked"]) == (3, 2, 2)
    assert numbers["said"] == ["", ""]
    assert [page for page, *_ in numbers["read"]] == [FERRY, SCHOOL]
    assert verdict.thresholds == {"k": 10, "most": 4}
    assert verdict.inputs["model"] == "scripted"


def test_passages_beyond_the_first_k_of_every_retriever_are_not_read(store: Store):
    model = saying(lambda _: "Jan Lund")
    verdict = judged(model, lookups(store, bm25=[SILENT, FERRY], dense=[SILENT]), k=1)
    assert verdict.passed
    assert verdict.numbers["found"] == 1


def test_the_first_passage_that_gives_the_answer_ends_it(store: Store):
    model = saying(lambda request: "jan lund" if "Corvia." in asked_of(request) else "nobody")
    verdict = judged(model, lookups(store, bm25=[FERRY, HARBOUR]))
    assert not verdict.passed
    assert verdict.reason == f"the model reads it off a passage of page {FERRY}"
    assert (verdict.numbers["telling"], verdict.numbers["asked"]) == (2, 1)


def test_no_more_than_the_best_few_are_read(store: Store):
    model = saying(lambda _: "nobody")
    verdict = judged(model, lookups(store, bm25=[FERRY, HARBOUR, LUND]), most=2)
    assert (verdict.numbers["telling"], verdict.numbers["asked"]) == (3, 2)


def test_the_answers_own_page_is_read_too_though_its_title_alone_names_it(store: Store):
    assert not judged(saying(lambda _: "Jan Lund"), lookups(store, bm25=[LUND])).passed


@pytest.mark.parametrize("said", ["Jan Lundgren", "Ida Holm", "Jan"])
def test_another_answer_passes(said: str, store: Store):
    assert judged(saying(lambda _: said), lookups(store, bm25=[FERRY])).passed


def test_where_no_passage_names_the_answer_the_model_is_not_asked(store: Store):
    model = saying(lambda _: "Jan Lund")
    verdict = judged(model, lookups(store, bm25=[SILENT]))
    assert verdict.passed
    assert model.asked == []
    assert (verdict.numbers["asked"], verdict.numbers["prompt_tokens"]) == (0, 0)
