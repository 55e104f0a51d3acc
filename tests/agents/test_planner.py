"""The planner walks legal moves to one of the given trees, whatever the model says."""

from dataclasses import replace

from pyroaring import BitMap

from tests.agents.trees import clause, painter_tree
from wikiseek.agents import Planner
from wikiseek.llm import Request, Scripted
from wikiseek.records import Constraint, ResearchTree


class AnySets:
    def of(self, constraint: Constraint) -> BitMap:
        return BitMap([1, 2, constraint.target_id or 0])

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        return BitMap([1, 2])


def trees() -> list[ResearchTree]:
    root = painter_tree().root
    other = replace(root, constraints=(replace(clause("A1", "won the [X]", "Lindqvist Medal"), id="A1"),))
    other = replace(
        other,
        constraints=(replace(other.constraints[0], claim=replace(other.constraints[0].claim, constraint=_to(9))),),
    )
    return [ResearchTree(root), ResearchTree(other)]


def _to(page_id: int) -> Constraint:
    return Constraint("links_to", page_id, "Lindqvist Medal")


def last_choice(request: Request) -> str:
    return request.choices[-1]


def test_the_model_decides_where_trees_part_and_nowhere_else() -> None:
    first, second = trees()
    tree, steps = Planner(Scripted(last_choice), AnySets()).choose([first, second], 0, "")
    assert tree is second
    assert [(step.action, step.vertex, step.by) for step in steps] == [
        ("extend", "A", "only"),
        ("blur", "A", "model"),
        ("blur", "B", "only"),
        ("blur", "B", "only"),
    ]
    assert steps[1].chosen_from == 2


def test_an_answer_that_is_no_move_takes_the_first_and_is_counted_as_rules() -> None:
    first, second = trees()
    tree, steps = Planner(Scripted(lambda request: "dunno"), AnySets()).choose([first, second], 0, "gate:names")
    assert tree is first
    assert steps[1].by == "rules"
    assert {step.after for step in steps} == {"gate:names"}
