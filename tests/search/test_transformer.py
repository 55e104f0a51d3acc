from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from wikiseek.errors import NotFound, Prerequisite
from wikiseek.search import distillation, open_encoder
from wikiseek.search.transformer import is_transformer


def test_code_that_a_folder_brings_is_refused_before_anything_is_loaded(tmp_path):
    (tmp_path / "modules.json").write_text(json.dumps([{"idx": 0, "path": "", "type": "modeling.Mine"}]), "utf-8")
    with pytest.raises(NotFound, match=r"modeling\.Mine"):
        open_encoder(str(tmp_path), tmp_path / "cache")
    assert "modeling" not in sys.modules


@pytest.mark.parametrize("text", ["{", "[1]", '[{"idx": 0}]'])
def test_a_folder_whose_modules_cannot_be_read_is_named(tmp_path, text):
    (tmp_path / "modules.json").write_text(text, "utf-8")
    with pytest.raises(NotFound, match="cannot be read"):
        open_encoder(str(tmp_path), tmp_path / "cache")


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    (tmp_path / "modules.json").write_text("[]", "utf-8")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(Prerequisite, match="sentence-transformers: pip install"):
        open_encoder(str(tmp_path), tmp_path / "cache")


@pytest.mark.filterwarnings("default")
def test_a_batch_holds_texts_of_like_length_and_the_order_is_kept(tmp_path):
    pytest.importorskip("sentence_transformers")
    try:
        encoder = open_encoder(str(distillation.packaged_model()), tmp_path)
    except Prerequisite as missing:
        pytest.skip(str(missing))
    widths = []
    encoder._model.register_forward_pre_hook(lambda _, given: widths.append(given[0]["input_ids"].shape))
    texts = ["A ship.", "A ship sails from the old harbour to the island with grain and salt."] * 32
    together = encoder.encode(texts)
    assert [count for count, _ in widths] == [32, 32]
    assert widths[0][1] > 2 * widths[1][1]
    assert np.allclose(together[:2], encoder.encode(texts[:2]), atol=1e-5)
    assert np.allclose(together[::2], together[0], atol=1e-5)


@pytest.mark.filterwarnings("default")
def test_the_packaged_model_encodes_as_a_transformer(tmp_path):
    pytest.importorskip("sentence_transformers")
    try:
        folder = distillation.packaged_model()
    except Prerequisite as missing:
        pytest.skip(str(missing))
    assert is_transformer(folder)
    encoder = open_encoder(str(folder), tmp_path)
    assert encoder.dimensions == 384
    vectors = encoder.encode(["A ship sails.", "A boat is sailing.", "Stocks fell sharply."])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.5 > vectors[0] @ vectors[2]
    assert encoder.encode([]).shape == (0, 384)
