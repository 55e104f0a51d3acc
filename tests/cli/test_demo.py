"""wikiseek demo"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek
from tests.synthesis.small_run import answer, lines
from wikiseek.cli import demo
from wikiseek.llm import Scripted, source
from wikiseek.synthesis import RunSettings


def test_questions_are_printed_with_all_their_proof(
    index: Path, tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(source, "open_llm", lambda path, **_: Scripted(answer))
    monkeypatch.setattr(demo, "RunSettings", partial(RunSettings, top_k=0, clause_k=0))
    said = wikiseek("demo", "--index", index, "--out", tmp_path / "run", "--count", "1")
    assert said.code == 0
    (item,) = lines(tmp_path / "run" / "items.jsonl")
    shown = said.out.splitlines()
    assert shown[:2] == [f"Q  {item['question']}", f"A  {item['answer']}"]
    assert "certificate: 1 answer, levels needed 2" in said.out
    assert [f"pass {verdict['gate']}" in said.out for verdict in item["verdicts"]] == [True] * len(item["verdicts"])
    for vertex in (item["tree"], item["tree"]["children"][0]["vertex"]):
        assert f"{vertex['id']}  {vertex['entity']} ({vertex['kind']})" in said.out
    assert said.err.splitlines()[-1].endswith(f"wikiseek solve {index} {tmp_path / 'run'}")


def test_a_missing_index_is_told_before_a_model_is_loaded(
    tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(source, "open_llm", lambda path, **_: pytest.fail("the model was loaded"))
    line = wikiseek("demo", "--index", tmp_path / "nowhere", "--out", tmp_path / "run").failure
    assert "build an index first" in line
    assert not (tmp_path / "run").exists()


def test_a_missing_model_is_told_in_one_line(
    index: Path, tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    assert (
        "no model file"
        in wikiseek("demo", "--index", index, "--model", tmp_path / "m.gguf", "--out", tmp_path / "run").failure
    )
    monkeypatch.setattr(demo, "packaged_model", lambda: None)
    assert "--model" in wikiseek("demo", "--index", index, "--out", tmp_path / "run").failure
