"""Figures of engines: rates, ratios within a round, and what a failure leaves."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bench.engine import Row, lines, measured, table
from bench.engine_peers import Taken
from wikiseek.llm import Request, conversation

REQUESTS = [Request("plan", conversation("x"), choices=("1", "2")), Request("compose", conversation("y"))]
SLOW = Row("one by one", [Taken(2.0, 2.0, 2, 100, 0.25), Taken(4.0, 2.0, 2, 100, 0.25)])
FAST = Row("ours, 8", [Taken(1.0, 0.5, 2, 100, 0.75, 0.02), Taken(1.0, 0.5, 2, 100, 0.75, 0.04)])


class Fixed:
    """Takes a second a request, or fails."""

    def __init__(self, name: str, fault: str = "") -> None:
        self.name = name
        self.asked = 0
        self._fault = fault

    def take(self, requests: Sequence[Request]) -> Taken:
        self.asked += 1
        if self._fault:
            raise OSError(self._fault)
        return Taken(float(len(requests)), 1.0, len(requests), 10)


def cells(shown: str) -> set[tuple[str, ...]]:
    return {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in shown.splitlines()}


def test_ratios_are_taken_within_rounds() -> None:
    shown = table("m.gguf", REQUESTS, [SLOW, FAST])
    assert "2 requests of a run, 1 of them choices" in shown
    assert {
        ("one by one", "0.75", "38", "1.00", "2.0", "25.0%", "-"),
        ("ours, 8", "2.00", "100", "3.00", "0.5", "75.0%", "3.0%"),
    } <= cells(shown)


def test_each_of_ours_is_compared_with_each_other_engine() -> None:
    (line,) = map(json.loads, lines("m.gguf", REQUESTS, [SLOW, FAST]))
    assert (line["what"], line["ours"], line["peer"], line["peer_value"]) == ("ours, 8", 2.0, "one by one", 0.75)
    assert (line["ratio"], line["hits"]) == (2.667, 0.75)


def test_engines_take_turns_and_one_that_fails_is_left_out() -> None:
    good, bad = Fixed("ours, 1"), Fixed("a server", "no\nport")
    rows = measured([good, bad], REQUESTS, 3)
    assert (good.asked, bad.asked) == (3, 1)
    assert [(row.name, len(row.rounds), row.fault) for row in rows] == [
        ("ours, 1", 3, ""),
        ("a server", 0, "OSError: no port"),
    ]
    assert "a server failed: OSError: no port" in table("m", REQUESTS, rows)
