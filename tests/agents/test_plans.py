"""Plans are trees of exactly the asked shape whose only answer is the root."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.agents.trees import NOWHERE
from tests.agents.worlds import grow
from tests.store.worlds import entity, store_of
from wikiseek.agents import Effort, Finding, Grower, Grown, Offer, Plans
from wikiseek.agents.growth import Barren
from wikiseek.hcsp import Shape, candidates, certify, walk
from wikiseek.records import Certificate, Claim, Constraint, ResearchTree
from wikiseek.store import ConstraintSets, Store

# page id → the pages it links to. 1 is the answer: born in 2, which lies on 3 and borders 4; 1 won 5.
LINKS = {
    1: (2, 5),
    2: (3, 4),
    6: (5,),
    7: (5, 9),
    8: (2,),
    9: (3,),
    10: (4,),
    11: (9,),
    12: (5, 10),
    3: (),
    4: (),
    5: (),
}
NAMES = {number: f"Thing{chr(96 + number)}" for number in LINKS}


class StubBrowser:
    """Offers every link of a page as a claim, as if its sentences said so."""

    def __init__(self, sets: ConstraintSets) -> None:
        self._sets = sets

    def kind(self, page_id: int) -> str:
        return "thing"

    def offers(self, page_id: int) -> tuple[Offer, ...]:
        claims = [Claim(Constraint("links_to", t, NAMES[t]), "knew [X]", NOWHERE, NAMES[t]) for t in LINKS[page_id]]
        return tuple(Offer(claim, claim.anchor, len(self._sets.of(claim.constraint)), True) for claim in claims)


def passing(tree: ResearchTree, certificate: Certificate) -> Finding:
    return Finding("", 7)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [
        entity(n, NAMES[n], " ".join(NAMES[t] for t in targets), [(NAMES[t], NAMES[t]) for t in targets], kind="thing")
        for n, targets in sorted(LINKS.items())
    ]
    return store_of(tmp_path, pages)


def plans(store: Store) -> tuple[Plans, ConstraintSets, StubBrowser]:
    sets = ConstraintSets(store)
    browser = StubBrowser(sets)
    return Plans(store, sets, browser), sets, browser  # type: ignore[arg-type]


def test_every_plan_has_the_shape_and_one_answer(store: Store) -> None:
    found, sets, _ = plans(store)
    trees = [tree for tree, _ in found.roots(1, Shape(2))]
    assert trees
    for tree in trees:
        assert Shape(2).fits(tree)
        assert list(candidates(tree.root, sets) or ()) == [1]
        assert [vertex.id for vertex in walk(tree.root)] == ["A", "B"]


def test_no_plan_is_found_twice(store: Store) -> None:
    found, _, _ = plans(store)
    trees = [tree for tree, _ in found.roots(1, Shape(2))]
    assert len(trees) == len(set(trees))


def test_a_page_without_enough_claims_has_no_plan(store: Store) -> None:
    found, _, _ = plans(store)
    assert list(found.roots(8, Shape(2))) == []


def grower(store: Store, effort: Effort | None = None) -> Grower:
    found, sets, browser = plans(store)
    return Grower(sets, browser, found, effort or Effort())  # type: ignore[arg-type]


def test_what_is_grown_is_certified_and_every_move_is_kept(store: Store) -> None:
    grown = grow(grower(store), 1, Shape(2), passing)
    assert isinstance(grown, Grown)
    assert grown.certificate == certify(grown.tree, ConstraintSets(store))
    assert grown.certificate.holds
    assert [step.action for step in grown.steps] == ["init", "extend", "blur", "blur", "blur", "stop"]


def test_a_finding_rejects_the_tree_under_its_own_name(store: Store) -> None:
    def failing(tree: ResearchTree, certificate: Certificate) -> Finding:
        return Finding("single_lookup", 1)

    barren = grow(grower(store), 1, Shape(2), failing)
    assert isinstance(barren, Barren)
    assert barren.stage == "single_lookup"
    assert barren.numbers["single_lookup"] >= 1


def test_a_page_with_one_claim_is_barren_for_want_of_claims(store: Store) -> None:
    barren = grow(grower(store), 8, Shape(2), passing)
    assert isinstance(barren, Barren)
    assert barren.stage == "claims"


def test_a_shape_that_the_claims_cannot_have_is_told_with_what_could_be_had(store: Store) -> None:
    barren = grow(grower(store), 1, Shape(3), passing)
    assert isinstance(barren, Barren)
    assert barren.stage == "shape"
    assert barren.numbers == {"claims": 2, "extendable": 2, "depth": 2, "vertices": []}
    barren = grow(grower(store), 1, Shape(2, (2, 2), 7), passing)
    assert isinstance(barren, Barren)
    assert (barren.stage, barren.numbers["vertices"]) == ("shape", [5])


def test_one_plan_is_growth_without_findings(store: Store) -> None:
    found, _, _ = plans(store)
    first = next(found.roots(1, Shape(2))).tree

    def all_but_the_first(tree: ResearchTree, certificate: Certificate) -> Finding:
        return Finding("names" if tree == first else "")

    assert isinstance(grow(grower(store, Effort(plans=1)), 1, Shape(2), all_but_the_first), Barren)
    grown = grow(grower(store, Effort(plans=1)), 1, Shape(2), passing)
    assert isinstance(grown, Grown)
    assert (grown.tree, grown.tried, grown.first_passed) == (first, 1, True)


def test_a_barred_claim_is_no_constant_of_a_root_and_may_be_one_of_a_page_below(store: Store) -> None:
    found, _, _ = plans(store)
    asked: list[int] = []

    def barred(page_id: int, offers: Sequence[Offer]) -> set[Offer]:
        asked.append(page_id)
        return {offer for offer in offers if offer.constant == NAMES[5]}

    assert any(clause.constant == NAMES[5] for tree, _ in found.roots(1, Shape(2)) for clause in tree.root.constraints)
    assert all(
        clause.constant != NAMES[5] for tree, _ in found.roots(1, Shape(2), barred) for clause in tree.root.constraints
    )
    assert asked == [1]
    assert list(found.roots(3, Shape(2), barred)) == []
    assert asked == [1], "a page that cannot have the shape is not looked up"
