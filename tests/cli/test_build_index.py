"""wikiseek build-index"""

from __future__ import annotations

import bz2
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek, ended, started
from tests.fixtures.small_dump import write_small_dump
from wikiseek import codec
from wikiseek.errors import IndexFault
from wikiseek.indexing import Index, verify_index

NONE = ("--encoder", "none", "--workers", "1")
HTML = b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>Not Found</body></html>"


def files(folder: Path) -> dict[str, str]:
    """What an index is made of."""
    return Index(folder).manifest["files"]


def test_a_build_says_what_it_read_and_where_the_index_is(small_dump: Path, tmp_path: Path, wikiseek: Wikiseek):
    said = wikiseek("build-index", small_dump, "--out", tmp_path / "index", *NONE)
    assert said.code == 0
    assert said.out.startswith("89 pages read = 75 articles + 9 redirects + 5 skipped (namespace 1 1, ")
    assert said.err.splitlines()[-1].startswith(f"{tmp_path / 'index'} is ready")


def test_json_is_the_manifest_and_a_finished_index_is_ready_at_once(index: Path, small_dump: Path, wikiseek: Wikiseek):
    said = wikiseek("build-index", small_dump, "--out", index, *NONE, "--json")
    assert said.code == 0
    assert said.json == codec.load((index / "manifest.json").read_bytes())
    assert len(said.err.splitlines()) == 1


def test_other_settings_are_refused_in_one_line(index: Path, small_dump: Path, wikiseek: Wikiseek):
    assert (
        "choose another --out" in wikiseek("build-index", small_dump, "--out", index, *NONE, "--faiss", "Flat").failure
    )


def xml_dump() -> bytes:
    return b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><page><title>T</title><ns>0</ns><id>1</id>'


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("notes.txt", b"Dear diary, today I read an encyclopedia.", "not a MediaWiki XML dump"),
        ("empty.xml.bz2", b"", "the file is empty"),
        ("page.html", HTML, "an HTML page"),
        ("page.xml.bz2", bz2.compress(HTML), "an HTML page"),
        ("cut.xml.bz2", bz2.compress(xml_dump() * 50)[:-20], "truncated"),
        ("cut.xml", xml_dump(), "cut off"),
        ("noise.xml.bz2", b"BZh9" + bytes(range(256)), "damaged bz2"),
        ("tail.xml.bz2", bz2.compress(b"<mediawiki></mediawiki>") + b"garbage", "trailing garbage"),
        ("dump.7z", b"7z\xbc\xaf\x27\x1c", "7z is not supported"),
        ("other.xml", b"<rss><channel/></rss>", "not a MediaWiki XML dump"),
        ("nothing.xml", b"<mediawiki></mediawiki>", "holds no page"),
    ],
)
def test_what_is_no_whole_dump_is_told_in_one_line(
    name: str, data: bytes, why: str, tmp_path: Path, wikiseek: Wikiseek
):
    (tmp_path / name).write_bytes(data)
    line = wikiseek("build-index", tmp_path / name, "--out", tmp_path / "index", *NONE).failure
    assert why in line
    assert str(tmp_path / name) in line
    assert not (tmp_path / "index" / "manifest.json").exists()


def test_a_missing_dump_a_folder_and_a_file_in_the_way_are_told_in_one_line(
    small_dump: Path, tmp_path: Path, wikiseek: Wikiseek
):
    for dump in (tmp_path / "missing.xml.bz2", tmp_path):
        assert "is not a file" in wikiseek("build-index", dump, "--out", tmp_path / "index", *NONE).failure
    assert not (tmp_path / "index").exists()
    (tmp_path / "taken").write_text("mine")
    line = wikiseek("build-index", small_dump, "--out", tmp_path / "taken", *NONE).failure
    assert line == f"wikiseek: {tmp_path / 'taken'}: File exists"
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_strangers_folder_is_refused_in_one_line(small_dump: Path, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "letters.txt").write_text("mine")
    assert (
        "'letters.txt', which is not part of an index"
        in wikiseek("build-index", small_dump, "--out", tmp_path, *NONE).failure
    )


def test_an_encoder_or_a_faiss_string_that_nobody_knows_is_told(small_dump: Path, tmp_path: Path, wikiseek: Wikiseek):
    said = wikiseek("build-index", small_dump, "--out", tmp_path / "index", "--encoder", tmp_path / "missing")
    assert said.code == 1
    assert said.err.splitlines()[-1].startswith(f"wikiseek: no encoder at {tmp_path / 'missing'}: ")


@pytest.mark.parametrize("arguments", [("--workers", "0"), ("--workers", "two"), ("--engine", "warp")])
def test_wrong_options_are_a_wrong_usage(
    arguments: tuple[str, str], small_dump: Path, tmp_path: Path, wikiseek: Wikiseek
):
    assert wikiseek("build-index", small_dump, "--out", tmp_path / "index", *arguments).code == 2
    assert wikiseek("build-index", small_dump).code == 2
    assert not (tmp_path / "index").exists()


def appeared(path: Path, seconds: float = 60.0) -> bool:
    """Wait for a file."""
    until = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.005)
    return path.exists()


def test_an_interrupted_build_exits_with_130_and_the_same_command_makes_it_whole(
    small_dump: Path, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    command = ("build-index", small_dump, "--out", tmp_path / "index", *NONE)
    process = started(*command)
    assert appeared(tmp_path / "index" / "entities.lmdb" / "data.mdb")
    process.send_signal(signal.SIGINT)
    said = ended(process)
    assert (said.code, said.out, said.err.splitlines()[-1]) == (130, "", "interrupted: the same command continues")
    with pytest.raises(IndexFault):
        Index(tmp_path / "index")
    assert wikiseek(*command).code == 0
    assert files(tmp_path / "index") == files(index)


@pytest.mark.parametrize("limit", [5_000, 100_000])
def test_a_build_that_may_write_no_more_is_told_in_one_line_and_is_no_index(
    limit: int, small_dump: Path, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    command = ("build-index", small_dump, "--out", tmp_path / "index", *NONE)
    said = ended(started(*command, limit=limit))
    assert said.code == 1
    (line,) = (line for line in said.err.splitlines() if line.startswith("wikiseek: "))
    assert "run the same command again" in line
    assert "Traceback" not in said.err
    assert "did not finish" in wikiseek("show", tmp_path / "index", "Isk").failure
    assert wikiseek(*command).code == 0
    assert files(tmp_path / "index") == files(index)


def test_a_full_disk_at_the_last_file_leaves_no_index(
    tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    dump = tmp_path / "small.xml"
    write_small_dump(dump)
    command = ("build-index", dump, "--out", tmp_path / "index", *NONE)
    with monkeypatch.context() as patch:
        write = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if path.name == "manifest.json.part":
                write(path, data[:50])
                raise OSError(28, "No space left on device")
            return write(path, data)

        patch.setattr(Path, "write_bytes", full)
        said = wikiseek(*command)
    assert said.code == 1
    assert "no space left while writing" in said.err.splitlines()[-1]
    assert wikiseek(*command).code == 0
    assert verify_index(tmp_path / "index", str) == []


def test_an_update_says_what_it_took_over_and_json_has_the_numbers_beside_the_manifest(
    index: Path, small_dump: Path, tmp_path: Path, wikiseek: Wikiseek
):
    shutil.copytree(index, tmp_path / "index")
    dump = tmp_path / "new.xml"
    write_small_dump(dump)
    dump.write_bytes(dump.read_bytes().replace(b"is a port city", b"is a harbour city"))
    command = ("build-index", "--update", dump, "--out", tmp_path / "index", "--workers", "1")
    said = wikiseek(*command)
    assert said.out.splitlines()[-1] == "articles: 74 taken over, 1 read; vectors: 0 taken over, 0 encoded"
    assert wikiseek(*command).out.splitlines()[-1] == "already an index of this dump: nothing was done"
    said = wikiseek("build-index", "--update", small_dump, "--out", tmp_path / "index", "--json")
    manifest = codec.load((tmp_path / "index" / "manifest.json").read_bytes())
    counts = {"articles_reused": 74, "articles_read": 1, "vectors_reused": 0, "vectors_encoded": 0}
    assert said.json == {**manifest, "reuse": {**counts, "exact": True, "grounds": []}}
    assert files(tmp_path / "index") == files(index)


def test_why_an_update_took_nothing_over_is_printed(
    index: Path, tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(index, tmp_path / "index")
    dump = tmp_path / "new.xml"
    write_small_dump(dump)
    monkeypatch.setattr("wikiseek.indexing.earlier.code_id", lambda *_: "of another version")
    said = wikiseek("build-index", "--update", dump, "--out", tmp_path / "index", "--workers", "1")
    assert said.out.splitlines()[-2:] == [
        "articles: 0 taken over, 75 read; vectors: 0 taken over, 0 encoded",
        "made again: the index was made by other code that reads pages",
    ]


def test_an_update_without_an_index_or_with_other_settings_is_told_in_one_line(
    index: Path, small_dump: Path, tmp_path: Path, wikiseek: Wikiseek
):
    nowhere = wikiseek("build-index", "--update", small_dump, "--out", tmp_path / "nowhere").failure
    assert "build an index first" in nowhere
    line = wikiseek("build-index", "--update", small_dump, "--out", index, "--leads-only").failure
    assert "was built with another --leads-only (False, not True)" in line
