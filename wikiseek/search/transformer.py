"""Sentence-transformers folders as encoders: slower and better than static ones; needs torch."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from wikiseek import codec, files
from wikiseek.errors import NotFound, Prerequisite
from wikiseek.search.arrays import Array

_MODULES = "modules.json"
_TRUSTED = "sentence_transformers."
_WEIGHED = {".json", ".safetensors", ".txt", ".model"}


def is_transformer(folder: Path) -> bool:
    """Whether `folder` is a saved sentence-transformers model."""
    return (folder / _MODULES).is_file()


class TransformerEncoder:
    """A local sentence-transformers folder. No network, no code and no pickles from the folder are used."""

    # Sums in other orders for batches of other shapes: of MiniLM's values in float16, up to 2 of 1,000 differed.
    batch_invariant = False

    def __init__(self, folder: Path) -> None:
        _check_modules(folder)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise Prerequisite(
                f"the encoder {folder} needs sentence-transformers: pip install 'wikiseek[distill]'"
            ) from error
        self._model: Any = SentenceTransformer(
            str(folder), local_files_only=True, trust_remote_code=False, model_kwargs={"use_safetensors": True}
        )
        self.id = f"transformer:{folder.resolve().name}:{_digest(folder)}"
        self.dimensions = len(self.encode(["dimensions"])[0])

    def encode(self, texts: list[str]) -> Array:
        """Vectors of `texts`. Longer texts than the model takes are cut at its limit, as it does."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        vectors: Array = self._model.encode(
            texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors.astype(np.float32)


def _check_modules(folder: Path) -> None:
    """Refuse a folder that names classes of its own: old releases import them from it whatever is asked."""
    try:
        types = [str(module["type"]) for module in codec.load((folder / _MODULES).read_bytes())]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NotFound(f"{folder / _MODULES} cannot be read ({error}): give a sentence-transformers folder") from error
    if foreign := [name for name in types if not name.startswith(_TRUSTED)]:
        raise NotFound(f"{folder} needs code of its own ({foreign[0]}), which is not run: choose another encoder")


def _digest(folder: Path) -> str:
    """sha256 over the names and contents of all that decides the vectors."""
    weighed = [path for path in files.tree_files(folder) if path.suffix in _WEIGHED]
    return codec.digest(codec.canonical([[str(path.relative_to(folder)), files.sha256_file(path)] for path in weighed]))
