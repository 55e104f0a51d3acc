"""On a transformer of one thin layer with random weights: most of the time goes to importing torch."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from tests.search.worlds import SENTENCES, bert_tokenizer
from wikiseek import files
from wikiseek.errors import Prerequisite
from wikiseek.search import distillation, open_encoder
from wikiseek.search.distillation import distill
from wikiseek.search.static import StaticEncoder

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("model2vec", "torch", "transformers", "skeletoken")),
    reason="needs the extra distill",
)
HIDDEN, WIDE, PLACES = 32, 64, 16


def write_transformer(folder: Path) -> Path:
    """A BERT of one layer as its files, made without torch."""
    tokenizer = bert_tokenizer(sorted({word.strip(".").lower() for word in " ".join(SENTENCES).split()}))
    random, size = np.random.default_rng(5), tokenizer.get_vocab_size()
    layer = "encoder.layer.0"
    shapes = {f"{layer}.attention.self.{part}": (HIDDEN, HIDDEN) for part in ("query", "key", "value")}
    shapes |= {f"{layer}.attention.output.dense": (HIDDEN, HIDDEN), "pooler.dense": (HIDDEN, HIDDEN)}
    shapes |= {f"{layer}.intermediate.dense": (WIDE, HIDDEN), f"{layer}.output.dense": (HIDDEN, WIDE)}
    weights = {f"{name}.weight": random.normal(size=shape) * 0.2 for name, shape in shapes.items()}
    weights |= {f"{name}.bias": np.zeros(shape[0]) for name, shape in shapes.items()}
    for name, rows in (("word", size), ("position", PLACES), ("token_type", 2)):
        weights[f"embeddings.{name}_embeddings.weight"] = random.normal(size=(rows, HIDDEN))
    for name in ("embeddings", f"{layer}.attention.output", f"{layer}.output"):
        weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"] = np.ones(HIDDEN), np.zeros(HIDDEN)
    folder.mkdir(parents=True)
    cast = {name: array.astype(np.float32) for name, array in weights.items()}
    (folder / "model.safetensors").write_bytes(save(cast, {"format": "pt"}))
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), "utf-8")
    settings = {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": size, "hidden_size": HIDDEN}
    settings |= {"num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": WIDE}
    settings |= {"max_position_embeddings": PLACES, "pad_token_id": 0}
    (folder / "config.json").write_text(json.dumps(settings), "utf-8")
    marks = {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]", "pad_token": "[PAD]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(marks), "utf-8")
    return folder


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_transformer(tmp_path_factory.mktemp("bert") / "model")


@pytest.fixture(scope="module")
def distilled(tmp_path_factory: pytest.TempPathFactory, transformer: Path) -> Path:
    folder = tmp_path_factory.mktemp("distilled") / "encoder"
    distill(transformer, "thin", folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in files.tree_files(folder)}


def test_a_distillation_has_the_same_bytes_whatever_threads_are_asked_for(
    tmp_path, transformer, distilled, monkeypatch
):
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "PYTHONHASHSEED"):
        monkeypatch.setenv(name, "1")
    distill(transformer, "thin", tmp_path / "again")
    assert content(tmp_path / "again") == content(distilled)


def test_a_distillation_names_no_path(distilled, transformer):
    assert b"/" not in (distilled / "config.json").read_bytes()
    assert str(transformer).encode() not in b"".join(content(distilled).values())


def test_a_distilled_encoder_encodes(distilled):
    encoder = StaticEncoder(distilled)
    assert encoder.id.startswith("static:thin:")
    near, same, far = encoder.encode([SENTENCES[0], SENTENCES[0].upper(), SENTENCES[6]])
    assert near @ same == pytest.approx(1, abs=1e-6)
    assert near @ far < 0.9


def test_one_that_is_there_is_not_made_again(distilled, transformer, monkeypatch):
    monkeypatch.setattr(distillation, "_run", lambda *_: pytest.fail("made again"))
    distill(transformer, "thin", distilled)


def test_lookups_with_a_distilled_encoder_load_no_torch(distilled):
    code = (
        "import sys, pathlib; from wikiseek.search.static import StaticEncoder as E;"
        f"E(pathlib.Path({str(distilled)!r})).encode(['the town']);"
        "print(sorted({'torch', 'transformers', 'model2vec', 'huggingface_hub'} & sys.modules.keys()))"
    )
    path = os.pathsep.join(sys.path)
    env = {**os.environ, "PYTHONPATH": path}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert ran.stdout.strip() == b"[]", ran.stderr


def test_a_distillation_that_fails_is_told_in_one_line_and_leaves_nothing(tmp_path, transformer, monkeypatch):
    monkeypatch.setattr(distillation, "_MODULE", "tests.search.no_such_module")
    with pytest.raises(Prerequisite, match="No module named") as caught:
        distill(transformer, "thin", tmp_path / "encoder")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "encoder").exists()
    assert not list(tmp_path.glob("*.part"))


def test_modules_of_the_folder_one_is_in_are_not_taken_for_the_installed_ones(tmp_path, transformer, monkeypatch):
    (tmp_path / "wikiseek").mkdir()
    (tmp_path / "wikiseek" / "__init__.py").write_text("raise ImportError('not the installed one')")
    monkeypatch.setattr(sys, "path", [str(Path(entry or ".").resolve()) for entry in sys.path])
    monkeypatch.chdir(tmp_path)
    distill(transformer, "thin", tmp_path / "encoder")
    assert (tmp_path / "encoder").is_dir()


def test_missing_libraries_are_named(tmp_path, transformer, monkeypatch):
    monkeypatch.setattr(distillation, "_NEEDED", ("torch", "no_such_library"))
    with pytest.raises(Prerequisite, match="needs no_such_library: pip install"):
        distill(transformer, "thin", tmp_path / "encoder")


def test_a_missing_packaged_model_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(distillation, "_PACKAGE", "no_such_package")
    with pytest.raises(Prerequisite, match="pip install"):
        open_encoder("static", tmp_path)
