"""A derivation narrows the pages branch by branch to those that the solver finds."""

from hypothesis import given
from hypothesis import strategies as st

from tests.hcsp.worlds import trees, worlds
from wikiseek.hcsp import candidates, derive, walk


@given(st.data())
def test_each_branch_narrows_what_is_left_down_to_the_candidates(data: st.DataObject) -> None:
    world = data.draw(worlds())
    tree = data.draw(trees(world.size))
    derived = derive(tree, world)
    assert derived[-1].vertex is tree.root
    assert [solved.vertex for solved in reversed(derived)] == list(walk(tree.root))
    for solved in derived:
        assert list(solved.pages) == list(candidates(solved.vertex, world) or ())
        left = [narrowing.left for narrowing in solved.narrowings]
        assert left == sorted(left, reverse=True)
        assert left[-1] == len(solved.pages)
        assert all(narrowing.left <= narrowing.size for narrowing in solved.narrowings)
