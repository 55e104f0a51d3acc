from __future__ import annotations

import numpy as np
import pytest

from wikiseek.search import exhaustive
from wikiseek.search.arrays import Array

MARGIN = 1e-5


def unit_rows(count: int, seed: int) -> Array:
    found = np.random.default_rng(seed).normal(size=(count, 16))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


def test_every_half_is_the_float_that_numpy_makes_of_it():
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16).reshape(-1, 256)
    assert exhaustive.floats(halves).tobytes() == halves.astype(np.float32).tobytes()


@pytest.mark.parametrize("k", [1, 7, 300, 5000])
@pytest.mark.parametrize(("scores", "rows"), [(1 << 25, 1024), (1, 10)])
def test_the_best_are_found_however_work_is_cut_up(k, scores, rows, monkeypatch):
    monkeypatch.setattr(exhaustive, "_SCORES", scores)
    monkeypatch.setattr(exhaustive, "_ROWS_AT_ONCE", rows)
    vectors, queries = unit_rows(3000, 0), unit_rows(20, 1).astype(np.float32)
    products = queries @ vectors.astype(np.float32).T
    for expected, found in zip(products, exhaustive.nearest(vectors, queries, k, MARGIN), strict=True):
        assert set(np.argsort(-expected)[:k]) <= set(found.tolist())
        assert len(found) <= min(k + 5, len(vectors))
        assert found.tolist() == sorted(found.tolist())


def test_all_equals_of_the_last_are_found():
    vectors = np.repeat(unit_rows(3, 0), 200, axis=0)
    found = next(iter(exhaustive.nearest(vectors, vectors[:1].astype(np.float32), 7, MARGIN)))
    assert found.tolist() == list(range(200))


def test_few_queries_and_very_many_vectors_are_left_to_faiss():
    assert exhaustive.worthwhile(32, 1_000_000)
    assert not exhaustive.worthwhile(31, 1_000_000)
    assert not exhaustive.worthwhile(1000, 2_000_000)
