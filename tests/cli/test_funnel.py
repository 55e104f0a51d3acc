"""wikiseek funnel"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Wikiseek
from tests.synthesis.small_run import lines
from wikiseek import codec

Json = dict[str, Any]


@pytest.fixture
def copied(run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run, tmp_path / "run"))


def rewrite(path: Path, rows: list[Json]) -> None:
    path.write_bytes(b"".join(map(codec.line, rows)))


def again(wikiseek: Wikiseek, run: Path, *options: str) -> Json:
    said = wikiseek("funnel", run, "--json", *options)
    assert said.code == 0
    found: Json = json.loads(said.out)["again"]
    return found


def test_every_stage_is_shown_with_its_share_and_what_the_model_spent(run: Path, wikiseek: Wikiseek):
    saved = codec.load((run / "funnel.json").read_bytes())
    said = wikiseek("funnel", run)
    assert (said.code, said.err) == (0, "")
    rows, spent = ({line.split()[0]: line.split() for line in part.splitlines()} for part in said.out.split("\n\n"))
    for stage, count in saved["stages"].items():
        assert rows[stage][1:] == [str(count), f"{count / saved['attempts']:.1%}"]
    assert rows["all"][1] == str(saved["attempts"])
    assert f"first plan passed: {saved['first_plan']} of 2 accepted" in said.out
    assert "worded by the model 2\n" in said.out
    for purpose, tally in saved["spent"].items():
        assert spent[purpose][1] == str(tally["calls"])


def test_as_json_it_is_the_saved_funnel(run: Path, wikiseek: Wikiseek):
    assert json.loads(wikiseek("funnel", run, "--json").out) == codec.load((run / "funnel.json").read_bytes())


def test_a_run_whose_funnel_is_lost_is_counted_from_its_lines(copied: Path, wikiseek: Wikiseek):
    saved = codec.load((copied / "funnel.json").read_bytes())
    (copied / "funnel.json").unlink()
    assert json.loads(wikiseek("funnel", copied, "--json").out)["stages"] == saved["stages"]
    assert "no model calls are counted" in wikiseek("funnel", copied).out


def test_the_rules_of_the_run_change_nothing(run: Path, wikiseek: Wikiseek):
    found = again(wikiseek, run, "--top-k", "0")
    assert found["stages"] == codec.load((run / "funnel.json").read_bytes())["stages"]
    assert found["changed"] == []
    assert found["rules"] == {"top_k": 0, "clause_k": 0, "max_per_constant": 3, "max_per_hidden": 3}


def test_stricter_thresholds_are_decided_from_the_numbers(run: Path, wikiseek: Wikiseek):
    before = {name: (run / name).read_bytes() for name in ("items.jsonl", "rejects.jsonl", "funnel.json")}
    found = again(wikiseek, run, "--top-k", "100")
    assert found["stages"].get("accepted", 0) == 0
    assert found["stages"]["gate:single_lookup"] == 2
    assert [row["i"] for row in found["changed"]] == [item["i"] for item in lines(run / "items.jsonl")]
    assert all("finds it at rank" in row["why"] for row in found["changed"])
    shown = wikiseek("funnel", run, "--clause-k", "100").out
    assert "accepted → gate:single_lookup" in shown
    assert {name: (run / name).read_bytes() for name in before} == before


def test_looser_thresholds_leave_roots_undecided_where_only_growing_could_tell(copied: Path, wikiseek: Wikiseek):
    """A run that was strict: two of its roots failed by a lookup, one near, one far, and one by what it might say."""
    fingerprint = codec.load((copied / "run.json").read_bytes())
    fingerprint["settings"] |= {"top_k": 10, "clause_k": 3}
    (copied / "run.json").write_bytes(codec.line(fingerprint))
    rejects = lines(copied / "rejects.jsonl")
    numbers = [
        {"single_lookup": 4, "lookup": {"furthest": 2, "by_part": 0}},
        {"single_lookup": 4, "lookup": {"furthest": 9, "by_part": 0}},
        {"single_lookup": 4, "lookup": {"furthest": 0, "by_part": 3}},
        {"claims": 4, "barred": 2},
        {"single_lookup": 1},
    ]
    for row, each in zip(rejects, numbers, strict=False):
        row |= {"stage": "plan" if "barred" in each else "single_lookup", "numbers": each}
    rewrite(copied / "rejects.jsonl", rejects)
    first, near, part, barred, old = (row["i"] for row in rejects[:5])

    def undecided(*options: str) -> set[int]:
        return {row["i"] for row in again(wikiseek, copied, *options)["changed"] if row["after"] == "undecided"}

    assert undecided("--top-k", "20") == set()
    assert undecided("--top-k", "5") == {near, part, old}
    assert undecided("--clause-k", "2") == {part, barred, old}
    assert first not in undecided("--top-k", "3")
    assert "undecided: 1, how near its trees came was not recorded" in wikiseek("funnel", copied, "--top-k", "5").out


def test_caps_and_evaluation_questions_are_applied_in_order_of_attempts(
    copied: Path, tmp_path: Path, wikiseek: Wikiseek
):
    first, second = lines(copied / "items.jsonl")
    path = tmp_path / "evaluation.jsonl"
    path.write_text(json.dumps({"id": 7, "question": first["question"], "answer": "x"}))
    found = again(wikiseek, copied, "--overlap", str(path))
    (changed,) = found["changed"]
    assert (changed["i"], changed["after"]) == (first["i"], "gate:overlap")
    rewrite(copied / "items.jsonl", [first, {**first, "i": second["i"], "question": second["question"]}])
    found = again(wikiseek, copied, "--max-per-hidden", "1")
    assert [(row["i"], row["after"]) for row in found["changed"]] == [(second["i"], "gate:duplicate")]


def test_verdicts_of_an_earlier_version_stand_and_are_told(copied: Path, wikiseek: Wikiseek):
    items = lines(copied / "items.jsonl")
    for item in items:
        for verdict in item["verdicts"]:
            if verdict["gate"] == "single_lookup":
                verdict["numbers"] = {"k": 5, "ranks": {"bm25": 7, "dense": 0}}
            verdict.pop("version")
    rewrite(copied / "items.jsonl", items)
    assert again(wikiseek, copied, "--top-k", "6")["stages"]["accepted"] == 2
    assert again(wikiseek, copied, "--top-k", "7")["stages"]["gate:single_lookup"] == 2
    said = wikiseek("funnel", copied, "--clause-k", "3")
    assert "undecided: 2, parts of the question were not looked up" in said.out
    assert "2 verdicts of single_lookup are of an earlier version of the gate and stand as recorded" in said.err


def test_what_is_no_run_is_told_in_one_line(tmp_path: Path, wikiseek: Wikiseek):
    assert "is no run" in wikiseek("funnel", tmp_path).failure
    (tmp_path / "run.json").write_text("{}")
    assert "is no run" in wikiseek("funnel", tmp_path).failure
