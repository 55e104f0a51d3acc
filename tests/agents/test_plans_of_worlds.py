"""Plans over small random worlds, against every tree that there is."""

from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agents.worlds import every_tree, form, plans_of
from tests.hcsp.worlds import World
from wikiseek.agents import Limits
from wikiseek.hcsp import Shape, branch_ids, candidates, certify, vertex_counts

ALL = Limits(most_candidates=100, plans_a_page=10_000, pages_a_vertex=100, narrow=1000, looks=10**6)
SOME = 20


@st.composite
def dense_worlds(draw: st.DrawFn) -> World:
    """Worlds with so many links that trees can be grown in them."""
    draws = draw(st.randoms(use_true_random=False))
    size = draws.randint(10, 14)
    return World(size, frozenset((draws.randrange(size), draws.randrange(size)) for _ in range(3 * size)))


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    depth = draw(st.integers(1, 3))
    width = draw(st.sampled_from([(2, 2), (2, 3)] if depth < 3 else [(2, 2)]))
    return Shape(depth, width, draw(st.sampled_from([None, *sorted(vertex_counts(depth, width))])))


@settings(deadline=None, max_examples=50)
@given(dense_worlds(), shapes())
def test_plans_are_of_the_shape_and_the_certificate_says_of_them_what_the_search_did(world: World, shape: Shape):
    for page in range(world.size):
        for tree, broken in islice(plans_of(world).roots(page, shape), SOME):
            assert shape.fits(tree)
            found = certify(tree, world)
            assert found.answers == (page,)
            assert found.holds == (not broken)
            if found.holds:
                assert found.certified_depth == shape.depth
            else:
                assert {text.partition(":")[0] for text in found.failures} == {broken}


@settings(deadline=None, max_examples=30)
@given(dense_worlds(), st.sampled_from([Shape(2, (2, 2)), Shape(2, (2, 2), 5), Shape(2, (2, 3), 6)]))
def test_within_large_limits_every_certified_tree_is_found_once(world: World, shape: Shape):
    for page in range(min(world.size, 4)):
        found = [form(tree.root) for tree, broken in plans_of(world, ALL).roots(page, shape) if not broken]
        assert len(found) == len(set(found))
        assert set(found) == {form(tree.root) for tree in every_tree(world, page, shape) if certify(tree, world).holds}


@settings(deadline=None, max_examples=50)
@given(dense_worlds(), shapes(), st.data())
def test_no_proper_part_of_a_certified_tree_has_the_one_answer(world: World, shape: Shape, data: st.DataObject):
    """Greedy removal until nothing can go finds nothing to remove: rule 3 makes every certified tree minimal."""
    for page in range(world.size):
        for tree in (tree for tree, broken in islice(plans_of(world).roots(page, shape), SOME) if not broken):
            ids = branch_ids(tree)
            without = data.draw(st.sets(st.sampled_from(ids), min_size=1))
            for removed in (without, *({name} for name in ids)):
                left = candidates(tree.root, world, removed)
                assert left is None or (page in left and len(left) > 1)


@settings(deadline=None, max_examples=30)
@given(dense_worlds(), shapes())
def test_the_same_plans_come_whatever_was_planned_before(world: World, shape: Shape):
    used = plans_of(world)
    for page in reversed(range(world.size)):
        list(islice(used.roots(page, shape), SOME))
    for page in range(world.size):
        again = islice(plans_of(world).roots(page, shape), SOME)
        assert list(islice(used.roots(page, shape), SOME)) == list(again)
