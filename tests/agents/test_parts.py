"""Which branches go together at one vertex."""

from __future__ import annotations

import pytest
from pyroaring import BitMap

from wikiseek.agents.browser import Offer
from wikiseek.agents.parts import Part, fits
from wikiseek.records import Claim, Constraint

BORN = Constraint("in_category", key="births", value="1871")
DIED = Constraint("in_category", key="deaths", value="1940")
GERMAN = Constraint("in_category", value="German poets")
POPULOUS = Constraint("has_attribute", key="population", op=">", value="3000")


def part(constraint: Constraint, relation: str, pages: set[int]) -> Part:
    offer = Offer(Claim(constraint, relation, None), "X", len(pages), False)
    return Part(offer, BitMap(pages), objects=frozenset({str(constraint)}))


def link(page: int) -> Constraint:
    return Constraint("links_to", page, f"Page {page}")


@pytest.mark.parametrize("others", [(BORN, DIED), (BORN, GERMAN), (GERMAN, POPULOUS)])
def test_of_what_a_register_says_a_vertex_tells_one_thing(others: tuple[Constraint, Constraint]) -> None:
    one, other = others
    assert not fits(1, (part(one, "a [X]", {1, 2, 3}), part(other, "b [X]", {1, 4, 5})))
    assert fits(1, (part(one, "a [X]", {1, 2, 3}), part(link(9), "b [X]", {1, 4, 5})))


def test_a_relation_around_its_object_is_not_said_twice() -> None:
    first, second = link(8), link(9)
    around = "is where [X] was born"
    assert not fits(1, (part(first, around, {1, 2, 3}), part(second, around, {1, 4, 5})))
    assert fits(1, (part(first, "borders [X]", {1, 2, 3}), part(second, "borders [X]", {1, 4, 5})))
