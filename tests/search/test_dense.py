from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest

from wikiseek import files
from wikiseek.errors import IndexFault, NotFound
from wikiseek.search import dense
from wikiseek.search.arrays import Array
from wikiseek.search.dense import FOLDER, Dense
from wikiseek.search.factory import factory_for

D = 16


def vectors(count: int, seed: int = 0) -> Array:
    found = np.random.default_rng(seed).normal(size=(count, D)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def build(folder: Path, rows: Array, factory: str | None = None, slices: int = 1) -> Dense:
    with dense.writer(folder, D) as writer:
        for part in np.array_split(rows, slices):
            writer.append(part)
    dense.finish(folder, D, factory)
    return Dense(folder, len(rows), D)


def content(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in files.tree_files(folder)]


@pytest.mark.parametrize("factory", [None, "Flat", "SQfp16"])
def test_an_exact_index_finds_what_comparing_all_finds(tmp_path, factory):
    rows, queries = vectors(500), vectors(20, seed=1)
    index = build(tmp_path, rows, factory)
    expected = queries @ rows.astype(np.float16).astype(np.float32).T
    for query, found in enumerate(index.search(queries, 10)):
        assert found.numbers.tolist() == np.argsort(-expected[query])[:10].tolist()
        assert np.allclose(found.scores, expected[query][found.numbers], atol=1e-6)


@pytest.mark.parametrize("factory", ["Flat", "SQfp16", "SQ8"])
def test_equal_scores_come_in_the_order_of_passages(tmp_path, factory):
    rows = np.repeat(vectors(3), 200, axis=0)[np.random.default_rng(2).permutation(600)]
    index = build(tmp_path, rows, factory)
    twins = np.flatnonzero((rows == rows[0]).all(axis=1))
    assert index.search(rows[:1], 7)[0].numbers.tolist() == twins[:7].tolist()
    assert index.search(rows[:1], 200)[0].numbers.tolist() == twins.tolist()


@pytest.mark.parametrize("factory", ["Flat", "SQfp16", "SQ8"])
@pytest.mark.parametrize("queries_at_once", [5, 20, 40])
def test_a_query_has_the_same_result_in_any_batch(tmp_path, factory, queries_at_once):
    index = build(tmp_path, np.concatenate([vectors(300), vectors(30)]), factory)
    queries = vectors(queries_at_once, seed=3)
    for query, together in zip(queries, index.search(queries, 9), strict=True):
        alone = index.search(query[None], 9)[0]
        assert alone.numbers.tolist() == together.numbers.tolist()
        assert alone.scores.tobytes() == together.scores.tobytes()


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF16,SQ8", "IVF16,PQ4x4"])
def test_bytes_do_not_depend_on_threads_or_slices(tmp_path, factory):
    threads = faiss.omp_get_max_threads()
    try:
        for number, count in enumerate((1, 2, 3)):
            faiss.omp_set_num_threads(count)
            build(tmp_path / str(count), vectors(2000), factory, slices=1 + number * 7)
    finally:
        faiss.omp_set_num_threads(threads)
    assert content(tmp_path / "1") == content(tmp_path / "2") == content(tmp_path / "3")


@pytest.mark.parametrize("factory", ["IVF16,SQ8", "OPQ4,IVF16,PQ4x4"])
def test_compressed_indexes_give_exact_scores_of_what_they_find(tmp_path, factory):
    rows = vectors(2000)
    index = build(tmp_path, rows, factory)
    found = index.search(rows[:50], 5)
    assert sum(ranking.numbers[0] == number for number, ranking in enumerate(found)) >= 48
    kept = rows.astype(np.float16).astype(np.float32)
    for query, ranking in zip(rows, found, strict=False):
        assert np.allclose(ranking.scores, kept[ranking.numbers] @ query, atol=1e-6)


def test_a_query_of_unknown_words_finds_nothing(tmp_path):
    assert len(build(tmp_path, vectors(10)).search(np.zeros((1, D), np.float32), 3)[0].numbers) == 0


def test_an_empty_index_finds_nothing(tmp_path):
    assert len(build(tmp_path, vectors(0)).search(vectors(1), 3)[0].numbers) == 0


def test_asking_for_more_than_there_is_gives_all(tmp_path):
    assert len(build(tmp_path, vectors(10)).search(vectors(1), 99)[0].numbers) == 10


def test_another_number_of_vectors_is_an_index_fault(tmp_path):
    build(tmp_path, vectors(10))
    with pytest.raises(IndexFault, match="10 vectors of 16, not 11"):
        Dense(tmp_path, 11, D)
    with pytest.raises(IndexFault, match="another version"):
        Dense(tmp_path, 10, D + 1)


@pytest.mark.parametrize("content", [b"", b"IxFI", b"no index"])
def test_a_damaged_index_is_an_index_fault(tmp_path, content):
    build(tmp_path, vectors(10))
    (tmp_path / FOLDER / "index.faiss").write_bytes(content)
    with pytest.raises(IndexFault, match="damaged"):
        Dense(tmp_path, 10, D)


def test_a_truncated_index_is_an_index_fault(tmp_path):
    build(tmp_path, vectors(1000))
    path = tmp_path / FOLDER / "index.faiss"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexFault, match="damaged"):
        Dense(tmp_path, 1000, D)


def test_the_factory_follows_size():
    assert factory_for(0, 256) == factory_for(1_000_000, 256) == "SQfp16"
    assert factory_for(1_000_001, 256) == "IVF4096,SQ8"
    assert factory_for(40_000_000, 256) == "IVF16384,SQ8"
    assert factory_for(400_000_000, 384) == "IVF65536,PQ64"


def test_every_factory_chosen_is_known_to_faiss():
    for count in (1, 10**6 + 1, 10**7, 10**8, 10**9):
        for dimensions in (256, 384, 768):
            assert faiss.index_factory(dimensions, factory_for(count, dimensions)) is not None


def test_a_factory_that_needs_more_passages_is_refused(tmp_path):
    with pytest.raises(NotFound, match="too few"):
        build(tmp_path, vectors(10), "IVF64,SQ8")
