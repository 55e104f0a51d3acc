"""A relation that lost a word on the way is not offered."""

import pytest

from tests.store.worlds import entity
from wikiseek.grammar.naming import naming
from wikiseek.grammar.vetting import stands_alone

HELD = naming(entity(1, "Ida Holm", "Ida Holm was a sculptor.", kind="sculptor", flags=("person",)))
HILLS = naming(entity(2, "Upper Hills", "Upper Hills is a county.", kind="county"))


@pytest.mark.parametrize(
    "relation",
    [
        "spent at the [X]",
        "went in [X]",
        "was strong supporter of [X]",
        "gave to [X]",
        "is the third-largest city following [X]",
        "returned with [X]",
        "was transferred by [X]",
        "came to the attention of more people in [X]",
    ],
)
def test_a_relation_that_lost_a_part_is_refused(relation: str) -> None:
    assert not stands_alone(relation, HELD)


@pytest.mark.parametrize(
    "relation",
    [
        "spent his youth in [X]",
        "went to [X]",
        "was a strong supporter of [X]",
        "was active in [X]",
        "was transferred to [X]",
        "returned to [X] with an army",
    ],
)
def test_a_whole_relation_stands_alone(relation: str) -> None:
    assert stands_alone(relation, HELD)


@pytest.mark.parametrize(
    "relation", ["has [X] as its city in the south", "has [X] as its town", "had [X] as its flagship in the war"]
)
def test_what_there_are_many_of_is_no_role(relation: str) -> None:
    assert not stands_alone(relation, HILLS)


@pytest.mark.parametrize(
    "relation", ["has [X] as its county town", "has [X] as its largest city", "has [X] as its editor-in-chief"]
)
def test_what_there_is_one_of_is_a_role(relation: str) -> None:
    assert stands_alone(relation, HILLS)
