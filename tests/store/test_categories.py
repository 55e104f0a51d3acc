"""What a category says of its pages."""

from __future__ import annotations

import pytest

from wikiseek.store.categories import membership, years


@pytest.mark.parametrize(
    ("category", "relation", "name"),
    [
        ("German philosophers", "is a [X] philosopher", "German"),
        ("American film directors", "is an [X] film director", "American"),
        ("South African writers", "is a [X] writer", "South African"),
        ("Cities in Turkey", "is a city in [X]", "Turkey"),
        ("Islands of the Azores", "is an island of the [X]", "Azores"),
        ("People from Indiana", "is from [X]", "Indiana"),
        ("Alumni of Christ's College, Cambridge", "studied at [X]", "Christ's College, Cambridge"),
        ("Yale Law School graduates", "studied at [X]", "Yale Law School"),
        ("Erasmus Prize winners", "is an [X] winner", "Erasmus Prize"),
        ("IBM employees", "is an [X] employee", "IBM"),
        ("1879 births", "was born in [X]", "1879"),
        ("1955 deaths", "died in [X]", "1955"),
    ],
)
def test_members_of_a_category_are_things_of_a_name(category: str, relation: str, name: str) -> None:
    said = membership(category)
    assert said is not None
    assert (said.relation, said.name) == (relation, name)


@pytest.mark.parametrize(
    "category",
    ["Physics", "Living people", "Cooling technology", "18th century mathematicians", "Foreign relations of Canada",
     "People who fought in the Trojan War", "Texas", "Modern sculptors", "History of Latvia", "German", ""],
)  # fmt: skip
def test_topics_and_nameless_sorts_say_nothing(category: str) -> None:
    assert membership(category) is None


def test_a_period_is_its_years() -> None:
    assert years("1879") == (1879,)
    assert years("the 1870s") == tuple(range(1870, 1880))
    with pytest.raises(ValueError, match="soon"):
        years("soon")
