"""Claims from infobox rows."""

from __future__ import annotations

import pytest

from tests.store.worlds import entity
from wikiseek.agents.claims.infobox import infobox_claims
from wikiseek.records import Attribute


def said(*rows: Attribute) -> list[str]:
    page = entity(1, "Corvia", "Corvia is a country.", attributes=rows)
    return [c.relation.replace("[X]", c.anchor) for c in infobox_claims(page, {"Tarvel": 2}.get)]


def test_a_linked_thing_an_amount_and_a_date_are_claimed() -> None:
    assert said(Attribute("largest_city", "Tarvel", ("Tarvel",))) == ["has Tarvel as its largest city"]
    assert said(Attribute("population", "3,645,000")) == ["has a population of more than 3 million"]
    assert said(Attribute("area", "30,528 km²")) == ["covers more than 30,000 km²"]
    assert said(Attribute("founded", "12 May 1893")) == ["was founded in 1893", "was founded in the 1890s"]


@pytest.mark.parametrize(
    "row",
    [
        Attribute("largest_city", "Tarvel and Lund", ("Tarvel", "Lund")),
        Attribute("largest_city", "Tarvel (summer)", ("Tarvel",)),
        Attribute("largest_city", "Tarvel"),
        Attribute("area", "30,528"),
        Attribute("population", "3,000,000"),
        Attribute("population", "about 3,645,000"),
        Attribute("population", "many"),
        Attribute("motto", "Tarvel", ("Tarvel",)),
    ],
)
def test_rows_that_say_more_or_less_than_one_plain_thing_are_left(row: Attribute) -> None:
    assert said(row) == []
