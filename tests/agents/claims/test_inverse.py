"""Claims turned round."""

from __future__ import annotations

import pytest

from tests.store.worlds import entity
from wikiseek.agents.claims.inverse import turned_round

TOWN = entity(1, "Tarvel", "Tarvel is a town.")
PERSON = entity(2, "Ana Lund", "Ana Lund is a poet.", flags=("person",))


@pytest.mark.parametrize(
    ("relation", "turned"),
    [
        ("was written by [X]", "wrote [X]"),
        ("was published by [X]", "published [X]"),
        ("founded [X]", "was founded by [X]"),
        ("wrote [X]", "was written by [X]"),
        ("married [X]", "married [X]"),
        ("studied under [X]", "taught [X]"),
        ("joined [X]", None),
        ("is similar to [X]", None),
        ("was partly written by [X]", None),
    ],
)
def test_of_a_person(relation: str, turned: str | None) -> None:
    assert turned_round(relation, PERSON) == turned


@pytest.mark.parametrize(
    ("relation", "turned"),
    [
        ("was born in [X]", "is where [X] was born"),
        ("died at [X]", "is where [X] died"),
        ("is the capital of [X]", "has [X] as its capital"),
        ("was an ally of [X]", "had [X] as an ally"),
        ("is a city in the south of [X]", None),
        ("is a city of [X]", None),
        ("was the flagship in the navy of [X]", None),
        ("is a by-product of [X]", "has [X] as a by-product"),
        ("is a long chain of four words of [X]", None),
        ("wrote a book in [X]", None),
    ],
)
def test_of_a_place(relation: str, turned: str) -> None:
    assert turned_round(relation, TOWN) == turned


def test_a_person_is_no_place_and_has_no_capital() -> None:
    assert turned_round("was born in [X]", PERSON) is None
    assert turned_round("is the capital of [X]", PERSON) is None
