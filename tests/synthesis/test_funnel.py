"""The funnel adds up, and goes on from what it saved."""

from __future__ import annotations

from wikiseek import codec
from wikiseek.synthesis.funnel import Funnel


def test_counts_and_tallies_add_up():
    funnel = Funnel()
    funnel.count("claims", {}, "")
    funnel.count("accepted", {"plan": {"calls": 2, "prompt_tokens": 30}}, "model")
    funnel.count("accepted", {"plan": {"calls": 1, "prompt_tokens": 5}, "compose": {"calls": 1}}, "rules")
    assert codec.load(funnel.encoded()) == {
        "attempts": 3,
        "accepted": 2,
        "yield": 0.6667,
        "stages": {"claims": 1, "accepted": 2},
        "spent": {"plan": {"calls": 3, "prompt_tokens": 35}, "compose": {"calls": 1}},
        "written_by": {"model": 1, "rules": 1},
    }


def test_a_saved_funnel_goes_on_as_if_it_had_never_stopped():
    whole, halves = Funnel(), Funnel()
    for funnel in (whole, halves):
        funnel.count("claims", {"plan": {"calls": 1}}, "")
    halves = Funnel(codec.load(halves.encoded()))
    for funnel in (whole, halves):
        funnel.count("accepted", {"plan": {"calls": 2}}, "model")
    assert halves.encoded() == whole.encoded()


def test_an_empty_funnel_yields_nothing():
    assert codec.load(Funnel().encoded())["yield"] == 0
