"""S⁺: links and mentions, the same set from both ends."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.store.worlds import entity, store_of
from wikiseek.records import Attribute, Constraint, Entity
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


def test_a_fact_of_two_pages_may_be_told_by_either(tmp_path: Path) -> None:
    pages = [entity(1, "Lund", "Its mayor is Anna Berg."), entity(2, "Anna Berg", "A mayor."), entity(3, "Hill", "Up.")]
    sets = ConstraintSets(store_of(tmp_path, pages))
    assert list(sets.of(TO)) == list(sets.of(Constraint("linked_from", 1))) == [2]


def test_a_category_counts_pages_that_say_its_name(tmp_path: Path) -> None:
    pages = [
        entity(1, "One", "x", categories=("German poets", "1879 births")),
        entity(2, "Two", "A poet of Germany."),
        entity(3, "Three", "Some german, in 1875."),
        entity(4, "Germany", "A country."),
        entity(5, "Five", "A poet of Spain in 1889."),
    ]
    sets = ConstraintSets(store_of(tmp_path, pages))
    assert list(sets.of(Constraint("in_category", value="German poets"))) == [1, 2, 3]
    assert list(sets.of(Constraint("in_category", key="births", value="1879"))) == [1]
    assert list(sets.of(Constraint("in_category", key="births", value="the 1870s"))) == [1, 3]


def test_amounts_and_dates_of_rows_are_compared_and_pages_without_the_row_may_satisfy_the_words(tmp_path: Path) -> None:
    def row(key: str, value: str) -> tuple[Attribute, ...]:
        return (Attribute(key, value),)

    pages = [
        entity(1, "One", "x", attributes=row("population", "3,645,000")),
        entity(2, "Two", "It has a population.", attributes=row("population", "2,100")),
        entity(3, "Three", "Its population is large."),
        entity(4, "Four", "x", attributes=row("founded", "5 May 1893")),
        entity(5, "Five", "Made in 1899.", attributes=row("founded", "1902")),
        entity(6, "Six", "Made in 1899."),
        entity(7, "Seven", "x", attributes=row("area", "30,000 km²")),
        entity(8, "Eight", "x", attributes=row("area", "30,000 acres")),
    ]
    sets = ConstraintSets(store_of(tmp_path, pages))

    def found(key: str, op: str, value: str) -> list[int]:
        return list(sets.of(Constraint("has_attribute", key=key, op=op, value=value)))

    assert found("population", ">", "3000000") == [1, 3]
    assert found("population", "<", "3000") == [2, 3]
    assert found("founded", "in", "the 1890s") == [4, 6]
    assert found("founded", "in", "1893") == [4]
    assert found("area", ">", "20000 km²") == [7]


def test_a_linked_value_can_be_any_of_several_pages(tmp_path: Path) -> None:
    linked = (Attribute("capital", "Lund", ("Lund",)),)
    pages = [entity(1, "Lund", "x"), entity(2, "Land", "x", attributes=linked), entity(3, "Three", "Lund.")]
    sets = ConstraintSets(store_of(tmp_path, pages))
    capital = Constraint("has_attribute", 1, "Lund", "capital", "=", "Lund")
    assert list(sets.of(capital)) == [2, 3]
    assert list(sets.reaching(replace(capital, value="Hill"), BitMap([1]), None)) == [2, 3]


texts = st.lists(st.sampled_from([*TITLES, "old", "the", "us", "town", "."]), max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=6, max_size=6), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_back_from_the_objects_and_forward_from_the_pages_is_the_same_set(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], objects: set[int], within: set[int]
) -> None:
    pages: list[Entity] = [entity(n, title, body) for n, (title, body) in enumerate(zip(TITLES, bodies, strict=True))]
    sets = ConstraintSets(store_of(tmp_path_factory.mktemp("world"), pages))
    back = sets.reaching(TO, BitMap(objects), None) & BitMap(within)
    forward = BitMap(page for page in within if sets.related(page).intersect(BitMap(objects)))
    either = BitMap(p for p in within for o in objects if p != o and (o in sets.named_by(p) or p in sets.named_by(o)))
    assert forward == either
    assert back == forward == sets.reaching(TO, BitMap(objects), BitMap(within))
