"""Remembered sets are the sets themselves."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.hcsp.worlds import claim, trees, worlds
from wikiseek.hcsp import Kept, certify


@given(st.data())
def test_a_certificate_is_the_same_with_a_memory(data: st.DataObject) -> None:
    world = data.draw(worlds())
    kept = Kept(world)
    for _ in range(3):
        tree = data.draw(trees(world.size))
        assert certify(tree, kept) == certify(tree, kept) == certify(tree, world)


@given(st.data())
def test_what_reaches_pages_within_others_is_the_same_before_and_after_the_whole_is_known(data: st.DataObject) -> None:
    world = data.draw(worlds())
    pages, within = (BitMap(data.draw(st.sets(st.integers(0, world.size - 1)))) for _ in range(2))
    kept, constraint = Kept(world), claim(0).constraint
    before = kept.reaching(constraint, pages, within)
    whole = kept.reaching(constraint, pages, None)
    assert before == kept.reaching(constraint, pages, within) == whole & within
    assert whole == world.reaching(constraint, pages, None)
