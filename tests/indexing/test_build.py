"""A build is whole or refused, and its bytes depend on the dump and the settings alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.small_dump import small_pages, write_small_dump
from tests.indexing.small import build, here, silent
from tests.search.worlds import write_static_encoder
from wikiseek import codec
from wikiseek.errors import Busy, DumpError, IndexFault, NotFound, SettingsMismatch
from wikiseek.files import locked, sha256_file, tree_files
from wikiseek.indexing import BuildSettings, Index, build_index, reading, searching, verify_index
from wikiseek.indexing import build as building
from wikiseek.indexing.parse import Unit
from wikiseek.indexing.work import Work
from wikiseek.sections import write_sections

ROOT = Path(__file__).parent.parent.parent

# A build in this process, killed when it comes to the function named.
KILLED = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from tests.indexing.small import build, here
from wikiseek.indexing import reading, searching
from wikiseek.indexing.parse import Unit
from wikiseek.indexing.work import Work
from wikiseek.sections import write_sections
module, _, name = sys.argv[1].partition(":")
owner, _, name = name.rpartition(".")
place = import_module(module)
place = getattr(place, owner) if owner else place
setattr(place, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
reading.run_units = searching.run_units = here
build(Path(sys.argv[2]), Path(sys.argv[3]))
"""


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file, the manifest's too."""
    return {str(path.relative_to(folder)): sha256_file(path) for path in tree_files(folder)}


def test_a_built_index_opens_and_has_the_pages(small_index: Path):
    index = Index(small_index)
    page = index.store.entity(index.page("Ilsa Varn"))
    assert page.title == "Ilsa Varn"
    assert page.text.startswith("Ilsa Hedvig Varn")
    assert index.page("Ilsa Hedvig Varn") == page.id
    assert index.searcher.page_ranks("crater of glass work, won the Aldra Prize in 1909", 3, "bm25")[0] == page.id


def test_every_page_read_is_an_article_a_redirect_or_skipped_with_its_reason(small_index: Path):
    manifest = Index(small_index).manifest
    counts = manifest["counts"]
    assert counts["read"] == len(small_pages())
    assert counts["read"] == counts["articles"] + counts["redirects"] + counts["skipped"]
    assert sum(manifest["skipped"].values()) == counts["skipped"]
    assert manifest["skipped"] == {f"namespace {number}": 1 for number in (1, 10, 14, 4, 6)}
    redirects = [title for title, text in small_pages().items() if text.startswith("#")]
    assert counts["redirects"] == len(redirects)


def test_the_manifest_has_the_digest_of_every_file_and_names_no_place(small_index: Path, small_dump: Path):
    manifest = Index(small_index).manifest
    assert {name: facts["sha256"] for name, facts in manifest["files"].items()} == {
        name: digest for name, digest in digests(small_index).items() if name != "manifest.json"
    }
    assert manifest["dump"]["sha256"] == sha256_file(small_dump)
    assert str(small_dump.parent).encode() not in (small_index / "manifest.json").read_bytes()


def test_any_number_of_workers_gives_the_same_bytes(
    tmp_path: Path, small_dump: Path, small_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "_RANGE_BYTES", 1)  # a unit for each stream of the dump
    build(small_dump, tmp_path / "index", workers=2)
    assert digests(tmp_path / "index") == digests(small_index)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::FutureWarning")  # Ray's own
def test_a_cluster_gives_the_same_bytes(tmp_path: Path, small_dump: Path, small_index: Path):
    pytest.importorskip("ray")
    build_index(small_dump, tmp_path / "index", BuildSettings("none", workers=2, engine="ray"), silent)
    assert digests(tmp_path / "index") == digests(small_index)


def test_hash_seed_time_zone_and_locale_change_no_byte(tmp_path: Path, small_dump: Path, small_index: Path):
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Kolkata", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"}
    command = [sys.executable, "-c", "from wikiseek.cli import main; main()", "build-index", str(small_dump)]
    options = ["--out", str(tmp_path / "index"), "--encoder", "none", "--workers", "2"]
    subprocess.run([*command, *options], env=environment, cwd=ROOT, capture_output=True, check=True)
    assert digests(tmp_path / "index") == digests(small_index)


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", ["small.xml", "small.xml.gz", "small.xml.bz2", "-"])
def test_every_packing_of_a_dump_gives_the_same_files(
    name: str, tmp_path: Path, small_index: Path, monkeypatch: pytest.MonkeyPatch
):
    dump = tmp_path / ("small.xml" if name == "-" else name)
    write_small_dump(dump)
    if name == "-":
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(dump.read_bytes())))
    manifest = build("-" if name == "-" else dump, tmp_path / "index")
    expected = Index(small_index).manifest
    assert manifest["files"] == expected["files"]
    assert manifest["index_id"] == expected["index_id"]


@pytest.mark.usefixtures("in_process")
def test_the_index_id_depends_on_no_path_and_no_time(tmp_path: Path, small_dump: Path):
    moved = tmp_path / "elsewhere" / "renamed.xml.bz2"
    moved.parent.mkdir()
    shutil.copy(small_dump, moved)
    os.utime(moved, (0, 0))
    ids = []
    for place, dump in (("one", small_dump), ("two", moved)):
        encoder = write_static_encoder(tmp_path / place / "encoder")
        ids.append(build(dump, tmp_path / place / "index", encoder=str(encoder))["index_id"])
    assert ids[0] == ids[1]


@pytest.mark.usefixtures("in_process")
def test_the_index_id_changes_with_the_content_the_encoder_and_the_faiss_string(tmp_path: Path, small_index: Path):
    one, changed = tmp_path / "one.xml", tmp_path / "changed.xml"
    write_small_dump(one)
    changed.write_bytes(one.read_bytes().replace(b"is a port city", b"is a harbour city"))
    encoders = [str(write_static_encoder(tmp_path / f"encoder{seed}", seed=seed)) for seed in (0, 1)]
    manifests = [
        build(changed, tmp_path / "1"),
        build(one, tmp_path / "2", encoder=encoders[0]),
        build(one, tmp_path / "3", encoder=encoders[1]),
        build(one, tmp_path / "4", encoder=encoders[1], faiss="SQ8"),
    ]
    ids = {manifest["index_id"] for manifest in manifests}
    assert len(ids | {Index(small_index).id}) == 5
    assert Index(tmp_path / "4").retrievers == ("bm25", "dense", "hybrid")


def test_a_finished_index_is_returned_at_once(small_index: Path, small_dump: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(building, "make_index", lambda *_: pytest.fail("built again"))
    before = digests(small_index)
    assert build(small_dump, small_index, workers=7) == Index(small_index).manifest
    assert digests(small_index) == before


def test_a_finished_index_of_other_settings_or_another_dump_is_refused(
    small_index: Path, small_dump: Path, tmp_path: Path
):
    other = tmp_path / "other.xml"
    write_small_dump(other)
    before = digests(small_index)
    for dump, encoder, faiss in ((small_dump, "static", "auto"), (small_dump, "none", "Flat"), (other, "none", "auto")):
        with pytest.raises(SettingsMismatch, match="choose another --out"):
            build(dump, small_index, encoder=encoder, faiss=faiss)
    assert digests(small_index) == before


def test_what_comes_on_standard_input_is_never_taken_for_what_was_indexed(small_index: Path):
    with pytest.raises(SettingsMismatch, match="standard input"):
        build("-", small_index)


@pytest.mark.usefixtures("in_process")
def test_an_unfinished_folder_is_cleared_and_built_again(tmp_path: Path, small_dump: Path, small_index: Path):
    folder = tmp_path / "index"
    shutil.copytree(small_index, folder)
    (folder / "manifest.json").rename(folder / "manifest.json.part")
    (folder / "passages.npy").rename(folder / "passages.npy.part")
    (folder / "bm25" / "left.npy").write_bytes(b"of another build")
    (folder / "dense").mkdir()
    build(small_dump, folder)
    assert digests(folder) == digests(small_index)


@pytest.mark.parametrize("strange", ["thesis.txt", "photos", "bm25.bak"])
def test_a_folder_with_anything_else_in_it_is_refused_and_left_alone(strange: str, tmp_path: Path, small_dump: Path):
    (tmp_path / "bm25").mkdir()
    (tmp_path / "bm25" / "mine").write_text("kept")
    (tmp_path / strange).write_text("kept")
    with pytest.raises(IndexFault, match=strange):
        build(small_dump, tmp_path)
    assert (tmp_path / strange).read_text() == (tmp_path / "bm25" / "mine").read_text() == "kept"


@pytest.mark.parametrize(
    "function",
    [
        "wikiseek.store.shard_writer:write_sections",
        "wikiseek.store.writer:StoreWriter.add",
        "wikiseek.store.writer:StoreWriter.finish",
        "wikiseek.store.table:Tables.copy",
        "wikiseek.store:write_postings",
        "wikiseek.search.piece:write_sections",
        "wikiseek.indexing.searching:build_search",
        "wikiseek.search.arrays:ArrayWriter.__exit__",
        "wikiseek.indexing.manifest:write_bytes",
        "wikiseek.indexing.work:Work.remove",
    ],
)
def test_a_killed_build_leaves_no_index_and_the_same_command_goes_on_to_the_same_bytes(
    function: str, tmp_path: Path, small_dump: Path, small_index: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "index"
    command = [sys.executable, "-c", KILLED, function, str(small_dump), str(folder)]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert ran.returncode == -signal.SIGKILL
    if "Work.remove" not in function:
        with pytest.raises(IndexFault, match="did not finish"):
            Index(folder)
    monkeypatch.setattr(reading, "run_units", here)
    monkeypatch.setattr(searching, "run_units", here)
    build(small_dump, folder)
    assert digests(folder) == digests(small_index)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [".lock"]


def test_a_build_that_goes_on_reads_no_unit_again(
    tmp_path: Path, small_dump: Path, small_index: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "_RANGE_BYTES", 1)
    monkeypatch.setattr(searching, "run_units", here)
    taken: list[list[Path]] = []

    def counting(units: Iterable[Unit], function: Any, *_: Any, **__: Any) -> Iterator[None]:
        taken.append([])
        for unit in units:
            taken[-1].append(unit.shard)
            yield from function(unit, frozenset())
            if len(taken[-1]) == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(reading, "run_units", counting)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            build(small_dump, tmp_path / "index")
    while not (tmp_path / "index" / "manifest.json").exists():
        with suppress(KeyboardInterrupt):
            build(small_dump, tmp_path / "index")
    flat = [shard for round in taken for shard in round]
    assert len(flat) == len(set(flat)) > 4
    assert digests(tmp_path / "index") == digests(small_index)


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("lost", [".work/000000.shard", "entities.lmdb/data.mdb", "postings.lmdb/data.mdb"])
def test_what_was_lost_of_a_stopped_build_is_made_again(
    lost: str, tmp_path: Path, small_dump: Path, small_index: Path, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(searching, "build_search", stopped)
        with pytest.raises(KeyboardInterrupt):
            build(small_dump, tmp_path / "index")
    (tmp_path / "index" / lost).unlink()
    build(small_dump, tmp_path / "index")
    assert digests(tmp_path / "index") == digests(small_index)


def test_shards_of_another_dump_or_another_reader_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = Work(tmp_path, {"dump": 1})
    write_sections(first.shard(0), {"ids": b""})
    assert Work(tmp_path, {"dump": 1}).has(0)
    monkeypatch.setattr("wikiseek.indexing.work.code_id", lambda *names: "another")
    assert not Work(tmp_path, {"dump": 1}).has(0)
    write_sections(first.shard(0), {"ids": b""})
    assert not Work(tmp_path, {"dump": 2}).has(0)


def test_a_shard_that_a_power_cut_spoilt_is_read_again(tmp_path: Path):
    work = Work(tmp_path, {"dump": 1})
    write_sections(work.shard(0), {"ids": b"1234"})
    work.shard(0).write_bytes(work.shard(0).read_bytes().replace(b"1234", b"1233"))
    assert not Work(tmp_path, {"dump": 1}).has(0)


@pytest.mark.usefixtures("in_process")
def test_a_dump_that_is_cut_off_leaves_no_index_and_the_whole_one_is_built_in_its_place(tmp_path: Path):
    dump, folder = tmp_path / "small.xml", tmp_path / "index"
    write_small_dump(dump)
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DumpError, match="cut off"):
        build(dump, folder)
    with pytest.raises(IndexFault):
        Index(folder)
    dump.write_bytes(whole)
    build(dump, folder)
    assert verify_index(folder, str) == []


def test_a_dump_without_a_page_is_refused(tmp_path: Path):
    dump = tmp_path / "empty.xml"
    dump.write_text("<mediawiki><siteinfo><dbname>xwiki</dbname></siteinfo></mediawiki>")
    with pytest.raises(DumpError, match="holds no page"):
        build(dump, tmp_path / "index")


@pytest.mark.usefixtures("in_process")
def test_an_encoder_that_is_not_there_leaves_no_index(tmp_path: Path, small_dump: Path):
    with pytest.raises(NotFound, match="no encoder"):
        build(small_dump, tmp_path / "index", encoder=str(tmp_path / "missing"))
    assert not (tmp_path / "index" / "manifest.json").exists()


def test_two_builds_of_one_folder_do_not_mix(tmp_path: Path, small_dump: Path):
    with locked(tmp_path / "index"), pytest.raises(Busy, match="another process"):
        build(small_dump, tmp_path / "index")


def test_the_manifest_is_one_line_of_canonical_json(small_index: Path):
    data = (small_index / "manifest.json").read_bytes()
    assert data == codec.line(codec.load(data))
