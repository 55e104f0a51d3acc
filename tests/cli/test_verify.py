"""wikiseek verify"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.terminal import Wikiseek


def test_a_whole_index_is_well(index: Path, wikiseek: Wikiseek):
    said = wikiseek("verify", index)
    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines()[-1] == f"{index}: every file is as written"


def test_damage_exits_with_1_and_every_file_is_named(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    copy = tmp_path / "index"
    shutil.copytree(index, copy)
    (copy / "bm25" / "terms.npy").unlink()
    (copy / "added").write_text("x")
    said = wikiseek("verify", copy)
    assert said.code == 1
    assert said.out.splitlines() == ["added does not belong to the index", "bm25/terms.npy is missing"]
    assert said.err.splitlines()[-1] == f"{copy}: 2 files are damaged: build it again"


def test_json_tells_the_same(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    assert wikiseek("verify", index, "--json").json == {"ok": True, "damage": []}
    copy = tmp_path / "index"
    shutil.copytree(index, copy)
    (copy / "passages.npy").write_bytes(b"")
    said = wikiseek("verify", copy, "--json")
    assert (said.code, said.err) == (1, "")
    assert said.json["ok"] is False
    assert [row["path"] for row in said.json["damage"]] == ["passages.npy"]


def test_what_is_no_index_is_told_in_one_line(tmp_path: Path, wikiseek: Wikiseek):
    assert "build an index first" in wikiseek("verify", tmp_path / "nowhere").failure
    assert "did not finish" in wikiseek("verify", tmp_path).failure
