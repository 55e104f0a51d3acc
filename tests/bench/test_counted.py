"""What a model of a bench was asked is added up."""

from __future__ import annotations

from bench.counted import Counted
from wikiseek.llm import Completion, Request, Scripted, Tally, conversation


class Timed(Scripted):
    def complete(self, requests: list[Request]) -> list[Completion]:
        return [Completion("yes", 10, 2, 0.1) for _ in requests]


def test_costs_add_up_until_they_are_set_back():
    model = Counted(Timed(str))
    asked = Request("plan", conversation("?"))
    model.complete([asked, asked])
    model.complete([asked])
    assert model.spent == Tally(3, 30, 6, 300_000)
    assert model.spent.seconds == 0.3
    model.spent = Tally()
    assert model.complete([asked])[0].text == "yes"
    assert model.spent == Tally(1, 10, 2, 100_000)
