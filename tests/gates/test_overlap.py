"""A question that an evaluation set has already, in its words or in what it asks, is found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gates.cases import FAIR, case
from wikiseek import codec
from wikiseek.errors import NotFound
from wikiseek.gates import Case, Overlap

LONG = "In which book is it said that a painter died in Corvia and was taught by a sculptor who designed the Gate?"


def gate(tmp_path: Path, *rows: dict[str, object]) -> Overlap:
    path = tmp_path / "hotpot.json"
    path.write_text(json.dumps(list(rows)))
    return Overlap([path])


def test_other_questions_of_other_answers_pass(tmp_path: Path):
    judge = gate(tmp_path, {"question": "Who drew the first chart of the Grey Sea?", "answer": "Corwin Ashe"})
    verdict = judge.judge(case())
    assert verdict.passed
    assert verdict.numbers == {"questions": 1, "same_words": {}, "same_answer": {}}
    assert verdict.thresholds["gram"] == 13
    assert verdict.thresholds["files"] == {"hotpot.json": codec.digest((tmp_path / "hotpot.json").read_bytes())}


def test_thirteen_tokens_in_a_row_are_too_many_and_twelve_are_not(tmp_path: Path):
    judge = gate(tmp_path, {"_id": "5a", "question": LONG, "answer": "a book"})
    found = judge.judge(case())
    assert not found.passed
    words = "painter died in corvia and was taught by a sculptor who designed the"
    assert found.reason == f"question 5a of hotpot.json has the words {words!r}"
    assert judge.judge(case(FAIR.replace("taught", "trained"))).passed


def test_a_short_evaluation_question_has_to_stand_in_it_as_a_whole(tmp_path: Path):
    judge = gate(tmp_path, {"question": "Was taught by a sculptor?"}, {"question": "was born in"})
    assert judge.judge(case()).numbers["same_words"]["words"] == "was taught by a sculptor"
    assert judge.judge(case(FAIR.replace("a sculptor", "one sculptor"))).passed


@pytest.mark.parametrize(
    ("question", "names"),
    [("which artist died in CORVIA", ["Corvia"]), ("who learned from ida holm", ["Ida Holm"]), ("who drew it", None)],
)
def test_the_same_answer_about_the_same_thing_fails(question: str, names: list[str] | None, tmp_path: Path):
    judge = gate(tmp_path, {"question": "who else", "answer": "Corvia"}, {"question": question, "answer": ["jan lund"]})
    verdict = judge.judge(case())
    assert verdict.passed is (names is None)
    assert verdict.numbers["same_answer"].get("names") == names
    assert verdict.numbers["same_answer"].get("row", 2) == 2


def test_an_alias_of_either_is_the_same_answer(tmp_path: Path):
    judge = gate(
        tmp_path, {"question": "which artist died in Corvia", "answer": "J. L.", "aliases": ["Lund the Elder"]}
    )
    assert judge.judge(case()).passed
    assert not judge.judge(replace(case(), aliases=("Lund the Elder",))).passed


def test_without_a_tree_what_is_written_with_capitals_is_what_it_is_about(tmp_path: Path):
    judge = gate(tmp_path, {"question": "who painted in gate park", "answer": "Jan Lund"})
    asked = Case("Which artist of the Gate Park painted it?", "Jan Lund", None, (), None, None)
    assert judge.judge(asked).numbers["same_answer"]["names"] == ["Gate Park"]
    assert judge.judge(replace(asked, question="Which artist painted it?")).passed


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(NotFound):
        Overlap([tmp_path / "none.json"])
