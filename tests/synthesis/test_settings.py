"""A fingerprint changes with everything that the bytes of a run depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiseek import codec
from wikiseek.errors import Prerequisite
from wikiseek.hcsp import Asked, Choice
from wikiseek.synthesis import RunSettings
from wikiseek.synthesis.settings import fingerprint


def test_every_choice_changes_the_fingerprint():
    choices = [
        RunSettings(),
        RunSettings(seed=1),
        RunSettings(top_k=6),
        RunSettings(clause_k=2),
        RunSettings(overlap=(Path(__file__),)),
        RunSettings(max_per_constant=4),
        RunSettings(max_per_hidden=4),
        RunSettings(asked=Asked(depth=Choice.of("3"))),
        RunSettings(asked=Asked(depth=Choice.of("2:1,3:1"))),
        RunSettings(asked=Asked(width=Choice.of("3"))),
        RunSettings(asked=Asked(width=Choice.of("2-3"))),
        RunSettings(asked=Asked(width=Choice.of("2:1,3:1"))),
        RunSettings(asked=Asked(vertices=Choice.of("5"))),
        RunSettings(asked=Asked(vertices=Choice.of("5-7"))),
    ]
    found = [fingerprint("index", "model", each) for each in choices]
    found += [fingerprint("other", "model", RunSettings()), fingerprint("index", "other", RunSettings())]
    assert len({codec.content_id(each) for each in found}) == len(found)


def test_the_same_choice_written_otherwise_is_the_same_run():
    one, other = (
        fingerprint("index", "model", RunSettings(asked=Asked(depth=Choice.of(written))))
        for written in ("2:0.5,3:0.5", "3:7, 2:7")
    )
    assert one == other


def test_a_grammar_that_is_not_installed_is_named():
    with pytest.raises(Prerequisite, match="pip install no-such-grammar"):
        fingerprint("index", "model", RunSettings(grammar="no_such_grammar"))
