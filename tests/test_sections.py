"""A file of sections comes back as it was written, and knows when it was changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.errors import IndexFault
from wikiseek.sections import Sections, write_sections

CONTENT = {"words": b"abc", "none": b"", "numbers": np.arange(5, dtype=np.uint64), "json": b'{"a":1}'}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_sections(tmp_path / "file", CONTENT)
    return tmp_path / "file"


def test_sections_are_read_back(path: Path):
    read = Sections(path)
    assert read.content("words") == b"abc"
    assert read.piece("words", 1, 3) == b"bc"
    assert read.content("none") == b""
    assert read.array("numbers", np.uint64).tolist() == [0, 1, 2, 3, 4]
    assert read.json("json") == {"a": 1}


def test_what_was_let_go_of_can_be_read_again(path: Path):
    read = Sections(path)
    read.release()
    assert read.content("words") == b"abc"
    assert read.is_whole()


@given(st.data())
def test_any_changed_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    path = tmp_path_factory.mktemp("changed") / "file"
    write_sections(path, CONTENT)
    whole = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(whole)
    try:
        assert not Sections(path).is_whole()
    except IndexFault as fault:
        assert str(path) in str(fault)


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 100])
def test_any_other_file_is_refused_in_one_line(content: bytes, tmp_path: Path):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(IndexFault, match="no file of sections"):
        Sections(tmp_path / "file")


def test_the_same_sections_give_the_same_bytes(path: Path, tmp_path: Path):
    write_sections(tmp_path / "again", CONTENT)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
