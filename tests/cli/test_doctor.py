"""wikiseek doctor"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek
from tests.llm.test_gguf import setting, small, text
from wikiseek.cli import doctor, model_check
from wikiseek.llm import measuring, model_facts, packaged_model


def test_every_part_is_named_with_what_was_found(wikiseek: Wikiseek):
    rows = wikiseek("doctor", "--json").json
    names = {row["name"] for row in rows}
    assert {"wikiseek", "memory", "disk", "llama-cpp-python", "spacy", "packaged 135M model"} <= names
    assert all(row.keys() == {"name", "ok", "optional", "found"} for row in rows)


def test_a_missing_part_exits_with_1_and_says_how_to_get_it(wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_PARTS", (("no-such-part", "no_such_part", "trying", "pip install no-such-part"),))
    said = wikiseek("doctor")
    assert said.code == 1
    (line,) = (line for line in said.out.splitlines() if "no-such-part" in line)
    assert line.startswith("MISS no-such-part")
    assert line.endswith("needed for trying: pip install no-such-part")


def test_what_only_the_demo_needs_may_be_missing(wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_PARTS", ())
    monkeypatch.setattr(doctor, "packaged_model", lambda: None)
    said = wikiseek("doctor")
    assert said.code == 0
    assert "none packaged 135M model" in said.out


def test_a_model_is_looked_at_and_measured(wikiseek: Wikiseek):
    # One thread: with more, llama.cpp's threads wait for each other whenever the machine is busy.
    options = ("--threads", "1", "--context", "512", "--sequences", "2")
    said = wikiseek("doctor", "--model", packaged_model(), *options, "--json")
    rows = {row["name"]: row for row in said.json if row["name"].startswith("model")}
    assert all(row["ok"] for row in rows.values())
    assert rows["model"]["numbers"] | {"name": ""} == {
        "architecture": "llama",
        "name": "",
        "parameters": 134515008,
        "weight_bytes": 96576768,
        "quantisation": "Q4_1",
        "trained_context": 8192,
        "cell_bytes": 2 * 30 * 3 * 2 * 64,
    }
    assert rows["model context"]["found"].startswith("trained with 8,192 tokens; 512 are used")
    assert rows["model memory"]["numbers"]["peak_bytes"] > 50 << 20
    assert rows["model template"]["numbers"] == {"turns": ["<|im_start|>", "<|im_end|>"], "control": True}
    speed = rows["model speed"]["numbers"]
    assert min(speed["prompt_rate"], speed["one_rate"], speed["many_rate"]) > 0
    assert rows["model batching"]["numbers"]["sequences"] == 2


def test_a_server_is_asked(model: str, wikiseek: Wikiseek):
    rows = wikiseek("doctor", "--model", model, "--json").json
    assert [row["found"].split(":")[1] for row in rows if row["name"] == "model server"] == ["scripted"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not a model", "is not a GGUF file"),
        (small()[:-1], "is cut off"),
        (small(setting("x", 99, b"")), "is damaged"),
    ],
)
def test_what_is_no_model_is_told_in_one_line(data: bytes, says: str, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "model.gguf").write_bytes(data)
    assert says in wikiseek("doctor", "--model", tmp_path / "model.gguf").failure


def test_a_model_without_a_template_or_room_is_not_loaded(tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "base.gguf").write_bytes(small())
    said = wikiseek("doctor", "--model", tmp_path / "base.gguf")
    assert said.code == 1
    assert "MISS model template" in said.out
    facts = replace(model_facts(tmp_path / "base.gguf"), has_template=True, cell_bytes=1 << 40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_check, "model_facts", lambda path: facts)
        said = wikiseek("doctor", "--model", tmp_path / "base.gguf")
    assert "MISS model memory" in said.out
    assert "use a smaller model or --context" in said.out


def test_a_file_that_the_library_cannot_load_is_told_in_one_line(tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "odd.gguf").write_bytes(small(setting("tokenizer.chat_template", 8, text("{{ messages }}"))))
    assert "cannot load" in wikiseek("doctor", "--model", tmp_path / "odd.gguf").failure


def breaking(*_: object) -> None:
    """What llama.cpp does over some files."""
    os.abort()


def test_a_library_that_breaks_down_is_told_in_one_line(wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(measuring, "_measure", breaking)
    assert "llama.cpp broke down over" in wikiseek("doctor", "--model", packaged_model()).failure
