"""What turns a passage or a query into a vector, and how one is opened from what a user names."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from wikiseek.errors import NotFound
from wikiseek.search.arrays import Array

NONE = "none"
STATIC = "static"


class Encoder(Protocol):
    """Texts to vectors of length 1, alike for alike texts."""

    @property
    def id(self) -> str:
        """Name and sha256 of the weights: equal ids give equal vectors."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    @property
    def batch_invariant(self) -> bool:
        """Whether a text's vector has the same bits whatever texts are encoded with it."""
        ...

    def encode(self, texts: list[str]) -> Array:
        """Vectors, float32 of shape `(len(texts), dimensions)`, each of length 1, or 0 for a text of unknown words."""
        ...


def open_encoder(spec: str, cache: Path) -> Encoder:
    """Open the encoder a user names: `static`, or the path of a sentence-transformers or Model2Vec folder.

    `static` is distilled into `cache` (half a minute) unless it is there; a Model2Vec folder is copied there, so
    that what holds `cache` needs neither torch nor that folder again.
    Raises `Prerequisite` when a library or the packaged model is missing, `NotFound` for a folder that is none.
    """
    from wikiseek.search import distillation, static, transformer

    if spec == STATIC:
        distillation.distill(distillation.packaged_model(), distillation.PACKAGED_NAME, cache)
        return static.StaticEncoder(cache)
    folder = Path(spec)
    if static.is_static(folder):
        return static.StaticEncoder(static.copy(folder, cache))
    if transformer.is_transformer(folder):
        return transformer.TransformerEncoder(folder)
    raise NotFound(
        f"no encoder at {spec}: give static, none, or the path of a sentence-transformers folder (with modules.json)"
    )
