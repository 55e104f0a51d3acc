"""Verdicts that need other questions are settled in the order of attempts, and the same after a stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.synthesis.small_run import SETTINGS, answer, lines, synthesize, unasked, written
from wikiseek import codec
from wikiseek.indexing import Index
from wikiseek.llm import Recorder, Request, Scripted
from wikiseek.synthesis import Judged

JUDGED = replace(SETTINGS, judged=Judged(closed_book=2, read_one_page=5, verifiable=2))
PURPOSES = ("closed_book", "readable_off_one_page", "verifiable")


def judging(request: Request) -> str:
    """Says an answer of the small world to whatever it is asked, and words and plans as ever."""
    if request.purpose in PURPOSES:
        return codec.canonical({"answer": "Ilsa Varn"}).decode()
    return answer(request)


def judged(index: Index, folder: Path, *counts: int) -> list[dict[str, Any]]:
    for count in counts:
        synthesize(index, folder, count, Recorder(Scripted(judging), folder / "cassette.lmdb"), JUDGED)
    return lines(folder / "items.jsonl")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, index: Index) -> Path:
    folder = tmp_path_factory.mktemp("judged") / "run"
    judged(index, folder, 6)
    return folder


def verdicts(line: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["gate"]: row for row in line["verdicts"]}


def test_every_item_has_the_verdicts_of_all_gates(run: Path):
    for item in lines(run / "items.jsonl"):
        assert {*PURPOSES, "alternatives"} <= verdicts(item).keys()
        assert all(row["passed"] for row in item["verdicts"])


def test_base_rates_count_the_questions_before_items_and_rejects_alike(run: Path):
    both = sorted((*lines(run / "items.jsonl"), *lines(run / "rejects.jsonl")), key=lambda line: line["i"])
    asked = [
        verdicts(line)["closed_book"]
        for line in both
        if "closed_book" in verdicts(line | {"verdicts": line.get("verdicts", [])})
    ]
    assert [row["numbers"]["base"]["of"] for row in asked] == [2 * place for place in range(len(asked))]
    assert len(asked) >= 6


def test_what_the_gates_asked_is_counted_by_purpose(run: Path):
    spent = codec.load((run / "funnel.json").read_bytes())["spent"]
    items, rejects = lines(run / "items.jsonl"), lines(run / "rejects.jsonl")
    for purpose in PURPOSES:
        rows = [verdicts(line)[purpose] for line in items + rejects if purpose in verdicts({"verdicts": [], **line})]
        assert sum(row["numbers"]["asked"] for row in rows) == spent.get(purpose, {"calls": 0})["calls"]


def test_a_stopped_run_settles_as_one_that_was_not(run: Path, index: Index, tmp_path: Path):
    judged(index, tmp_path / "run", 1, 3, 6)
    assert written(tmp_path / "run") == written(run)


def test_a_question_whose_answer_the_model_knows_is_a_reject(index: Index, tmp_path: Path):
    def knowing(request: Request) -> str:
        if request.purpose == "closed_book":
            known = [item for item in plain if item["question"] == request.messages[-1].content][:1]
            return codec.canonical({"answer": known[0]["answer"] if known else "unknown"}).decode()
        return answer(request)

    plain = synthesize(index, tmp_path / "plain", 3)
    settings = replace(SETTINGS, judged=Judged(closed_book=2, read_one_page=0))
    synthesize(index, tmp_path / "run", 1, Recorder(Scripted(knowing), tmp_path / "run" / "cassette.lmdb"), settings)
    refused = [line for line in lines(tmp_path / "run" / "rejects.jsonl") if line["stage"] == "gate:closed_book"]
    assert [line["answer"] for line in refused] == [item["answer"] for item in plain]
    assert all("knows the answer in 2 of 2 tries" in line["reason"] for line in refused)


def test_a_question_that_is_read_off_a_page_is_not_asked_without_one(index: Index, tmp_path: Path):
    def reading(request: Request) -> str:
        if request.purpose != "readable_off_one_page":
            return answer(request)
        known = [item for item in plain if request.messages[-1].content.startswith(item["question"])][:1]
        return codec.canonical({"answer": known[0]["answer"] if known else "unknown"}).decode()

    plain = synthesize(index, tmp_path / "plain", 6)
    settings = replace(SETTINGS, judged=Judged(closed_book=1, read_one_page=20))
    synthesize(index, tmp_path / "run", 1, Recorder(Scripted(reading), tmp_path / "run" / "cassette.lmdb"), settings)
    rejects = lines(tmp_path / "run" / "rejects.jsonl")
    refused = [line for line in rejects if line["stage"] == "gate:readable_off_one_page"]
    assert refused
    for line in refused:
        assert "closed_book" not in verdicts(line)
        assert verdicts(line)["alternatives"]["numbers"]["said"] == 0


def test_without_its_options_the_model_is_asked_nothing_of_a_finished_question(index: Index, tmp_path: Path):
    def wording(request: Request) -> str:
        return unasked(request) if request.purpose in PURPOSES else answer(request)

    settings = replace(SETTINGS, judged=Judged(closed_book=0, read_one_page=0))
    (item,) = synthesize(index, tmp_path / "run", 1, Scripted(wording), settings)
    assert verdicts(item)["alternatives"]["numbers"]["tested"] > 0
    assert not set(PURPOSES) & verdicts(item).keys()
