"""The solver against one that tries every page."""

from hypothesis import given
from hypothesis import strategies as st

from tests.hcsp.worlds import brute_force, trees, worlds
from wikiseek.hcsp import branch_ids, candidates, walk


@given(st.data())
def test_the_solver_finds_exactly_the_pages_that_trying_every_page_finds(data: st.DataObject) -> None:
    world = data.draw(worlds())
    tree = data.draw(trees(world.size))
    for vertex in walk(tree.root):
        found = candidates(vertex, world)
        assert found is not None
        assert set(found) == brute_force(world, vertex)


@given(st.data())
def test_leaving_branches_out_is_as_if_they_had_never_been_said(data: st.DataObject) -> None:
    world = data.draw(worlds())
    tree = data.draw(trees(world.size))
    without = frozenset(data.draw(st.sets(st.sampled_from(branch_ids(tree)))))
    found = candidates(tree.root, world, without)
    expected = brute_force(world, tree.root, without)
    assert (set(range(world.size)) if found is None else set(found)) == expected


@given(st.data())
def test_leaving_a_branch_out_never_loses_a_candidate(data: st.DataObject) -> None:
    world = data.draw(worlds())
    tree = data.draw(trees(world.size))
    whole = candidates(tree.root, world)
    assert whole is not None
    for name in branch_ids(tree):
        left = candidates(tree.root, world, {name})
        assert left is None or whole.issubset(left)
