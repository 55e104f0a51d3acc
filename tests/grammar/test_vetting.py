"""A relation that lost a word on the way is not offered."""

import pytest

from tests.store.worlds import entity
from wikiseek.grammar.naming import naming
from wikiseek.grammar.vetting import stands_alone

HELD = naming(entity(1, "Ida Holm", "Ida Holm was a sculptor.", kind="sculptor", flags=("person",)))


@pytest.mark.parametrize(
    "relation",
    [
        "spent at the [X]",
        "went in [X]",
        "was strong supporter of [X]",
        "gave to [X]",
        "is the third-largest city following [X]",
    ],
)
def test_a_lost_object_or_article_is_refused(relation: str) -> None:
    assert not stands_alone(relation, HELD)


@pytest.mark.parametrize(
    "relation", ["spent his youth in [X]", "went to [X]", "was a strong supporter of [X]", "was active in [X]"]
)
def test_a_whole_relation_stands_alone(relation: str) -> None:
    assert stands_alone(relation, HELD)
