"""Depth, width and vertex counts mean what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hcsp.test_certificate import tree
from wikiseek.hcsp import Shape, branch_ids, depth, hidden_vertices, vertex_count, vertex_counts


def test_constants_count_as_vertices_but_not_as_levels() -> None:
    assert depth(tree().root) == 2
    assert vertex_count(tree()) == 5
    assert branch_ids(tree()) == ["A1", "B", "B1", "B2"]
    assert [vertex.id for vertex in hidden_vertices(tree())] == ["A", "B"]


def test_a_shape_fits_only_exactly() -> None:
    assert Shape(2, (2, 2)).fits(tree())
    assert Shape(2, (2, 2), 5).fits(tree())
    assert Shape(2, (2, 3), 6).fits(tree(child_leaves=(6, 7, 8)))
    assert not Shape(2, (2, 2), 6).fits(tree())
    assert not Shape(3, (2, 2)).fits(tree())
    assert not Shape(2, (3, 3)).fits(tree())
    assert not Shape(2, (2, 2)).fits(tree(child_leaves=(6, 7, 8)))


@pytest.mark.parametrize(
    ("levels", "width", "counts"),
    [
        (1, (2, 2), {3}),
        (1, (2, 4), {3, 4, 5}),
        (2, (2, 2), {5, 7}),
        (2, (3, 3), {7, 10, 13}),
        (3, (2, 2), {7, 9, 11, 13, 15}),
    ],
)
def test_the_possible_numbers_of_vertices_are_known(levels: int, width: tuple[int, int], counts: set[int]) -> None:
    assert vertex_counts(levels, width) == counts


@given(st.integers(1, 6), st.integers(2, 4), st.integers(2, 4))
def test_the_least_and_the_most_vertices_are_those_of_a_chain_and_of_a_full_tree(levels: int, a: int, b: int) -> None:
    low, high = sorted((a, b))
    counts = vertex_counts(levels, (low, high))
    assert min(counts) == 1 + levels * low
    assert max(counts) == sum(high**level for level in range(levels + 1))
