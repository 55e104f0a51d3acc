"""Static encoders: a text's vector is the mean of its tokens' vectors. No torch, thousands of passages a second.

The files are Model2Vec's (Tulkens and van Dongen, 2024): `config.json`, `model.safetensors`, `tokenizer.json`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from wikiseek import codec, files
from wikiseek.errors import IndexFault
from wikiseek.search.arrays import Array
from wikiseek.search.wordpieces import WordPieces

CONFIG, WEIGHTS, TOKENIZER = "config.json", "model.safetensors", "tokenizer.json"


def is_static(folder: Path) -> bool:
    """Whether `folder` holds a whole Model2Vec encoder."""
    if not all((folder / name).is_file() for name in (CONFIG, WEIGHTS, TOKENIZER)):
        return False
    return bool(config(folder).get("model_type") == "model2vec")


def config(folder: Path) -> dict[str, Any]:
    """What a static encoder says of itself. Raises `IndexFault` when it cannot be read."""
    try:
        found: dict[str, Any] = codec.load((folder / CONFIG).read_bytes())
    except (OSError, ValueError) as error:
        raise IndexFault(f"{folder / CONFIG} cannot be read ({error}): remove {folder} and make it again") from error
    return found


def copy(folder: Path, to: Path) -> Path:
    """Copy a static encoder's files. Returns `to`."""
    for name in (CONFIG, WEIGHTS, TOKENIZER):
        files.write_bytes(to / name, (folder / name).read_bytes())
    return to


class StaticEncoder:
    """A Model2Vec folder opened with numpy and tokenizers alone. Raises `IndexFault` when it is damaged."""

    batch_invariant = True

    def __init__(self, folder: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer  # type: ignore[import-untyped]

        try:
            self._vectors: Array = load_file(folder / WEIGHTS)["embeddings"].astype(np.float32)
            # Read through bytes: a tokenizer that is no JSON then fails here, with an exception of Python's.
            self._pieces = WordPieces(Tokenizer.from_str((folder / TOKENIZER).read_text("utf-8")))
        except (OSError, KeyError, SafetensorError) as error:
            raise IndexFault(f"the encoder in {folder} is damaged ({error}): remove it and make it again") from error
        except Exception as error:  # tokenizers raises bare Exception
            raise IndexFault(f"{folder / TOKENIZER} is damaged ({error}): remove {folder}, make it again") from error
        name = config(folder).get("tokenizer_name") or folder.name
        weights, tokenizer = files.sha256_file(folder / WEIGHTS), files.sha256_file(folder / TOKENIZER)
        self.id = f"static:{Path(name).name}:{codec.digest((weights + tokenizer).encode())}"

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def encode(self, texts: list[str]) -> Array:
        """Vectors of `texts`, each computed alone: batching does not change a bit of them."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        for row, pieces in enumerate(self._pieces(texts)):
            if pieces:
                total = np.add.reduce(self._vectors.take(pieces, axis=0), axis=0)
                out[row] = total / (np.sqrt(np.square(total).sum()) or 1.0)
        return out
