"""The claims of an index, read once: the same as those read when they are asked for."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.small import here, silent
from wikiseek.files import sha256_file
from wikiseek.grammar import DEFAULT_GRAMMAR, open_grammar
from wikiseek.indexing import Index, claims, read_all_claims, verify_index
from wikiseek.store import ClaimReader, ClaimStore, ConstraintSets


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "run_units", here)
    monkeypatch.setattr(claims, "open_grammar", cache(open_grammar))
    monkeypatch.setattr(claims, "_PAGES", 16)
    claims._opened.cache_clear()


@pytest.fixture
def folder(small_index: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_index, tmp_path / "index")
    return tmp_path / "index"


def read(folder: Path) -> tuple[Any, bool]:
    try:
        return read_all_claims(folder, DEFAULT_GRAMMAR, 1, silent)
    finally:
        claims._opened.cache_clear()
        gc.collect()  # lets go of the databases


def test_stored_claims_are_those_of_the_pages_and_known_by_their_objects(folder: Path):
    summary, _ = read(folder)
    index = Index(folder)
    stored = index.claims(claims.open_grammar(DEFAULT_GRAMMAR))
    assert isinstance(stored, ClaimStore)
    reader = ClaimReader(index.store, claims.open_grammar(DEFAULT_GRAMMAR))
    told = [(page, claim) for page in index.store.candidates for claim in stored.of(page)]
    assert told == [(page, claim) for page in index.store.candidates for claim in reader.of(page)]
    assert len(told) == summary.claims > 50
    objects = {claim.constraint.target_id for _, claim in told} - {None}
    for target in objects:
        assert set(stored.subjects(target)) == {page for page, claim in told if claim.constraint.target_id == target}


def test_stored_mentions_are_those_of_the_texts_from_either_end(folder: Path):
    summary, _ = read(folder)
    index = Index(folder)
    stored, reader = index.sets, ConstraintSets(index.store)
    assert sum(len(reader.named_by(page)) for page in index.store.candidates) == summary.mentions > 100
    for page in index.store.ids():
        assert stored.naming(page) == reader.naming(page)
        assert stored.named_by(page) == reader.named_by(page)


def test_they_are_a_part_of_the_index_and_are_read_once(folder: Path):
    index_id = Index(folder).id
    first, done = read(folder)
    assert done and verify_index(folder, silent) == []
    again, done = read(folder)
    assert again == first and not done
    assert Index(folder, full=True).id == index_id
    (folder / "claims.lmdb" / "data.mdb").write_bytes(b"x")
    assert [damage.path for damage in verify_index(folder, silent)] == ["claims.lmdb/data.mdb"]


def test_wherever_parts_are_cut_and_wherever_it_was_stopped_the_bytes_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    read(folder)

    def stopped(units: Iterable[Any], *arguments: Any, **named: Any) -> Iterator[Any]:
        for number, result in enumerate(here(units, *arguments, **named)):
            if number == 40:
                raise KeyboardInterrupt
            yield result

    monkeypatch.setattr(claims, "_PAGES", 7)
    monkeypatch.setattr(claims, "run_units", stopped)
    with pytest.raises(KeyboardInterrupt):
        read(other)
    assert len(list((other / ".claims").glob("*.part"))) == 5
    monkeypatch.setattr(claims, "run_units", here)
    read(other)
    name = "claims.lmdb/data.mdb"
    assert sha256_file(folder / name) == sha256_file(other / name)
    assert (folder / "manifest.json").read_bytes() == (other / "manifest.json").read_bytes()
    assert not (other / ".claims").exists()


def test_claims_read_by_other_code_are_read_again_when_wanted_and_not_used_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    read(folder)
    monkeypatch.setattr(claims, "code_id", lambda *_: "another")
    grammar = claims.open_grammar(DEFAULT_GRAMMAR)
    assert isinstance(Index(folder).claims(grammar), ClaimReader)
    gc.collect()
    _, done = read(folder)
    assert done and verify_index(folder, silent) == []
    assert isinstance(Index(folder).claims(grammar), ClaimStore)
