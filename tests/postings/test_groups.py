"""Pairs come back grouped and sorted, whether they fit in memory or not."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.postings import PairSorter

NUMBERS = st.integers(0, 2**32 - 2)
BATCHES = st.lists(st.lists(st.tuples(st.integers(0, 5) | NUMBERS, NUMBERS), max_size=12), max_size=6)


@given(BATCHES, st.integers(1, 20))
def test_pairs_are_grouped_by_the_first_without_repeats(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[tuple[int, int]]], at_once: int
):
    folder = tmp_path_factory.mktemp("pairs")
    sorter = PairSorter(folder, "pairs", at_once)
    for batch in batches:
        sorter.add(np.array([a for a, _ in batch], np.uint64), np.array([b for _, b in batch], np.uint64))
    wanted: dict[int, set[int]] = {}
    for first, second in chain.from_iterable(batches):
        wanted.setdefault(first, set()).add(second)
    assert list(sorter.groups()) == [(first, sorted(wanted[first])) for first in sorted(wanted)]
    sorter.close()
    assert list(folder.iterdir()) == []
