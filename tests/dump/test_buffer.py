"""A buffer holds what a string would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.dump.buffer import Buffer

TEXTS = st.lists(st.text(alphabet="aé京\U0001f600\n", max_size=100), max_size=6)


@given(TEXTS)
def test_what_is_written_is_read(texts: list[str]):
    buffer = Buffer(texts[0] if texts else "")
    for text in texts[1:]:
        buffer.write(text)
    whole = "".join(texts)
    assert (buffer.text(), len(buffer)) == (whole, len(whole))
    for at in range(len(whole)):
        assert (buffer.text(at), buffer.text(0, at)) == (whole[at:], whole[:at])
        assert buffer.find("é", at) == whole.find("é", at)


@pytest.mark.parametrize("bounds", [(-1, 2), (0, 4), (3, 2), (4, 4)])
def test_a_part_that_is_not_there_is_refused(bounds: tuple[int, int]):
    with pytest.raises(IndexError):
        Buffer("abc").text(*bounds)


def test_memory_used_again_holds_nothing_of_before():
    for size in (10, 1000, 100_000, 1_000_000):
        full = Buffer("x" * size)
        del full
        empty = Buffer()
        assert (empty.text(), empty.find("x")) == ("", -1)
