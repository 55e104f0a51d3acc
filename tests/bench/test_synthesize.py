"""Figures of questions made: an item's tokens, items an hour, time outside the model."""

from __future__ import annotations

import json
from typing import Any

from bench.measure import Measured
from bench.synthesize import Ours, lines, table

FUNNEL = {
    "accepted": 4,
    "stages": {"accepted": 4, "claims": 6},
    "spent": {
        "plan": {"prompt_tokens": 300, "completion_tokens": 20, "microseconds": 30_000_000},
        "compose": {"prompt_tokens": 60, "completion_tokens": 20, "microseconds": 15_000_000},
    },
}
OURS = Ours(Measured(wall=60.0), FUNNEL)


def tree(valid: bool) -> dict[str, Any]:
    return {"valid": valid, "passed": False, "tokens": 5000, "seconds": 450.0}


def test_an_item_of_ours_is_compared_with_a_valid_tree_of_theirs() -> None:
    tokens, hourly, outside = map(json.loads, lines("m.gguf", OURS, [tree(True), tree(False)]))
    assert (tokens["ours"], tokens["peer_value"], tokens["ratio"]) == (100.0, 10000.0, 0.01)
    assert (hourly["ours"], hourly["peer_value"]) == (240.0, 4.0)
    assert outside["ours"] == 0.25


def test_a_baseline_without_a_valid_tree_has_no_figure_an_item() -> None:
    tokens, *_ = map(json.loads, lines("m.gguf", OURS, [tree(False)]))
    assert tokens["peer_value"] is None and tokens["ratio"] is None
    shown = table("m.gguf", OURS, [tree(False)])
    rows = {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in shown.splitlines()}
    assert {("tokens an item", "100", "> 5000"), ("plan", "80"), ("claims", "6")} <= rows
