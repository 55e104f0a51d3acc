"""Broken items are caught by what should catch them, and good ones are left alone: a few hundred, made by code.

`bin/leaks INDEX RUN` does the same over a real index and run.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.synthesis.leaks import BY, WAYS, Jury, Leak, leaks
from tests.synthesis.small_run import lines, synthesize
from wikiseek.errors import WikiseekError
from wikiseek.gates import Thresholds
from wikiseek.indexing import Index
from wikiseek.synthesis import RunSettings

COUNT = 200
# In so small a world one page is deep, and every part finds its page.
HARD = Thresholds(top_k=1, clause_k=0)
EASY = Thresholds(top_k=0, clause_k=0)

Item = dict[str, Any]


def every(folder: Path, index: Index, thresholds: Thresholds) -> list[Item]:
    """Every item that can be had of the small world."""
    settings = RunSettings(top_k=thresholds.top_k, clause_k=thresholds.clause_k)
    with pytest.raises(WikiseekError, match="all 69 roots"):
        synthesize(index, folder, 99, settings=settings)
    return lines(folder / "items.jsonl")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, index: Index) -> list[Item]:
    return every(tmp_path_factory.mktemp("runs") / "easy", index, EASY)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory, index: Index) -> list[Item]:
    """Items that no lookup answers."""
    return every(tmp_path_factory.mktemp("runs") / "hard", index, HARD)


@pytest.fixture(scope="module")
def jury(good: list[Item], index: Index) -> Jury:
    return Jury(index, HARD, good)


@pytest.fixture(scope="module")
def broken(good: list[Item], hard: list[Item], index: Index) -> list[Leak]:
    return leaks(good, hard, index, COUNT)


def test_two_hundred_items_are_broken_in_ten_ways(broken: list[Leak], good: list[Item]):
    assert Counter(leak.way for leak in broken) == dict.fromkeys(WAYS, COUNT // len(WAYS))
    assert all(leak.item not in good for leak in broken)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_broken_is_caught_by_what_should_catch_it(way: str, broken: list[Leak], jury: Jury):
    missed = [leak.item["question"] for leak in broken if leak.way == way and BY[way] not in jury.objections(leak.item)]
    assert missed == []


def test_good_items_are_left_alone(good: list[Item], hard: list[Item], index: Index):
    for items, thresholds in ((good, EASY), (hard, HARD)):
        for item in items:
            others = [other for other in items if other is not item]
            assert Jury(index, thresholds, others).objections(item) == {}
