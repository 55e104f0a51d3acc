"""The indexes for more than a million vectors, made of fewer: what they find of what comparing all finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save

from wikiseek import codec
from wikiseek.dump import read_entity, read_pages, site_info
from wikiseek.errors import Prerequisite
from wikiseek.records import Entity
from wikiseek.search import cut, dense, factory
from wikiseek.search.arrays import Array
from wikiseek.search.distillation import packaged_model
from wikiseek.search.static import CONFIG, TOKENIZER, WEIGHTS, StaticEncoder
from wikiseek.search.texts import searched

DIMENSIONS = 256


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> StaticEncoder:
    """The packaged model's own vectors of its tokens, cut and weighted as a distillation is, without torch."""
    try:
        model = packaged_model()
    except Prerequisite as missing:
        pytest.skip(str(missing))
    vectors = load_file(model / "model.safetensors")["embeddings.word_embeddings.weight"].astype(np.float32)
    chances = 1 / (np.arange(len(vectors)) + 2)
    chances /= chances.sum()
    vectors -= vectors.mean(axis=0)
    components = np.linalg.eigh(vectors.T @ vectors)[1][:, -DIMENSIONS:]
    vectors = (vectors @ components) * (1e-4 / (1e-4 + chances))[:, None]
    folder = tmp_path_factory.mktemp("encoder")
    (folder / WEIGHTS).write_bytes(save({"embeddings": vectors.astype(np.float32)}))
    (folder / TOKENIZER).write_bytes((model / "tokenizer.json").read_bytes())
    (folder / CONFIG).write_bytes(codec.line({"model_type": "model2vec", "tokenizer_name": "tokens"}))
    return StaticEncoder(folder)


@pytest.fixture(scope="module")
def articles(enwik8_slice: Path) -> list[Entity]:
    site = site_info(enwik8_slice)
    pages = (page for page in read_pages(enwik8_slice) if page.namespace == 0 and page.redirect is None)
    return [read_entity(page, site) for page in pages]


@pytest.fixture(scope="module")
def vectors(articles: list[Entity], encoder: StaticEncoder) -> Array:
    cuts = ((page, passage) for page in articles for passage in cut(page.id, page.text, page.sections))
    return encoder.encode([searched(page.title, page.text, passage) for page, passage in cuts]).astype(np.float16)


def exact(vectors: Array, queries: Array, k: int) -> list[set[int]]:
    return [set(row) for row in np.argsort(-(queries @ vectors.astype(np.float32).T), axis=1)[:, :k].tolist()]


@pytest.mark.parametrize(("scalar_up_to", "codes"), [(100_000_000, "SQ8"), (1000, "PQ64")])
def test_large_indexes_find_nine_of_the_ten_nearest(
    scalar_up_to: int,
    codes: str,
    articles: list[Entity],
    encoder: StaticEncoder,
    vectors: Array,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(factory, "_EXACT_UP_TO", 1000)
    monkeypatch.setattr(factory, "_SCALAR_UP_TO", scalar_up_to)
    with dense.writer(tmp_path, encoder.dimensions) as writer:
        writer.append(vectors)
    assert dense.finish(tmp_path, encoder.dimensions) == f"IVF256,{codes}"
    index = dense.Dense(tmp_path, *vectors.shape)
    names = [page.title for page in articles]
    questions = [" ".join(page.text.split()[100:125]) or page.title for page in articles]
    for texts in (names, questions):
        queries = encoder.encode(texts)
        found = [set(ranking.numbers.tolist()) for ranking in index.search(queries, 10)]
        expected = exact(vectors, queries, 10)
        recall = np.mean([len(nearest & seen) / 10 for nearest, seen in zip(expected, found, strict=True)])
        assert recall >= 0.9
