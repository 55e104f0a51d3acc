"""What an update takes over, it takes on good grounds: else it reads again and says why, or refuses."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.editions import DUMP, first_edition, updated, write_edition
from tests.indexing.small import build, here, silent
from tests.indexing.test_build import digests
from tests.search.worlds import write_static_encoder
from wikiseek.engines import Bounds
from wikiseek.errors import IndexFault, SettingsMismatch
from wikiseek.indexing import BuildSettings, earlier, reading, searching, update_index, verify_index, work
from wikiseek.indexing.parse import Unit


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("part", ["reading", "search"])
def test_what_other_code_made_is_made_again_and_it_is_said_why(
    part: str, world: Path, old: Path, monkeypatch: pytest.MonkeyPatch
):
    mine = {"reading": work.READING, "search": work.SEARCH}[part]
    monkeypatch.setattr(earlier, "code_id", lambda *names: "new" if names == mine else work.code_id(*names))
    said: list[str] = []
    reuse = update_index(world / "first" / DUMP, old, BuildSettings(workers=1), said.append).reuse
    taken = (reuse.articles_reused, reuse.vectors_reused)
    assert [count > 0 for count in taken] == [part != "reading", part != "search"]
    assert any("again: the index was made by other code" in line for line in said)
    assert verify_index(old, silent) == []


@pytest.mark.usefixtures("in_process")
def test_other_libraries_another_wiki_or_another_encoder_are_no_ground_for_reuse(
    world: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dump = tmp_path / "d.xml"
    write_edition(dump, first_edition())
    dump.write_bytes(dump.read_bytes().replace(b">Category<", b">Kategorie<"))
    said: list[str] = []
    copy = shutil.copytree(old, tmp_path / "copy")
    reuse = update_index(dump, old, BuildSettings(workers=1), said.append).reuse
    assert (reuse.articles_reused, reuse.vectors_encoded) == (0, 0)
    assert any("all pages are read again: the dump says other things of its wiki" in line for line in said)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0")
    reuse = update_index(dump, copy, BuildSettings(workers=1), said.append).reuse
    assert (reuse.articles_reused, reuse.vectors_reused) == (0, 0)
    assert any("all passages are encoded again: the index was made with another version of" in line for line in said)


@pytest.mark.usefixtures("in_process")
def test_an_encoder_that_changed_in_its_place_is_used_for_every_passage(world: Path, tmp_path: Path):
    encoder = write_static_encoder(tmp_path / "encoder")
    build(world / "first" / DUMP, tmp_path / "index", encoder=str(encoder))
    write_static_encoder(encoder, seed=1)
    said: list[str] = []
    reuse = update_index(world / "second" / DUMP, tmp_path / "index", BuildSettings(workers=1), said.append).reuse
    assert reuse.vectors_reused == 0 < reuse.articles_reused
    assert any("the index was made with another encoder" in line for line in said)
    build(world / "second" / DUMP, tmp_path / "fresh", encoder=str(encoder))
    assert digests(tmp_path / "index") == digests(tmp_path / "fresh")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", ["entities.lmdb/data.mdb", "passages.npy", "dense/vectors.npy"])
def test_damage_is_not_carried_into_a_new_index(name: str, world: Path, old: Path):
    data = bytearray((old / name).read_bytes())
    data[len(data) // 2] ^= 1
    (old / name).write_bytes(bytes(data))
    before = digests(old)
    with pytest.raises(IndexFault, match=f"{name} has other content"):
        updated(world / "second" / DUMP, old)
    assert digests(old) == before


def test_settings_are_the_index_s_own_and_others_are_refused(world: Path, old: Path):
    before = digests(old)
    for settings, option in (({"faiss": "SQ8"}, "--faiss"), ({"encoder": "none"}, "--encoder")):
        with pytest.raises(SettingsMismatch, match=option):
            updated(world / "second" / DUMP, old, **settings)
    with pytest.raises(SettingsMismatch, match="--leads-only"):
        updated(world / "second" / DUMP, old, leads_only=True)
    assert digests(old) == before


def test_there_must_be_a_finished_index(world: Path, tmp_path: Path):
    with pytest.raises(IndexFault, match="build an index first"):
        updated(world / "second" / DUMP, tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexFault, match="did not finish"):
        updated(world / "second" / DUMP, tmp_path / "empty")


def test_the_store_that_workers_map_is_no_memory_of_a_page(world: Path, old: Path, monkeypatch: pytest.MonkeyPatch):
    bounds: list[Bounds] = []

    def heard(units: Iterable[Unit], function: Any, workers: int, bound: Bounds, **_: Any) -> Iterator[None]:
        bounds.append(bound)
        return here(units, function)

    monkeypatch.setattr(reading, "run_units", heard)
    monkeypatch.setattr(searching, "run_units", here)
    updated(world / "second" / DUMP, shutil.copytree(old, old.with_name("copy")))
    assert bounds[0].memory == Bounds().memory + (old / "entities.lmdb" / "data.mdb").stat().st_size
