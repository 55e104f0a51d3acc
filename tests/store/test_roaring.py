"""Sets of pages are written as the bitmap library writes them, to the byte."""

from __future__ import annotations

from itertools import accumulate, chain

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyroaring import BitMap

from wikiseek.store.layout import id_key
from wikiseek.store.roaring import Members, bitmap_bytes, bitmaps

PAGES = st.one_of(st.integers(0, 40), st.integers(65_530, 65_545), st.integers(0, 2**32 - 1))
RUNS = st.builds(lambda first, size: [*range(first, first + size)], st.integers(0, 2**20), st.integers(0, 9))
SETS = st.lists(st.one_of(st.lists(PAGES, max_size=12), RUNS), max_size=4).map(lambda parts: [*chain(*parts)])


def by_library(pages: list[int]) -> bytes:
    """The same by the library alone."""
    return bytes(BitMap(pages, optimize=True).serialize())


@given(SETS)
@example([])
@example([7])
@example([0, 1, 2])
@example([2**32 - 1, 0])
def test_a_set_is_written_as_the_library_does(pages: list[int]):
    assert bitmap_bytes(pages) == by_library(pages)


@given(st.lists(SETS, max_size=6))
def test_many_sets_are_written_as_one_by_one(sets: list[list[int]]):
    starts = np.array([0, *accumulate(map(len, sets))], np.int64)
    pages = np.array([*chain(*sets)], np.int64)
    assert bitmaps(starts, pages) == [by_library(one) for one in sets]


@pytest.mark.parametrize("step", [1, 2, 3, 17])
@pytest.mark.parametrize("size", [3, 4, 4095, 4096, 4097, 70_000])
def test_where_arrays_become_bits_or_runs(size: int, step: int):
    pages = [*range(5, 5 + size * step, step)]
    assert bitmap_bytes(pages) == by_library(pages)


def test_sets_that_end_behind_the_pages_are_refused():
    with pytest.raises(IndexError):
        bitmaps(np.array([0, 3], np.int64), np.array([1, 2], np.int64))


ROWS = st.lists(st.tuples(PAGES, SETS), max_size=5)


def stored(rows: list[tuple[int, list[int]]]) -> list[tuple[bytes, bytes]]:
    return [(id_key(page), bitmap_bytes(pages)) for page, pages in rows]


@given(SETS, ROWS)
@example([0, 1, 2, 9], [(9, [9]), (0, [0, 1, 2])])
@example([2**32 - 1, 70_000], [(5, [2**32 - 1]), (70_000, [70_000, 70_002])])
@example([], [(1, [1, 2])])
def test_members_of_stored_sets_are_found_where_they_lie(pages: list[int], rows: list[tuple[int, list[int]]]):
    members = Members(BitMap(pages))
    assert list(members.meeting(stored(rows))) == [page for page, own in rows if {*own} & {*pages} - {page}]
    found = set().union(*({*own} & {*pages} - {page} for page, own in rows))
    assert {*members.met(stored(rows))} == found


@pytest.mark.parametrize("step", [1, 2, 17])
def test_members_are_found_in_bits_and_runs_too(step: int):
    pages = [*range(5, 5 + 9000 * step, step)]
    members = Members(BitMap([4, 5 + 8000 * step, 10**6]))
    assert list(members.meeting(stored([(3, pages), (4, pages[:8000])]))) == [3]
    assert list(members.met(stored([(3, pages)]))) == [5 + 8000 * step]


@given(SETS, st.lists(PAGES, min_size=1, max_size=60), st.data())
def test_a_damaged_set_is_refused_or_read_within_its_bytes(pages: list[int], own: list[int], data: st.DataObject):
    row = bytearray(bitmap_bytes(own))
    for _ in range(data.draw(st.integers(0, 3))):
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(row[: data.draw(st.integers(0, len(row)))])
    members = Members(BitMap(pages))
    try:
        found = {*members.met([(id_key(1), cut)])}
    except (ValueError, IndexError):  # by the library
        return
    assert found <= {*pages}


def test_a_row_of_no_page_is_refused():
    with pytest.raises(ValueError, match="not as it was written"):
        Members(BitMap([1])).meeting([(b"title", bitmap_bytes([1]))])
