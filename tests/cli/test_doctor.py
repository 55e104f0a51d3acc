"""wikiseek doctor"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek
from wikiseek import llm
from wikiseek.cli import doctor


def test_every_part_is_named_with_what_was_found(wikiseek: Wikiseek):
    rows = wikiseek("doctor", "--json").json
    names = {row["name"] for row in rows}
    assert {"wikiseek", "memory", "disk", "llama-cpp-python", "spacy", "packaged 135M model"} <= names
    assert all(row.keys() == {"name", "ok", "found"} for row in rows)


def test_a_missing_part_exits_with_1_and_says_how_to_get_it(wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_PARTS", (("no-such-part", "no_such_part", "trying", "pip install no-such-part"),))
    said = wikiseek("doctor")
    assert said.code == 1
    (line,) = (line for line in said.out.splitlines() if "no-such-part" in line)
    assert line.startswith("MISS no-such-part")
    assert line.endswith("needed for trying: pip install no-such-part")


def test_a_model_is_tried(wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    # One thread: with more, llama.cpp's threads wait for each other whenever the machine is busy.
    monkeypatch.setattr(llm, "open_llm", partial(llm.open_llm, threads=1, context=512))
    rows = wikiseek("doctor", "--model", llm.packaged_model(), "--json").json
    (row,) = (row for row in rows if row["name"] == "model")
    assert row["ok"]
    assert "tokens/s" in row["found"]


def test_what_is_no_model_is_told_in_one_line(tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "model.gguf").write_bytes(b"not a model")
    assert "is not a GGUF file" in wikiseek("doctor", "--model", tmp_path / "model.gguf").failure
