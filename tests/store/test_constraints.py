"""S⁺: links and mentions, the same set from both ends."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.store.worlds import entity, store_of
from wikiseek.records import Constraint, Entity
from wikiseek.store import ConstraintSets

TITLES = ("Lund", "Lund Town", "US", "Hill", "Red Hill", "Old Red Hill")
TO = Constraint("links_to", 1)


def test_a_page_that_names_the_object_without_a_link_counts(tmp_path: Path) -> None:
    pages = [
        entity(1, "Lund (city)", "Lund is itself."),
        entity(2, "Two", "See Lund town.", [("Lund town", "Lund (city)")]),
        entity(3, "Three", "LUND, again."),
        entity(4, "Four", "London town."),
        entity(5, "Five", "Londinium."),
        entity(6, "List of Lunds", "Lund", flags=("list",)),
    ]
    sets = ConstraintSets(store_of(tmp_path, pages, {"Londinium": "Lund (city)"}))
    assert list(sets.of(TO)) == [2, 3, 5]


def test_categories_attributes_and_kinds_are_sets_too(tmp_path: Path) -> None:
    pages = [
        entity(1, "One", "x", kind="city", categories=("Towns",)),
        entity(2, "Two", "One", [("One", "One")]),
    ]
    sets = ConstraintSets(store_of(tmp_path, pages))
    assert list(sets.of(Constraint("is_a", value="city"))) == [1]
    assert list(sets.of(Constraint("in_category", value="Towns"))) == [1]
    assert list(sets.of(Constraint("linked_from", 2))) == [1]


texts = st.lists(st.sampled_from([*TITLES, "old", "the", "us", "town", "."]), max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=6, max_size=6), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_back_from_the_objects_and_forward_from_the_pages_is_the_same_set(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], objects: set[int], within: set[int]
) -> None:
    pages: list[Entity] = [entity(n, title, body) for n, (title, body) in enumerate(zip(TITLES, bodies, strict=True))]
    sets = ConstraintSets(store_of(tmp_path_factory.mktemp("world"), pages))
    back = sets.reaching(TO, BitMap(objects), None) & BitMap(within)
    forward = BitMap(page for page in within if sets.named_by(page).intersect(BitMap(objects)))
    assert back == forward == sets.reaching(TO, BitMap(objects), BitMap(within))
