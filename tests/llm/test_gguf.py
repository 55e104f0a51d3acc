import hashlib
import struct
from pathlib import Path

import pytest

from wikiseek.errors import ModelFault
from wikiseek.llm import open_llm
from wikiseek.llm.gguf import check_gguf, model_digest, parts


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


def test_a_header_without_a_model_is_refused_with_the_loaders_reason(tmp_path: Path):
    path = tmp_path / "cut.gguf"
    path.write_bytes(header())
    with pytest.raises(ModelFault, match="cannot load") as caught:
        open_llm(path)
    assert "\n" not in str(caught.value)


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
