"""A fingerprint changes with everything that the bytes of a run depend on."""

from __future__ import annotations

import pytest

from wikiseek import codec
from wikiseek.errors import Prerequisite
from wikiseek.hcsp import Shape
from wikiseek.synthesis import RunSettings
from wikiseek.synthesis.settings import fingerprint


def test_every_choice_changes_the_fingerprint():
    choices = [
        RunSettings(),
        RunSettings(seed=1),
        RunSettings(top_k=6),
        RunSettings(shape=Shape(depth=3)),
        RunSettings(shape=Shape(width=3)),
        RunSettings(shape=Shape(vertices=(5, 5))),
        RunSettings(shape=Shape(vertices=(5, 7))),
    ]
    found = [fingerprint("index", "model", each) for each in choices]
    found += [fingerprint("other", "model", RunSettings()), fingerprint("index", "other", RunSettings())]
    assert len({codec.content_id(each) for each in found}) == len(found)


def test_a_grammar_that_is_not_installed_is_named():
    with pytest.raises(Prerequisite, match="pip install no-such-grammar"):
        fingerprint("index", "model", RunSettings(grammar="no_such_grammar"))
