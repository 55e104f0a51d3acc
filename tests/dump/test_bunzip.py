"""The unpacker of bzip2 gives what the standard library's does, however it is fed, and refuses what that refuses."""

from __future__ import annotations

import bz2
import random
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wikiseek.dump.bunzip import Bunzip

LEVELS = st.integers(1, 9)
TEXTS = st.one_of(
    st.binary(max_size=3000),
    st.lists(st.sampled_from([b"a", b"b", b"ab" * 40, b"\0" * 300, b"words and ", b"\xff" * 4]), max_size=60).map(
        b"".join
    ),
    # A text that repeats itself whole has several links to the same place.
    st.builds(lambda piece, times: piece * times, st.binary(min_size=1, max_size=9), st.integers(1, 400)),
)


def unpacked(make: Callable[[], Bunzip | bz2.BZ2Decompressor], packed: bytes, fed: int, most: int) -> list[bytes] | str:
    """All streams of `packed`, fed so many bytes at a time; or what is wrong."""
    streams: list[bytes] = []
    try:
        while packed:
            stream, text = make(), b""
            while not stream.eof:
                if not packed:
                    return "cut off"
                piece, packed = packed[:fed], packed[fed:]
                while not stream.eof:
                    more = stream.decompress(piece, most)
                    assert len(more) <= most
                    text, piece = text + more, b""
                    if len(more) < most:
                        break
            streams.append(text)
            packed = stream.unused_data + packed
    except OSError:
        return "damaged"
    return streams


def both(packed: bytes, fed: int = 1 << 20, most: int = 1 << 20) -> list[bytes] | str:
    """What both unpackers say of `packed`; of what is wrong they may say different things."""
    ours, theirs = (unpacked(make, packed, fed, most) for make in (Bunzip, bz2.BZ2Decompressor))
    if isinstance(ours, list) or isinstance(theirs, list):
        assert ours == theirs
    return ours


@given(st.lists(TEXTS, min_size=1, max_size=3), LEVELS, st.integers(1, 700), st.integers(1, 5000))
def test_streams_are_unpacked_however_they_are_fed(texts: list[bytes], level: int, fed: int, most: int):
    packed = b"".join(bz2.compress(text, level) for text in texts)
    assert both(packed, fed, most) == texts


@pytest.mark.parametrize("alphabet", [b"a", b"ab", b"etaoin shrdlu", bytes(range(256))])
@pytest.mark.parametrize("size", [1, 511, 512, 513, 1023, 1024, 99_980, 100_001, 1_000_000])
def test_blocks_of_all_sizes(alphabet: bytes, size: int):
    text = bytes(random.Random(size).choices(alphabet, k=size))
    assert both(bz2.compress(text, 1)) == both(bz2.compress(text, 9)) == [text]


def test_what_repeats_itself_whole():
    text = (b"All work and no play. " * 50_000)[:880_000]
    assert both(bz2.compress(text)) == [text]


@given(st.binary(max_size=200))
def test_what_stands_behind_a_stream_is_given_back(behind: bytes):
    stream = Bunzip()
    assert stream.decompress(bz2.compress(b"text") + behind) == b"text"
    assert stream.eof
    assert stream.unused_data == behind
    with pytest.raises(EOFError):
        stream.decompress(b"")


def test_much_out_of_little_comes_in_pieces():
    stream = Bunzip()
    first = stream.decompress(bz2.compress(bytes(40_000_000)), 1 << 20)
    assert len(first) == 1 << 20
    assert len(stream.decompress(b"", 1 << 20)) == 1 << 20


@given(st.data())
def test_damage_is_found_where_the_library_finds_it(data: st.DataObject):
    packed = bytearray(bz2.compress(data.draw(TEXTS), data.draw(LEVELS)))
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assume(packed[14:15] < b"\x80")  # a randomised block is no more than damage to ours
    both(bytes(packed))


@given(TEXTS, st.integers(0, 10_000))
def test_a_stream_cut_off_anywhere_is_not_whole(text: bytes, cut: int):
    packed = bz2.compress(text)
    assert both(packed[: cut % len(packed)]) in ("cut off", [])


def test_hostile_bits_neither_crash_nor_pass():
    """Block headers that are as they should be, with noise behind them."""
    chance = random.Random(7)
    for _ in range(3000):
        noise = chance.randbytes(chance.choice((3, 60, 400, 3000)))
        packed = b"BZh9" + bytes.fromhex("314159265359") + chance.randbytes(4) + b"\0\0\0" + noise
        assert both(packed) in ("damaged", "cut off")
