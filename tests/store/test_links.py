"""Related by a link: the same set from both ends, whichever is walked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.store.worlds import entity, store_of
from wikiseek.records import Constraint, Entity
from wikiseek.store import LinkSets

SIZE = 7
TO = Constraint("links_to", 0)
numbers = st.integers(1, SIZE)
sets = st.sets(numbers).map(BitMap)


def page(number: int, targets: set[int], listed: bool) -> Entity:
    links = [("x", str(target)) for target in sorted(targets)]
    return entity(number, str(number), "x", links, flags=("list",) if listed else ())


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(numbers, numbers)), st.sets(numbers, max_size=1), sets, sets)
def test_whichever_end_is_walked_the_same_pages_are_found(
    tmp_path_factory: pytest.TempPathFactory,
    links: set[tuple[int, int]],
    lists: set[int],
    pages: BitMap,
    within: BitMap,
) -> None:
    world = [page(n, {target for source, target in links if source == n}, n in lists) for n in range(1, SIZE + 1)]
    store = store_of(tmp_path_factory.mktemp("world"), world)
    found = LinkSets(store)
    joined = {(a, b) for a, b in links | {(b, a) for a, b in links} if a != b and a not in lists and b not in lists}
    for number in store.candidates:
        assert {*found.of(Constraint("linked_from", number))} == {b for a, b in joined if a == number}
    pages, within = pages & store.candidates, within & store.candidates
    expected = {b for a, b in joined if a in pages}
    assert {*found.reaching(TO, pages, None)} == expected
    assert {*found.reaching(TO, pages, within)} == {*found.meeting(pages, within)} == expected & {*within}
    store.close()


def test_what_no_link_says_is_refused(tmp_path: Path) -> None:
    found = LinkSets(store_of(tmp_path, [entity(1, "One", "x")]))
    for constraint in (Constraint("is_a", value="city"), Constraint("links_to", None, "Nowhere")):
        with pytest.raises(ValueError, match="no link says"):
            found.of(constraint)
