"""A dump is cut into units whole, and where does not depend on who reads them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.indexing import reading


@given(st.lists(st.integers(1, 1 << 20), min_size=2, max_size=300))
def test_units_are_all_of_the_dump_in_order(sizes: list[int]):
    offsets = [sum(sizes[:at]) for at in range(len(sizes))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "stream_offsets", lambda _: offsets)
        cut = reading._bounds(Path("dump"), sum(sizes))
    assert cut[0][0] == 0
    assert cut[-1][1] == sum(sizes)
    assert all(end == start for (_, end), (start, _) in pairwise(cut))
    assert {start for start, _ in cut} <= set(offsets)


def test_the_last_units_are_small(monkeypatch: pytest.MonkeyPatch):
    size = 240_000
    monkeypatch.setattr(reading, "stream_offsets", lambda _: [*range(0, 124 * size, size)])
    streams = [(end - start) // size for start, end in reading._bounds(Path("dump"), 124 * size)]
    assert streams == [2] * 58 + [1] * 8


@pytest.mark.parametrize("module", ["wikiseek.indexing.parse", "wikiseek.indexing.reading"])
def test_workers_start_without_what_only_the_end_needs(module: str):
    """What takes a reading worker as long to import as all else: numpy starts threads, too."""
    said = f"import sys, {module}; print(*sorted({{'numpy', 'faiss', 'torch'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "\n"


def test_a_name_that_a_package_does_not_have_is_an_attribute_error():
    import wikiseek.store

    with pytest.raises(AttributeError, match=r"'wikiseek\.store' has no attribute 'nothing'"):
        _ = wikiseek.store.nothing
