"""The funnel adds up, and goes on from what it saved."""

from __future__ import annotations

from typing import Any

from wikiseek import codec
from wikiseek.synthesis.funnel import Funnel


def provenance(by: str, first_passed: bool = False) -> dict[str, Any]:
    return {"written_by": {"question": by}, "plans": {"tried": 3, "first_passed": first_passed}}


def test_counts_and_tallies_add_up():
    funnel = Funnel()
    funnel.count("claims", {})
    funnel.count("accepted", {"plan": {"calls": 2, "prompt_tokens": 30}}, provenance("model", True))
    funnel.count("accepted", {"plan": {"calls": 1, "prompt_tokens": 5}, "compose": {"calls": 1}}, provenance("rules"))
    funnel.used = {"kinds": [["poet", 2]]}
    assert codec.load(funnel.encoded()) == {
        "attempts": 3,
        "accepted": 2,
        "yield": 0.6667,
        "first_plan": 1,
        "yield_first_plan": 0.3333,
        "stages": {"claims": 1, "accepted": 2},
        "spent": {"plan": {"calls": 3, "prompt_tokens": 35}, "compose": {"calls": 1}},
        "written_by": {"model": 1, "rules": 1},
        "used": {"kinds": [["poet", 2]]},
    }


def test_a_saved_funnel_goes_on_as_if_it_had_never_stopped():
    whole, halves = Funnel(), Funnel()
    for funnel in (whole, halves):
        funnel.count("claims", {"plan": {"calls": 1}})
    halves = Funnel(codec.load(halves.encoded()))
    for funnel in (whole, halves):
        funnel.count("accepted", {"plan": {"calls": 2}}, provenance("model", True))
    assert halves.encoded() == whole.encoded()


def test_an_empty_funnel_yields_nothing():
    assert codec.load(Funnel().encoded())["yield"] == 0
