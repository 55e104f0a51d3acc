"""The planner walks legal moves to one of the given trees, whatever the model says."""

from dataclasses import replace

from pyroaring import BitMap

from tests.agents.trees import clause, painter_tree
from wikiseek.agents import Option, Planner
from wikiseek.llm import Request, Scripted, answered
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


def options(ranks: tuple[int, int] = (0, 0)) -> list[Option]:
    return [Option(tree, rank) for tree, rank in zip(trees(), ranks, strict=True)]


def test_the_model_decides_where_trees_part_and_nowhere_else() -> None:
    both = options()
    tree, picks = answered(Planner(AnySets()).choose(both, 0), Scripted(last_choice))
    assert tree is both[1].tree
    assert [(pick.move.action, pick.move.vertex, pick.by) for pick in picks] == [
        ("extend", "A", "only"),
        ("blur", "A", "model"),
        ("blur", "B", "only"),
        ("blur", "B", "only"),
    ]
    assert picks[1].chosen_from == 2


def test_an_answer_that_is_no_move_takes_the_first_and_is_counted_as_rules() -> None:
    both = options()
    tree, picks = answered(Planner(AnySets()).choose(both, 0), Scripted(lambda request: "dunno"))
    assert tree is both[0].tree
    assert picks[1].by == "rules"


def test_each_move_is_shown_with_its_numbers_and_what_is_hidden_is_not_named() -> None:
    llm = Scripted(last_choice)
    answered(Planner(AnySets()).choose(options((53, 0)), 0), llm)
    (request,) = llm.asked
    prompt = request.messages[0].content
    assert "So far: was taught by a hidden sculptor\n" in prompt
    assert "1. died in Corvia (links to, 2 pages, 2 -> 2 left, rank 53)\n" in prompt
    assert "2. won the Lindqvist Medal (links to, 3 pages, 2 -> 2 left, rank over 100)\n" in prompt
    assert "Ida Holm" not in prompt
