"""What a claim rests on is there, or is missed."""

from __future__ import annotations

import pytest

from tests.store.worlds import entity, store_of
from wikiseek.records import Attribute, Claim, Constraint, Evidence, Vertex
from wikiseek.store import Store
from wikiseek.synthesis.grounds import ungrounded

LUND = Vertex("A", 1, "Lund", "town")
OWN = Evidence(1, "Lund", 1, 0, 4, "", "Lund")
OTHER = Evidence(2, "Ana Berg", 1, 0, 3, "", "Ana")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    rows = (Attribute("population", "3,645"), Attribute("largest_city", "Elm", ("Elm (town)",)))
    pages = [
        entity(1, "Lund", "Lund.", attributes=rows, categories=("Towns in Corvia", "1871 births")),
        entity(2, "Ana Berg", "Ana."),
    ]
    return store_of(tmp_path_factory.mktemp("grounds"), pages)


@pytest.mark.parametrize(
    ("constraint", "evidence"),
    [
        (Constraint("links_to", 2, "Ana Berg"), OWN),
        (Constraint("linked_from", 2, "Ana Berg"), OTHER),
        (Constraint("in_category", value="Towns in Corvia"), OWN),
        (Constraint("in_category", key="births", value="the 1870s"), OWN),
        (Constraint("has_attribute", key="population", op=">", value="3000"), None),
        (Constraint("has_attribute", 3, "Elm (town)", "largest_city", "=", "Elm (town)"), None),
    ],
)
def test_what_is_there_is_found(constraint: Constraint, evidence: Evidence | None, store: Store) -> None:
    assert list(ungrounded(LUND, Claim(constraint, "is near [X]", evidence), store)) == []


@pytest.mark.parametrize(
    ("constraint", "evidence", "said"),
    [
        (Constraint("links_to", 2, "Ana Berg"), None, "has no evidence"),
        (Constraint("links_to", 2, "Ana Berg"), OTHER, "is proved from another page than its own"),
        (Constraint("linked_from", 2, "Ana Berg"), OWN, "is proved from another page than its own"),
        (Constraint("in_category", value="Towns in Elmland"), OWN, "is said of a category that its page is not in"),
        (Constraint("in_category", key="births", value="1872"), OWN, "is said of a category that its page is not in"),
        (Constraint("has_attribute", key="population", op=">", value="4000"), None, "is in no row of its infobox"),
        (Constraint("has_attribute", key="area", op=">", value="1"), None, "is in no row of its infobox"),
    ],
)
def test_what_is_not_there_is_missed(
    constraint: Constraint, evidence: Evidence | None, said: str, store: Store
) -> None:
    assert list(ungrounded(LUND, Claim(constraint, "is near [X]", evidence), store)) == [said]
