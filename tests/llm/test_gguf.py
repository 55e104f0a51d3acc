import ctypes
import hashlib
import struct
import tempfile
import tracemalloc
from contextlib import suppress
from pathlib import Path

import llama_cpp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikiseek.errors import ModelFault
from wikiseek.llm import open_llm
from wikiseek.llm.gguf import check_gguf, model_digest, parts
from wikiseek.llm.header import TYPES, Header, read_header


def header(version: int = 3, tensors: int = 2, pairs: int = 2, magic: bytes = b"GGUF") -> bytes:
    return struct.pack("<4sIQQ", magic, version, tensors, pairs)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a GGUF file"),
        (b"PK\x03\x04 a wheel", "not a GGUF file"),
        (header()[:10], "ends after 10 bytes"),
        (header(version=1), "version 1"),
        (header(tensors=0), "damaged"),
        (header(pairs=1 << 60), "damaged"),
    ],
)
def test_a_file_that_is_no_model_is_refused_in_one_line(tmp_path: Path, data: bytes, says: str):
    path = tmp_path / "model.gguf"
    path.write_bytes(data)
    with pytest.raises(ModelFault, match=says) as caught:
        check_gguf(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    with pytest.raises(ModelFault, match="no model file"):
        open_llm(tmp_path / "none.gguf")
    with pytest.raises(ModelFault, match="not a file"):
        open_llm(tmp_path)


def test_a_whole_file_without_a_model_is_refused_with_the_loaders_reason(tmp_path: Path):
    path = tmp_path / "empty.gguf"
    path.write_bytes(small())
    with pytest.raises(ModelFault, match="cannot load") as caught:
        open_llm(path)
    assert "\n" not in str(caught.value)


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def setting(name: str, kind: int, value: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + value


SETTINGS = (
    setting("general.architecture", 8, text("llama")),
    setting("general.alignment", 4, struct.pack("<I", 32)),
    setting("llama.block_count", 4, struct.pack("<I", 2)),
    setting("llama.attention.head_count", 9, struct.pack("<IQ2I", 4, 2, 4, 4)),
    setting("tokenizer.ggml.tokens", 9, struct.pack("<IQ", 8, 3) + text("a") + text("b") + text("")),
    setting("nested", 9, struct.pack("<IQ", 9, 1) + struct.pack("<IQ", 5, 1) + struct.pack("<i", -1)),
    setting("odd", 12, struct.pack("<d", 0.5)),
)


def tensor(name: str, kind: int, offset: int, *shape: int) -> bytes:
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)


def small(*more: bytes, tensors: tuple[bytes, ...] | None = None, data: int = 32 + 18 * 4) -> bytes:
    """A small file of these settings and two tensors."""
    if tensors is None:
        tensors = (tensor("norm", 0, 0, 8), tensor("rows", 2, 32, 64, 2))
    settings = (*SETTINGS, *more)
    head = header(3, len(tensors), len(settings)) + b"".join((*settings, *tensors))
    return head + bytes(-len(head) % 32 + data)


def read(tmp_path: Path, data: bytes) -> Header:
    path = tmp_path / "model.gguf"
    path.write_bytes(data)
    return read_header(path)


def test_a_header_is_read(tmp_path: Path):
    found = read(tmp_path, small())
    assert found.settings == {
        "general.architecture": "llama",
        "general.alignment": 32,
        "llama.block_count": 2,
        "llama.attention.head_count": (4, 4),
        "tokenizer.ggml.tokens": None,
        "nested": None,
        "odd": 0.5,
    }
    assert found.lengths == {"llama.attention.head_count": 2, "tokenizer.ggml.tokens": 3, "nested": 1}
    assert [(each.name, each.shape, each.weights, each.bytes) for each in found.tensors] == [
        ("norm", (8,), 8, 32),
        ("rows", (64, 2), 128, 72),
    ]


HUGE = 1 << 62


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (small(data=32 + 18 * 4 - 1), "is cut off: it has .* and the tensor 'rows' ends 1 bytes later"),
        (small()[:60], "cut off or damaged"),
        (small(tensors=(tensor("far", 0, HUGE, 8),)), "is cut off"),
        (small(tensors=(tensor("large", 0, 0, HUGE, HUGE, HUGE, HUGE),)), "is cut off"),
        (small(tensors=(tensor("odd", 0, 1, 8),)), "'odd' is not aligned"),
        (small(tensors=(tensor("flat", 0, 0),)), "has 0 dimensions"),
        (small(tensors=(text("deep") + struct.pack("<I", 1 << 31),)), "has 2147483648 dimensions"),
        (small(setting("x", 8, struct.pack("<Q", HUGE))), "speaks of 4,611,686,018,427,387,904 bytes more"),
        (small(setting("x", 9, struct.pack("<IQ", 4, HUGE))), "cut off or damaged"),
        (small(setting("x", 9, struct.pack("<IQ", 8, HUGE))), "a list of 4611686018427387904 values"),
        (small(setting("x", 9, struct.pack("<IQ", 9, 1) * 9)), "a list of 1 values"),
        (small(setting("x", 13, b"")), "a setting of type 13"),
        (small(setting("general.alignment", 4, struct.pack("<I", 24))), "aligned to 24"),
        (small(setting("general.alignment", 8, text("none"))), "aligned to none"),
        (struct.pack(">4sIQQ", b"GGUF", 3, 2, 2), "is a big-endian GGUF"),
        (header(version=4), "GGUF version 4"),
        (header(tensors=1 << 21), "announces 2097152 tensors"),
        (small(setting("split.count", 2, struct.pack("<H", 3))), "says that it is part 1 of 3"),
    ],
)
def test_a_damaged_header_is_one_line(tmp_path: Path, data: bytes, says: str):
    path = tmp_path / "model.gguf"
    path.write_bytes(data)
    with pytest.raises(ModelFault, match=says) as caught:
        check_gguf(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@settings(deadline=None, max_examples=400)
@given(flips=st.lists(st.tuples(st.integers(0, len(small()) - 1), st.integers(0, 255)), max_size=6), cut=st.integers(0))
def test_any_damage_to_a_header_is_named_or_harmless(flips: list[tuple[int, int]], cut: int):
    data = bytearray(small())
    for place, value in flips:
        data[place] = value
    with tempfile.TemporaryDirectory() as folder, suppress(ModelFault):
        read(Path(folder), bytes(data[: len(data) - cut if cut < 99 else len(data)]))


def test_every_flipped_bit_of_a_header_costs_little_memory(tmp_path: Path):
    whole = small()
    tracemalloc.start()
    try:
        for place in range(8 * len(whole)):
            data = bytearray(whole)
            data[place // 8] ^= 1 << place % 8
            with suppress(ModelFault):
                read(tmp_path, bytes(data))
        assert tracemalloc.get_traced_memory()[1] < 1 << 22
    finally:
        tracemalloc.stop()


def test_the_sizes_of_tensors_are_those_of_the_library():
    base = ctypes.CDLL(str(Path(llama_cpp.__file__).parent / "lib" / "libggml-base.so"))
    base.ggml_type_name.restype = ctypes.c_char_p
    base.ggml_type_size.restype = ctypes.c_size_t
    base.ggml_blck_size.restype = ctypes.c_int64
    for number, (name, block, size) in TYPES.items():
        assert base.ggml_type_name(number).decode().upper() == name.upper()
        assert (base.ggml_blck_size(number), base.ggml_type_size(number)) == (block, size)


def test_a_real_model_is_read(small_model: Path):
    (found,) = check_gguf(small_model)
    assert found.settings["general.architecture"] == "llama"
    assert found.lengths["tokenizer.ggml.tokens"] == 49152
    assert sum(each.weights for each in found.tensors) == 134515008


def test_the_parts_of_a_split_model_are_all_checked(tmp_path: Path):
    first, second = (tmp_path / f"m-0000{number}-of-00002.gguf" for number in (1, 2))
    for number, path in enumerate((first, second)):
        split = struct.pack("<H", 2), struct.pack("<H", number)
        path.write_bytes(small(setting("split.count", 2, split[0]), setting("split.no", 2, split[1])))
    assert len(check_gguf(first)) == 2
    with pytest.raises(ModelFault, match=r"is part 2 of 2: give the first, m-00001-of-00002\.gguf"):
        check_gguf(second)
    second.write_bytes(second.read_bytes()[:-1])
    with pytest.raises(ModelFault, match=r"m-00002-of-00002\.gguf is cut off"):
        check_gguf(first)
    second.write_bytes(first.read_bytes())
    with pytest.raises(ModelFault, match="says that it is part 1 of 2 and is named as part 2"):
        check_gguf(first)


def test_the_identity_of_a_split_model_covers_every_part(tmp_path: Path):
    first, second = (tmp_path / f"m-0000{number}-of-00002.gguf" for number in (1, 2))
    first.write_bytes(b"one")
    with pytest.raises(ModelFault, match="m-00002-of-00002.gguf is missing"):
        parts(first)
    second.write_bytes(b"two")
    before = model_digest(first)
    second.write_bytes(b"three")
    assert model_digest(first) != before


def test_the_identity_of_one_file_is_its_sha256(tmp_path: Path):
    path = tmp_path / "m.gguf"
    path.write_bytes(b"abc")
    assert model_digest(path) == hashlib.sha256(b"abc").hexdigest()
