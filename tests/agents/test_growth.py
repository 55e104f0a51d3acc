"""Growth keeps its path: the plans that failed, what each failed, and the moves that answered it."""

from collections import Counter
from random import Random

import pytest

from tests.agents.trees import said
from tests.agents.worlds import GraphBrowser, grow, plans_of
from tests.hcsp.worlds import World
from wikiseek.agents import Barren, Effort, Finding, Grower, Grown
from wikiseek.hcsp import Shape, certify
from wikiseek.records import Certificate, ResearchTree, Step

SHAPE = Shape(2, (2, 2))


def world(seed: int) -> World:
    draws = Random(seed)
    return World(14, frozenset((draws.randrange(14), draws.randrange(14)) for _ in range(44)))


def grower(links: World, effort: Effort | None = None) -> Grower:
    return Grower(links, GraphBrowser(links), plans_of(links), effort or Effort())  # type: ignore[arg-type]


def failing_first(count: int) -> tuple[list[ResearchTree], object]:
    """Gates that fail the first `count` trees, and those trees."""
    seen: list[ResearchTree] = []

    def gates(tree: ResearchTree, certificate: Certificate) -> Finding:
        seen.append(tree)
        return Finding("single_lookup" if len(seen) <= count else "", 9)

    return seen, gates


def replayed(steps: tuple[Step, ...]) -> Counter[str]:
    held: Counter[str] = Counter()
    for step in steps:
        if step.instead:
            assert held[step.instead], step
            held[step.instead] -= 1
        held[step.said] += bool(step.said)
    return +held


def grown_somewhere(count: int) -> list[Grown]:
    found = []
    for seed in range(30):
        for page in range(14):
            grown = grow(grower(world(seed)), page, SHAPE, failing_first(count)[1], choice=-1)  # type: ignore[arg-type]
            if isinstance(grown, Grown):
                found.append(grown)
    assert len(found) > 10
    return found


@pytest.mark.parametrize("failing", [0, 1, 4])
def test_the_steps_lead_from_nothing_to_the_tree(failing: int) -> None:
    for grown in grown_somewhere(failing):
        assert (grown.steps[0].action, grown.steps[-1].action) == ("init", "stop")
        assert replayed(grown.steps) == said(grown.tree)


def test_a_move_that_answers_a_finding_says_which() -> None:
    found = grown_somewhere(2)
    moves = [step for grown in found for step in grown.steps[1:-1]]
    assert {step.after for step in moves} == {"", "gate:single_lookup", "certificate:needed"}
    answers = {step.action for step in moves if step.after}
    assert {"swap", "extend", "blur"} <= answers <= {"swap", "extend", "blur", "deepen", "name", "drop"}
    assert {step.action for step in moves if not step.after} == {"extend", "blur"}
    assert all(grown.steps[-2].after for grown in found)


def test_a_tree_whose_first_plan_passed_has_no_findings_in_its_path() -> None:
    for grown in grown_somewhere(0):
        if grown.first_passed and grown.tried == 1:
            assert {step.after for step in grown.steps} == {""}


def test_every_tree_grown_is_certified_and_as_deep_as_asked() -> None:
    for seed in range(10):
        links = world(seed)
        for page in range(14):
            grown = grow(grower(links), page, SHAPE, failing_first(0)[1], choice=-1)  # type: ignore[arg-type]
            if isinstance(grown, Grown):
                assert grown.certificate == certify(grown.tree, links)
                assert grown.certificate.holds
                assert grown.certificate.certified_depth == SHAPE.depth
                assert SHAPE.fits(grown.tree)


def test_what_one_plan_gives_more_plans_give_too() -> None:
    for seed in range(10):
        for page in range(14):
            one, more = (
                grow(grower(world(seed), effort), page, SHAPE, failing_first(0)[1], choice=-1)  # type: ignore[arg-type]
                for effort in (Effort(plans=1), None)
            )
            if isinstance(one, Grown):
                assert isinstance(more, Grown)
                assert more.first_passed
            elif isinstance(more, Grown):
                assert not more.first_passed
            else:
                assert isinstance(more, Barren)
