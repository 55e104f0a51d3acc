"""A question that the set has already is found by its answer, its tree or its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agents.trees import clause
from tests.gates.cases import FAIR, case
from wikiseek.gates import Case, Duplicate
from wikiseek.hcsp import walk
from wikiseek.records import ResearchTree

OTHER = "Which town lies on the river that flows out of a lake and is crossed by the oldest bridge of a country?"


@pytest.fixture
def gate() -> Duplicate:
    gate = Duplicate()
    gate.add("item 0", case())
    return gate


def another(question: str = OTHER, answer: int = 50, kept: int = 0) -> Case:
    """A case of another page, whose tree keeps the child of the painter's and so many clauses of the root are new."""
    painter = case().tree
    assert painter is not None
    clauses = tuple(clause(f"A{n}", "saw [X]", f"Place {n}") for n in range(kept))
    tree = ResearchTree(replace(painter.root, page_id=answer, constraints=clauses))
    return Case(question, "Another", answer, (), tree, None)


def test_an_empty_set_has_nothing_like_it():
    verdict = Duplicate().judge(case())
    assert verdict.passed
    assert verdict.numbers == {"compared": 0, "same_answer": False, "facts": 0.0, "words": 0.0}


def test_the_same_answer_fails_whatever_is_asked(gate: Duplicate):
    verdict = gate.judge(replace(another(), answer_id=1, answer="Jan Lund"))
    assert not verdict.passed
    assert verdict.reason.startswith("item 0 has the answer Jan Lund")


def test_answers_that_are_no_pages_are_compared_by_their_words():
    gate = Duplicate()
    gate.add("one", Case(FAIR, "Jan  LUND", None, (), None, None))
    assert not gate.judge(Case(OTHER, "jan lund", None, (), None, None)).passed
    assert gate.judge(Case(OTHER, "Ida Holm", None, (), None, None)).passed


@pytest.mark.parametrize(("new", "share", "passed"), [(0, 0.25, True), (3, 0.2, True)])
def test_a_subtree_in_common_is_counted_in_facts(gate: Duplicate, new: int, share: float, passed: bool):
    verdict = gate.judge(another(kept=new))
    assert (verdict.numbers["facts"], verdict.passed) == (share, passed)


def test_half_of_the_facts_in_common_is_too_many():
    gate = Duplicate()
    painter = case()
    gate.add("item 7", painter)
    assert painter.tree is not None
    more = replace(painter.tree.root, constraints=(*painter.tree.root.constraints, clause("A2", "saw [X]", "Isk")))
    verdict = gate.judge(Case(OTHER, "Another", 50, (), ResearchTree(more), None))
    assert verdict.numbers["facts"] >= 0.5
    assert verdict.reason == f"item 7 has {verdict.numbers['facts']:.0%} of its facts"
    assert len(list(walk(more))) == 2


def test_much_the_same_words_fail_and_the_share_is_exact(gate: Duplicate):
    near = gate.judge(another(FAIR.replace("painter", "draughtsman")))
    assert not near.passed
    assert "of its words" in near.reason
    assert near.numbers["words"] == round(19 / 23, 4)
    assert gate.judge(another(OTHER)).numbers["words"] < 0.5


def test_the_order_of_adding_decides_and_nothing_else():
    questions = [f"{OTHER} {n}" for n in range(20)]
    verdicts = []
    for _ in range(2):
        gate, row = Duplicate(), []
        for n, question in enumerate(questions):
            asked = Case(question, f"Answer {n}", n, (), None, None)
            row.append(gate.judge(asked))
            gate.add(f"item {n}", asked)
        verdicts.append(row)
    assert verdicts[0] == verdicts[1]
    assert [each.passed for each in verdicts[0]] == [True] + [False] * 19
