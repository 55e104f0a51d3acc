"""wikiseek read-claims"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek
from tests.indexing.small import here
from wikiseek.grammar import open_grammar
from wikiseek.indexing import claims


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "run_units", here)
    monkeypatch.setattr(claims, "open_grammar", cache(open_grammar))


def test_it_says_what_was_read_and_the_second_time_that_nothing_was_to_do(
    index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    copy = tmp_path / "index"
    shutil.copytree(index, copy)
    said = wikiseek("read-claims", copy)
    claims._opened.cache_clear()
    assert said.code == 0
    assert " claims of " in said.out and "claims are read" in said.err
    again = wikiseek("read-claims", copy, "--json")
    assert again.json["claims"] > 50
    assert again.err.splitlines()[-1] == f"{copy}: nothing was to do"


def test_a_grammar_that_is_not_there_is_one_line(index: Path, wikiseek: Wikiseek):
    said = wikiseek("read-claims", index, "--grammar", "xx_none")
    assert said.code == 1
    assert said.err.splitlines()[-1] == "wikiseek: the grammar 'xx_none' is not installed: pip install xx-none"
