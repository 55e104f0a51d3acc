"""Sets of pages are written as the bitmap library writes them, to the byte."""

from __future__ import annotations

from itertools import accumulate, chain

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyroaring import BitMap

from wikiseek.store.roaring import bitmap_bytes, bitmaps

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
