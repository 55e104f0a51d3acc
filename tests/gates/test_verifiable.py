"""The evidence among distractors leads a reader to the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyroaring import BitMap

from tests.agents.trees import painter_tree
from tests.gates.cases import FAIR, case
from tests.gates.models import asked_of, saying
from tests.gates.sweeps import lookups
from tests.store.worlds import entity, store_of
from wikiseek.gates import Exhibits, Verifiable, accepted
from wikiseek.llm import Scripted, answered
from wikiseek.records import Claim, Constraint, Evidence, ResearchTree, Verdict, Vertex
from wikiseek.store import Store

NAMES = accepted(["Jan Lund"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [
        entity(1, "Jan Lund", "Jan Lund painted.", kind="painter"),
        entity(2, "Ida Holm", "Ida Holm carved.", kind="sculptor"),
        entity(3, "Per Strand", "Per Strand painted " + "ferries " * 99, kind="painter"),
        entity(4, "Mette Dahl", "Mette Dahl carved stone.", kind="sculptor"),
        entity(5, "Corvia", "Painters  died\nhere."),
        entity(6, "Tarvel", "Of Jan Lund."),
    ]
    return store_of(tmp_path, pages)


class Sets:
    def of(self, constraint: Constraint) -> BitMap:
        return BitMap([1, 3, 6])

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        raise AssertionError("only clauses of the root are looked at")


@pytest.fixture
def exhibits(store: Store) -> Exhibits:
    return Exhibits(store, Sets(), lookups(store, bm25=[2, 5], dense=[6]))


def proved(vertex: Vertex) -> Vertex:
    """A vertex whose claims have a sentence of its page behind them each."""

    def claim(bare: Claim) -> Claim:
        quote = f"{vertex.entity} {bare.relation.replace('[X]', bare.anchor)}."
        return replace(bare, evidence=Evidence(vertex.page_id, vertex.entity, 1, 0, len(quote), "", quote))

    clauses = tuple(replace(each, claim=claim(each.claim)) for each in vertex.constraints)
    children = tuple(replace(each, claim=claim(each.claim), vertex=proved(each.vertex)) for each in vertex.children)
    return replace(vertex, constraints=clauses, children=children)


TREE = ResearchTree(proved(painter_tree().root))


def judged(model: Scripted, exhibits: Exhibits) -> Verdict:
    return answered(Verifiable(model.identity, exhibits, 2).judge(replace(case(), tree=TREE)), model)


def test_distractors_are_near_misses_and_candidates_that_do_not_name_the_answer(exhibits: Exhibits):
    found = exhibits.distractors(FAIR, TREE, NAMES, 9)
    assert found[0] == "Corvia: Painters died here."
    assert found[1].startswith("Per Strand: Per Strand painted ferries")
    assert len(found) == 2
    assert len(found[1]) < 400
    assert exhibits.distractors(FAIR, TREE, NAMES, 1) == found[:1]


def test_stand_ins_are_other_things_of_the_same_kinds(exhibits: Exhibits):
    found = exhibits.stand_ins(TREE, ["x: y", "z: w"])
    assert [text.partition(":")[0] for text in found] == ["Per Strand", "Mette Dahl"]


def test_where_a_world_has_no_more_pages_there_are_fewer_stand_ins(exhibits: Exhibits):
    assert len(exhibits.stand_ins(TREE, ["x"] * 9)) == 4


def test_evidence_and_control_are_put_to_the_model_with_the_same_distractors(exhibits: Exhibits):
    model = saying(lambda request: "Jan Lund" if "Jan Lund:" in asked_of(request) else "Per Strand")
    verdict = judged(model, exhibits)
    gold, control = map(asked_of, model.asked)
    assert (verdict.gate, verdict.passed, verdict.reason) == ("verifiable", True, "")
    numbers = verdict.numbers
    assert (numbers["reached"], numbers["control"], numbers["asked"]) == (1, 0, 2)
    assert numbers["said"] == ["Jan Lund", "Per Strand"]
    for text in (gold, control):
        assert text.startswith(FAIR)
        assert "Corvia: Painters died here." in text
    assert "Ida Holm: Ida Holm designed the Gate Park. Ida Holm was born in Tarvel." in gold
    assert "Jan Lund" not in control


def test_an_answer_that_is_not_reached_fails_and_what_was_said_is_told(exhibits: Exhibits):
    verdict = judged(saying(lambda _: ""), exhibits)
    assert not verdict.passed
    assert verdict.reason == "the model says 'unknown' after reading the evidence"
