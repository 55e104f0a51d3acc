"""A damaged bz2 dump is refused in one line that says at which byte, read whole or range by range."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fixtures.small_dump import write_small_dump
from wikiseek.dump import ranges, read_pages, read_range, stream_offsets
from wikiseek.errors import DumpError
from wikiseek.records import Page

NAMES = ["d.xml.bz2", "d-multistream.xml.bz2"]
_CRC = 10  # where the sum of a stream's first block begins


def by_range(path: Path) -> Iterator[Page]:
    """The pages of a dump, read as workers do."""
    for start, end in ranges(stream_offsets(path), path.stat().st_size):
        yield from read_range(path, start, end)


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write_small_dump(tmp_path / request.param)
    for index in tmp_path.glob("*-index*"):
        index.unlink()
    return Path(tmp_path / request.param)


@pytest.fixture(params=[read_pages, by_range], ids=["whole", "by range"])
def refusal(request: pytest.FixtureRequest, path: Path) -> Callable[[bytes], str]:
    """What is said of the dump when these are its bytes."""

    def said(data: bytes) -> str:
        path.write_bytes(data)
        with pytest.raises(DumpError) as caught:
            list(request.param(path))
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)
        return str(caught.value)

    return said


def changed(data: bytes, at: int) -> bytes:
    """`data` with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def bytes_named(message: str) -> list[int]:
    """The places that a message names, those of its range left out."""
    return [int(number) for number in re.findall(r"at byte (\d+)", message)]


def test_garbage_behind_a_stream(path: Path, refusal: Callable[[bytes], str]) -> None:
    data = path.read_bytes()
    for garbage in (b"garbage", b"\0" * 1000, b"B", b"BZh", b"BZh9 and no stream", data[:20]):
        assert str(len(data)) in refusal(data + garbage)


def test_garbage_between_streams(path: Path, refusal: Callable[[bytes], str]) -> None:
    data = path.read_bytes()
    second = next(iter(stream_offsets(path)[1:]), len(data))
    message = refusal(data[:second] + b"garbage" + data[second:])
    assert "trailing garbage" in message
    assert bytes_named(message) == [second]


def test_a_sum_that_does_not_fit(path: Path, refusal: Callable[[bytes], str]) -> None:
    data = path.read_bytes()
    starts = stream_offsets(path)
    for start, end in (ranges(starts, len(data))[0], ranges(starts, len(data))[-1]):
        for at in (start + _CRC, end - 2):  # of a block, of a stream
            message = refusal(changed(data, at))
            assert "damaged bz2 data" in message
            assert bytes_named(message) == [start]


def test_every_cut_is_noticed(path: Path, refusal: Callable[[bytes], str]) -> None:
    data = path.read_bytes()
    for end in range(1, len(data), 97):
        message = refusal(data[:end])
        assert "truncated" not in message or str(end) in message


def test_a_dump_cut_off_between_two_streams(tmp_path: Path) -> None:
    path = tmp_path / NAMES[1]
    write_small_dump(path)
    data = path.read_bytes()
    for end in stream_offsets(path)[1:]:
        path.write_bytes(data[:end])
        for read in (read_pages, by_range):
            with pytest.raises(DumpError, match="cut off before </mediawiki>"):
                list(read(path))
