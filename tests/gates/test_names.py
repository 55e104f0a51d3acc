"""No hidden vertex may be named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.gates.cases import FAIR, case
from tests.store.worlds import entity, store_of
from wikiseek.gates import Case, Names


@pytest.fixture
def gate(tmp_path: Path) -> Names:
    common = [entity(n, f"Page {n}", "The garden of a town by the sea.", kind="painter") for n in range(10, 20)]
    lund = entity(1, "Jan Lund", "Jan Lund painted ferries.")
    holm = entity(2, "Ida Holm", "Ida Holm carved oak.")
    return Names(
        store_of(tmp_path, [lund, holm, *common], {"Lund the Elder": "Jan Lund", "The carver of Tarvel": "Ida Holm"})
    )


def test_a_question_that_names_nobody_passes(gate: Names):
    verdict = gate.judge(case())
    assert verdict.passed
    assert verdict.reason == ""
    assert verdict.numbers == {"checked": 2, "said": {}, "pages_of_kind": 10}


@pytest.mark.parametrize(
    ("said", "vertex", "name"),
    [
        ("as JAN LUND knew", "A", "Jan Lund"),
        ("as Lund-the-elder knew", "A", "Lund the Elder"),
        ("who married Ida Holm", "B", "Ida Holm"),
        ("who was the carver of Tarvel", "B", "The carver of Tarvel"),
        ("like old Lund", "A", "lund"),
        ("among Lund's pupils", "A", "lund"),
    ],
)
def test_a_title_an_alias_or_a_telling_word_of_any_hidden_vertex_fails(gate: Names, said: str, vertex: str, name: str):
    verdict = gate.judge(case(FAIR.replace("?", f" {said}?")))
    assert not verdict.passed
    assert name in verdict.numbers["said"][vertex]
    assert f"{vertex} is given away by" in verdict.reason
    assert name in verdict.reason


def test_a_word_that_only_contains_a_name_passes(gate: Names):
    assert gate.judge(case(FAIR.replace("Tarvel", "Holmberg"))).passed


def test_a_kind_that_hardly_any_page_has_gives_the_answer_away(gate: Names):
    painter = case()
    assert painter.tree is not None
    tree = replace(painter.tree, root=replace(painter.tree.root, kind="miniaturist"))
    verdict = gate.judge(replace(painter, tree=tree))
    assert not verdict.passed
    assert verdict.reason == "only 0 pages are called miniaturist"
    assert (verdict.numbers["pages_of_kind"], verdict.thresholds) == (0, {"pages_of_kind": 1})


@pytest.mark.parametrize(("said", "passed"), [("Who taught Ida Holm?", True), ("Was it Lund?", False)])
def test_without_a_tree_the_answer_alone_must_not_be_named(gate: Names, said: str, passed: bool):
    verdict = gate.judge(Case(said, "Jan Lund", 1, (), None, None))
    assert verdict.passed is passed
    assert verdict.numbers["checked"] == 1


def test_an_answer_that_is_no_page_is_looked_for_by_its_words(gate: Names):
    verdict = gate.judge(Case("Who but Zoë Ørn?", "Zoe Orn", None, ("Z. Orn",), None, None))
    assert verdict.numbers["said"] == {"answer": ["Zoe Orn"]}
