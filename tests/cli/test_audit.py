"""wikiseek audit"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import serving as server
from tests.cli.terminal import Wikiseek, ended, started
from wikiseek import codec

QUESTION = "Which opera by Joren Falk was first performed in 1928?"
# The same question as the files of three sets have it.
SHAPES: dict[str, list[dict[str, Any]]] = {
    "infoseek": [{"question": QUESTION, "answer": "The Heron King", "tree": "{}", "num_vertices": 4}],
    "hotpotqa": [
        {
            "_id": "5a8b57f25542995d1e6f1371",
            "question": QUESTION,
            "answer": "The Heron King",
            "supporting_facts": [["The Heron King", 0]],
            "context": [["The Heron King", ["An opera."]]],
            "type": "bridge",
            "level": "hard",
        }
    ],
    "browsecomp_plus": [{"query_id": "769", "query": QUESTION, "answer": "The Heron King", "gold_docs": []}],
}


def pairs(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("shape", SHAPES)
def test_the_files_of_known_sets_are_audited_by_the_names_of_their_fields(
    shape: str, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    file = tmp_path / "set.json"
    file.write_text(json.dumps(SHAPES[shape]))
    said = wikiseek("audit", index, file, "--json")
    assert said.code == 0
    assert (said.json["answer"], said.json["passed"]) == ("The Heron King", False)
    assert [row["gate"] for row in said.json["verdicts"] if not row["passed"]] == ["single_lookup"]


def test_a_table_counts_what_fails(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = pairs(tmp_path / "q.jsonl", *SHAPES["infoseek"], {"question": "Where is it?", "answer": "Nowhere At All"})
    said = wikiseek("audit", index, file)
    assert said.code == 0
    assert [row.split() for row in said.out.splitlines()][:4] == [
        ["gate", "judged", "failed", "share"],
        ["names", "2", "0", "0.0%"],
        ["single_lookup", "1", "1", "100.0%"],
        ["any", "2", "1", "50.0%"],
    ]
    assert said.out.splitlines()[4] == "1 of 2 answers are pages of the index; 0 rows left out"
    assert said.err.splitlines()[-1] == "2 of 2 audited, 1 fail a gate"


def test_verdicts_are_kept_and_the_same_command_goes_on(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = pairs(tmp_path / "q.jsonl", *SHAPES["infoseek"] * 3)
    out = tmp_path / "out"
    first = wikiseek("audit", index, file, "--out", out)
    assert first.err.splitlines()[-1] == f"3 verdicts in {out / 'audit.jsonl'}"
    data = (out / "audit.jsonl").read_bytes()
    (out / "audit.jsonl").write_bytes(data[: len(data) // 2])
    assert wikiseek("audit", index, file, "--out", out).out == first.out
    assert (out / "audit.jsonl").read_bytes() == data
    assert "top_k: 10 there, 9 now" in wikiseek("audit", index, file, "--out", out, "--top-k", "9").failure


def test_bad_rows_are_told_and_do_not_end_it(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = tmp_path / "q.jsonl"
    file.write_text(f"{json.dumps(SHAPES['infoseek'][0])}\n{{\n" + '{"question": "a b"}\n' * 12)
    said = wikiseek("audit", index, file)
    assert said.code == 0
    told = [row for row in said.err.splitlines() if row.startswith("left out: ")]
    assert told[0] == f"left out: line 2 of {file} is no JSON: give JSONL, JSON, TSV or CSV"
    assert told[1] == f"left out: row 3 of {file} has no answer: name the field that has it"
    assert told[10:] == ["left out: 3 more rows"]
    assert said.out.endswith("13 rows left out\n")


def test_questions_of_an_evaluation_set_are_found(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = pairs(tmp_path / "q.jsonl", *SHAPES["infoseek"])
    against = pairs(tmp_path / "held_out.jsonl", {"question": QUESTION.lower(), "answer": "x", "id": "h1"})
    found = wikiseek("audit", index, file, "--json", "--against", against).json
    overlap = next(row for row in found["verdicts"] if row["gate"] == "overlap")
    assert not overlap["passed"]
    assert overlap["numbers"]["same_words"]["id"] == "h1"


def test_fields_can_be_named(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = pairs(tmp_path / "q.jsonl", {"prompt": QUESTION, "gold": "The Heron King", "key": "k7", "question": "no"})
    named = ("--question-field", "prompt", "--answer-field", "gold", "--id-field", "key")
    found = wikiseek("audit", index, file, "--json", *named).json
    assert (found["question"], found["answer"], found["id"]) == (QUESTION, "The Heron King", "k7")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.jsonl", None, "does not exist"),
        ("q.jsonl", "", "has no question with an answer"),
        ("q.jsonl", "no json\n", "line 1 of"),
        ("q.jsonl", '{"text": "a b"}\n', "has no question"),
    ],
)
def test_a_file_that_cannot_be_audited_is_one_line(
    name: str, text: str | None, told: str, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    if text is not None:
        (tmp_path / name).write_text(text)
    said = wikiseek("audit", index, tmp_path / name, "--out", tmp_path / "out")
    assert said.code == 1
    assert told in said.err.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_an_interrupted_audit_goes_on(index: Path, tmp_path: Path):
    file = pairs(tmp_path / "q.jsonl", *({"question": f"{QUESTION} {n}", "answer": "The Heron King"} for n in range(3)))
    processes: list[subprocess.Popen[str]] = []
    calls = [0]

    def reply(path: str, body: Any, headers: dict[str, str]) -> server.Reply:
        if body is None:
            return 200, {"data": [{"id": "scripted"}]}
        calls[0] += 1
        if calls[0] == 3:
            processes[0].send_signal(signal.SIGINT)
        choice = {"message": {"role": "assistant", "content": '{"answer": "unknown"}'}, "finish_reason": "stop"}
        return 200, {"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 3}}

    with server.serving(reply) as url:
        asked = ("--model", url, "--closed-book", "1", "--read-one-page", "0", "--out", tmp_path / "out")
        processes.append(started("audit", index, file, *asked))
        said = ended(processes[0])
        assert said.code == 130
        assert said.err.splitlines()[-1] == "interrupted: the same command continues"
        assert ended(started("audit", index, file, *asked)).code == 0
    found = [codec.load(row) for row in (tmp_path / "out" / "audit.jsonl").read_bytes().splitlines()]
    assert [row["row"] for row in found] == [1, 2, 3]
    assert all({"names", "single_lookup", "closed_book"} == {v["gate"] for v in row["verdicts"]} for row in found)


def test_an_audit_replays_without_its_model_and_can_be_refreshed(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    file = pairs(tmp_path / "q.jsonl", *({"question": f"{QUESTION} {n}", "answer": "The Heron King"} for n in range(2)))
    said = ["unknown"]

    def reply(path: str, body: Any, headers: dict[str, str]) -> server.Reply:
        if body is None:
            return 200, {"data": [{"id": "scripted"}]}
        choice = {"message": {"role": "assistant", "content": json.dumps({"answer": said[0]})}, "finish_reason": "stop"}
        return 200, {"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 3}}

    asked = ("audit", index, file, "--closed-book", "1", "--read-one-page", "0", "--out")
    with server.serving(reply) as url:
        assert wikiseek(*asked, tmp_path / "out", "--model", url, "--sequences", "2").code == 0
        data = (tmp_path / "out" / "audit.jsonl").read_bytes()
        shutil.copytree(tmp_path / "out" / "cassette.lmdb", tmp_path / "again" / "cassette.lmdb")
        said[0] = "The Heron King"
        refreshed = wikiseek(*asked, tmp_path / "out", "--model", url, "--refresh")
    assert "calls were asked again and" in refreshed.err
    assert (tmp_path / "out" / "audit.jsonl.before").read_bytes() == data
    assert (tmp_path / "out" / "audit.jsonl").read_bytes() != data
    assert wikiseek(*asked, tmp_path / "again", "--replay").code == 0
    assert (tmp_path / "again" / "audit.jsonl").read_bytes() == data
    assert wikiseek("cassette", "prune", tmp_path / "again", "--json").json["dropped"] == 0
    needs = wikiseek("audit", index, file, "--replay")
    assert (needs.code, "give it with --out" in needs.err) == (2, True)
