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
