"""Verification reads every byte; opening an index looks at sizes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wikiseek.errors import IndexFault
from wikiseek.indexing import Damage, Index, verify_index


@pytest.fixture
def index(tmp_path: Path, small_index: Path) -> Path:
    """A copy that may be damaged."""
    shutil.copytree(small_index, tmp_path / "index")
    return tmp_path / "index"


def flip_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_an_index_as_written_has_no_damage_and_every_file_was_read(small_index: Path):
    heard: list[str] = []
    assert verify_index(small_index, heard.append) == []
    assert heard == sorted(Index(small_index).manifest["files"])


def test_one_flipped_bit_is_found_in_any_file(index: Path):
    for name in Index(index).manifest["files"]:
        flip_bit(index / name)
        assert [row.path for row in verify_index(index, str)] == [name]
        flip_bit(index / name)
    assert verify_index(index, str) == []


def test_a_missing_and_an_added_file_are_named(index: Path):
    (index / "passages.npy").unlink()
    (index / "bm25" / "more.npy").write_bytes(b"")
    (index / "notes.txt").write_text("mine")
    assert verify_index(index, str) == [
        Damage("bm25/more.npy", "does not belong to the index"),
        Damage("notes.txt", "does not belong to the index"),
        Damage("passages.npy", "is missing"),
    ]


def test_a_longer_file_is_named_with_both_sizes(index: Path):
    size = (index / "passages.npy").stat().st_size
    with (index / "passages.npy").open("ab") as stream:
        stream.write(b"x")
    assert verify_index(index, str) == [Damage("passages.npy", f"has {size + 1} bytes, not {size}")]


@pytest.mark.parametrize("name", ["entities.lmdb/data.mdb", "postings.lmdb/data.mdb", "bm25/terms.npy", "passages.npy"])
def test_an_index_with_a_shortened_or_missing_file_is_not_opened(name: str, index: Path):
    data = (index / name).read_bytes()
    (index / name).write_bytes(data[:-1])
    with pytest.raises(IndexFault, match=f"{name} has {len(data) - 1} bytes, not {len(data)}"):
        Index(index)
    (index / name).unlink()
    with pytest.raises(IndexFault, match=f"{name} is missing"):
        Index(index)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "did not finish"), (b"{", "is not JSON"), (b'{"format":0}', "another format"), (b"[]", "another format")],
)
def test_an_index_without_a_readable_manifest_is_not_opened(content: bytes | None, said: str, index: Path):
    if content is None:
        (index / "manifest.json").unlink()
    else:
        (index / "manifest.json").write_bytes(content)
    for read in (Index, lambda folder: verify_index(folder, str)):
        with pytest.raises(IndexFault, match=said) as caught:
            read(index)
        assert "\n" not in str(caught.value)


def test_what_is_no_folder_is_no_index(tmp_path: Path):
    with pytest.raises(IndexFault, match="build an index first"):
        Index(tmp_path / "nowhere")
