"""Depth, width and vertex counts mean what they say."""

from tests.hcsp.test_certificate import tree
from wikiseek.hcsp import Shape, branch_ids, depth, hidden_vertices, vertex_count


def test_constants_count_as_vertices_but_not_as_levels() -> None:
    assert depth(tree().root) == 2
    assert vertex_count(tree()) == 5
    assert branch_ids(tree()) == ["A1", "B", "B1", "B2"]
    assert [vertex.id for vertex in hidden_vertices(tree())] == ["A", "B"]


def test_a_shape_fits_only_exactly() -> None:
    assert Shape(2, 2).fits(tree())
    assert Shape(2, 2, (5, 5)).fits(tree())
    assert not Shape(2, 2, (6, 9)).fits(tree())
    assert not Shape(3, 2).fits(tree())
    assert not Shape(2, 3).fits(tree())
    assert not Shape(2, 2).fits(tree(child_leaves=(6, 7, 8)))
