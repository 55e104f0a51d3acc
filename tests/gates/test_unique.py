"""One answer, and no branch that gives it alone."""

from __future__ import annotations

import pytest

from tests.gates.cases import case
from wikiseek.gates import Unique


def test_one_answer_passes_with_its_numbers():
    verdict = Unique().judge(case())
    assert (verdict.gate, verdict.passed, verdict.reason) == ("unique", True, "")
    assert verdict.numbers == {"answers": 1, "smallest": 4}


@pytest.mark.parametrize(
    ("failure", "fields", "numbers"),
    [
        (
            "unique: 3 pages satisfy the tree, not the answer alone",
            {"answers": (1, 5, 9)},
            {"answers": 3, "smallest": 4},
        ),
        ("blur: A1 alone pins A", {"sizes": {"A1": 1, "B": 5}}, {"answers": 1, "smallest": 1}),
        ("blur: A1 implies B", {}, {"answers": 1, "smallest": 4}),
    ],
)
def test_several_answers_and_branches_that_pin_or_imply_fail(failure: str, fields: dict, numbers: dict):
    verdict = Unique().judge(case(failures=[failure], **fields))
    assert not verdict.passed
    assert verdict.reason == failure
    assert verdict.numbers == numbers


def test_a_branch_that_is_not_needed_is_not_this_gates_matter():
    assert Unique().judge(case(failures=["needed: without A1 1 candidate is left"])).passed


def test_a_certificate_without_numbers_is_judged_all_the_same():
    assert Unique().judge(case(failures=["unique: 0 pages"], answers=(), sizes={})).numbers == {
        "answers": 0,
        "smallest": 0,
    }
