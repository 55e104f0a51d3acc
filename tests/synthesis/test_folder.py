"""The files of a run: whole lines, and what to do with half ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiseek import codec
from wikiseek.errors import IndexFault, NotFound
from wikiseek.synthesis.folder import append_line, cut_half_line, items_path, read_lines


def test_lines_come_back_in_order(tmp_path: Path):
    path = tmp_path / "items.jsonl"
    for number in range(3):
        append_line(path, codec.line({"i": number, "text": "a\u2028b\x85c\r"}))
    assert [line["i"] for line in read_lines(path)] == [0, 1, 2]


def test_a_half_written_last_line_is_cut_off_and_whole_ones_stay(tmp_path: Path):
    path = tmp_path / "items.jsonl"
    whole = codec.line({"i": 0}) + codec.line({"i": 1})
    for half in (b"", b'{"i":', b'{"i":2}'):
        path.write_bytes(whole + half)
        cut_half_line(path)
        assert path.read_bytes() == whole
    path.write_bytes(b'{"i"')
    cut_half_line(path)
    assert path.read_bytes() == b""


def test_reading_changes_nothing_and_needs_no_last_line_end(tmp_path: Path):
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b'{"i":0}\n\n{"i":1}')
    assert read_lines(path) == [{"i": 0}, {"i": 1}]
    assert path.read_bytes() == b'{"i":0}\n\n{"i":1}'


@pytest.mark.parametrize("line", [b'{"i":', b"[1]", b"7", b"null", b"\xff\xfe", b'{"i":NaN}', b"[" * 5000])
def test_a_line_that_is_no_object_is_named_by_its_number(line: bytes, tmp_path: Path):
    path = tmp_path / "items.jsonl"
    path.write_bytes(b'{"i":0}\n' + line + b"\n")
    with pytest.raises(IndexFault, match=f"line 2 of {path}"):
        read_lines(path)


def test_no_file_has_no_lines(tmp_path: Path):
    cut_half_line(tmp_path / "items.jsonl")
    assert read_lines(tmp_path / "items.jsonl") == []
    assert not (tmp_path / "items.jsonl").exists()


def test_items_are_a_runs_or_the_file_itself(tmp_path: Path):
    with pytest.raises(NotFound, match="give a run folder or a JSONL file"):
        items_path(tmp_path)
    (tmp_path / "items.jsonl").touch()
    assert items_path(tmp_path) == items_path(tmp_path / "items.jsonl") == tmp_path / "items.jsonl"
