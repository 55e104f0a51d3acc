"""wikiseek solve"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek
from tests.synthesis.small_run import lines
from wikiseek import codec


def test_a_run_that_holds_exits_with_0(index: Path, run: Path, wikiseek: Wikiseek):
    said = wikiseek("solve", index, run)
    assert (said.code, said.err) == (0, "2 of 2 items hold\n")
    for item, line in zip(lines(run / "items.jsonl"), said.out.splitlines(), strict=True):
        assert line == f"{item['id']}  {item['answer']}: holds"


def test_json_has_a_line_an_item_with_its_certificate(index: Path, run: Path, wikiseek: Wikiseek):
    said = wikiseek("solve", index, run / "items.jsonl", "--json")
    results = [codec.load(line) for line in said.out.splitlines()]
    assert [(row["id"], row["holds"], row["failures"]) for row in results] == [
        (item["id"], True, []) for item in lines(run / "items.jsonl")
    ]
    assert [row["certificate"] for row in results] == [item["certificate"] for item in lines(run / "items.jsonl")]


def test_an_item_that_does_not_hold_exits_with_1_and_says_why(
    index: Path, run: Path, tmp_path: Path, wikiseek: Wikiseek
):
    first, second = lines(run / "items.jsonl")
    second["evidence"][0]["quote"] = "Nobody wrote this."
    (tmp_path / "items.jsonl").write_bytes(codec.line(first) + codec.line(second))
    said = wikiseek("solve", index, tmp_path / "items.jsonl")
    assert (said.code, said.err) == (1, "1 of 2 items hold\n")
    assert "the stored text says something else" in said.out.splitlines()[1]
    failed = codec.load(wikiseek("solve", index, tmp_path, "--json").out.splitlines()[1])
    assert failed["holds"] is False


def test_a_tree_is_explained_down_to_its_answer(index: Path, run: Path, wikiseek: Wikiseek):
    said = wikiseek("solve", index, run, "--explain")
    assert said.code == 0
    explained = wikiseek("solve", index, run, "--explain", "--json").out.splitlines()
    for item, row in zip(lines(run / "items.jsonl"), map(codec.load, explained), strict=True):
        sizes, left = row["certificate"]["sizes"], row["certificate"]["candidates"]
        assert {step["id"]: step["size"] for solved in row["derivation"] for step in solved["branches"]} == sizes
        assert {solved["vertex"]: solved["left"] for solved in row["derivation"]} == left
        assert row["derivation"][-1]["pages"] == [item["answer"]]
        for step in row["derivation"][-1]["branches"]:
            assert (
                f"    {step['id']:<4} {step['says']}: {step['size']:,} pages alone, {step['left']:,} left" in said.out
            )
        assert f"    ⇒    {item['answer']}\n" in said.out


def test_what_cannot_be_solved_is_not_explained(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "file").write_bytes(b'{"id": "x"}\n')
    assert codec.load(wikiseek("solve", index, tmp_path / "file", "--explain", "--json").out)["derivation"] is None


def test_solving_leaves_the_file_as_it_is(index: Path, run: Path, tmp_path: Path, wikiseek: Wikiseek):
    data = (run / "items.jsonl").read_bytes().rstrip(b"\n")
    (tmp_path / "mine.jsonl").write_bytes(data)
    assert wikiseek("solve", index, tmp_path / "mine.jsonl").err == "2 of 2 items hold\n"
    assert (tmp_path / "mine.jsonl").read_bytes() == data


@pytest.mark.parametrize("data", [b"not json\n", b"[]\n", b'{"id": "x"', b"\x89PNG\r\n"])
def test_what_is_no_file_of_items_is_told_in_one_line(data: bytes, index: Path, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "file").write_bytes(data)
    assert f"line 1 of {tmp_path / 'file'}" in wikiseek("solve", index, tmp_path / "file").failure


def test_an_object_that_is_no_item_does_not_hold(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "file").write_bytes(b'{"id": "x"}\n')
    said = wikiseek("solve", index, tmp_path / "file")
    assert (said.code, said.out) == (1, "x  ?: the item has no readable tree (KeyError('evidence'))\n")


def test_missing_items_and_a_missing_index_are_told_in_one_line(
    index: Path, run: Path, tmp_path: Path, wikiseek: Wikiseek
):
    assert "give a run folder or a JSONL file" in wikiseek("solve", index, tmp_path).failure
    assert "does not exist" in wikiseek("solve", index, tmp_path / "missing.jsonl").failure
    assert "build an index first" in wikiseek("solve", tmp_path / "nowhere", run).failure
