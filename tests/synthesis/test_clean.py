"""Items that are clean by construction are left alone; `bin/leaks INDEX RUN` does the same over a real index."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from tests.synthesis.clean import clean_items, refusals
from wikiseek.gates import Thresholds
from wikiseek.hcsp import Shape
from wikiseek.indexing import Index

# In so small a world the answer's page is seldom below the first.
THRESHOLDS = Thresholds(top_k=1, clause_k=0)


@pytest.fixture(scope="module")
def clean(index: Index) -> list[dict[str, Any]]:
    return [item for depth in (2, 3) for item in islice(clean_items(index, Shape(depth, (2, 2)), THRESHOLDS), 20)]


def test_the_small_world_has_clean_items(clean: list[dict[str, Any]]):
    assert len(clean) >= 12
    assert len({item["question"] for item in clean}) == len(clean)


def test_clean_items_are_left_alone(clean: list[dict[str, Any]], index: Index):
    assert list(refusals(clean, index, THRESHOLDS)) == []
