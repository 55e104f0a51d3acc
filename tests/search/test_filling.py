from __future__ import annotations

import faiss
import numpy as np
import pytest

from wikiseek.errors import NotFound
from wikiseek.search import filling
from wikiseek.search.arrays import Array
from wikiseek.search.factory import lists

D = 16


def vectors(count: int, spread: float = 1.0) -> Array:
    return (np.random.default_rng(0).normal(size=(count, D)) * spread + 1).astype(np.float16)


def by_faiss(rows: Array, factory: str) -> bytes:
    """The file that FAISS writes of an index which it filled in memory."""
    index = faiss.index_factory(D, factory, faiss.METRIC_INNER_PRODUCT)
    floats = rows.astype(np.float32)
    if hasattr(lists(index), "do_polysemous_training"):
        lists(index).do_polysemous_training = False
    if not index.is_trained:
        index.train(floats)
    index.add(floats)
    return bytes(faiss.serialize_index(index))


FLAT = ["Flat", "SQfp16", "SQ8", "SQ4", "PCA8,SQ8"]
LISTS = ["IVF16,Flat", "IVF16,SQ8", "IVF16,PQ4x4", "OPQ4,IVF16,PQ4x4"]
IN_MEMORY = ["PQ4x4", "IVF16,PQ4x4fs"]


@pytest.mark.parametrize("factory", FLAT + LISTS + IN_MEMORY)
@pytest.mark.parametrize("rows_at_once", [65_536, 300])
def test_a_file_has_the_bytes_that_faiss_writes(tmp_path, factory, rows_at_once, monkeypatch):
    rows = vectors(2000)
    expected = by_faiss(rows, factory)
    monkeypatch.setattr(filling, "_ROWS_AT_ONCE", rows_at_once)
    filling.write_index(tmp_path / "index", rows, factory)
    assert (tmp_path / "index").read_bytes() == expected


def test_few_lists_in_use_are_written_as_faiss_does(tmp_path):
    """Of equal vectors all are in one list."""
    rows = np.repeat(vectors(20), [400] + 19 * [1], axis=0)[:402]
    filling.write_index(tmp_path / "index", rows, "IVF10,SQ8")
    assert (tmp_path / "index").read_bytes() == by_faiss(rows, "IVF10,SQ8")


@pytest.mark.parametrize("factory", ["Flat", "SQfp16"])
def test_no_vectors_are_an_index_too(tmp_path, factory):
    filling.write_index(tmp_path / "index", vectors(0), factory)
    assert (tmp_path / "index").read_bytes() == by_faiss(vectors(0), factory)


def test_nothing_is_left_beside_the_file(tmp_path):
    (tmp_path / ".filling").mkdir()
    filling.write_index(tmp_path / "index", vectors(2000), "IVF16,SQ8")
    with pytest.raises(NotFound, match="too few to train"):
        filling.write_index(tmp_path / "other", vectors(10), "IVF16,SQ8")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize(("points", "warned"), [(10, True), (filling._POINTS_A_CENTROID, False)])
def test_faiss_is_content_with_the_points_of_each_centroid(tmp_path, points, warned, monkeypatch, capfd):
    monkeypatch.setattr(filling, "_TRAINED_ON", 1)
    monkeypatch.setattr(filling, "_POINTS_A_CENTROID", points)
    filling.write_index(tmp_path / "index", vectors(5000), "IVF64,SQ8")
    assert ("please provide at least" in capfd.readouterr().err) == warned
