"""A reject without a question keeps the draft that came furthest, with all that was measured of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.synthesis.small_run import lines, synthesize
from wikiseek.errors import WikiseekError
from wikiseek.gates import Thresholds
from wikiseek.indexing import Index
from wikiseek.records import Verdict
from wikiseek.synthesis import RunSettings
from wikiseek.synthesis.gating import GATE_VERSIONS
from wikiseek.synthesis.nearest import Nearest, best_rank

HARD = Thresholds(top_k=3, clause_k=2)
PASSED = Verdict("names", True)


def looked_up(*ranks: int) -> Verdict:
    return Verdict("single_lookup", False, "found", {"ranks": {str(n): rank for n, rank in enumerate(ranks)}})


def test_who_passed_more_gates_is_nearer_and_then_who_is_found_later():
    nearest = Nearest()
    drafts = (
        ("named", [Verdict("names", False)]),
        ("found", [PASSED, looked_up(2, 0)]),
        ("later", [PASSED, looked_up(9, 4)]),
        ("as late", [PASSED, looked_up(0, 4)]),
        ("named again", [Verdict("names", False)]),
    )
    told = []
    for question, verdicts in drafts:
        nearest.add(question, verdicts)
        told.append(nearest.record["question"])
    assert told == ["named", "found", "later", "later", "later"]
    assert [row["gate"] for row in nearest.record["verdicts"]] == ["names", "single_lookup"]


@pytest.mark.parametrize(("ranks", "best"), [((0, 0), 0), ((7, 0, 3), 3), ((), 0)])
def test_the_best_place_is_the_first_that_was_found(ranks: tuple[int, ...], best: int):
    assert best_rank([PASSED, looked_up(*ranks)]) == best


def test_a_root_whose_drafts_all_failed_keeps_what_was_measured_of_the_nearest(index: Index, tmp_path: Path):
    settings = RunSettings(top_k=HARD.top_k, clause_k=HARD.clause_k)
    with pytest.raises(WikiseekError, match="all 69 roots"):
        synthesize(index, tmp_path / "run", 99, settings=settings)
    rejects = [row for row in lines(tmp_path / "run" / "rejects.jsonl") if row["stage"] == "single_lookup"]
    assert rejects
    for row in rejects:
        *before, last = row["nearest"]["verdicts"]
        assert row["nearest"]["question"].endswith("?")
        assert all(verdict["passed"] for verdict in before)
        assert (last["gate"], last["passed"]) == ("single_lookup", False)
        assert last["thresholds"] == {"top_k": 3, "clause_k": 2}
        assert last["numbers"]["ranks"]
        assert last["reason"]
        assert all(verdict["version"] == GATE_VERSIONS[verdict["gate"]] for verdict in row["nearest"]["verdicts"])
        assert all(verdict["inputs"]["question"] for verdict in row["nearest"]["verdicts"])
