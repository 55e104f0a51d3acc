"""To ask each page whether it satisfies a tree comes to the same as to solve for all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.hcsp.worlds import brute_force, trees, worlds
from wikiseek.hcsp import satisfying


@given(st.data())
def test_the_pages_that_satisfy_a_tree_are_those_that_trying_every_page_finds(data: st.DataObject) -> None:
    world = data.draw(worlds())
    tree = data.draw(trees(world.size))
    asked = data.draw(st.sets(st.integers(0, world.size - 1)))
    before = BitMap(asked)
    assert set(satisfying(before, tree, world)) == brute_force(world, tree.root) & asked
    assert set(before) == asked
