"""The vectors of a unit's passages: those that are known are taken, the others encoded in batches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wikiseek.search.arrays import Array
from wikiseek.search.encoder import Encoder
from wikiseek.search.known import KnownVectors

_PASSAGES_AT_ONCE = 512


class VectorCollector:
    """Takes the passages of a unit in order, page by page."""

    def __init__(self, encoder: Encoder, known: KnownVectors | None) -> None:
        self._encoder, self._known = encoder, known
        self._count = 0
        self._encoded: list[Array] = []
        self._encoded_at: list[int] = []
        self._waiting: list[str] = []
        self._rows: list[int] = []
        self._reused_at: list[int] = []

    @property
    def reused(self) -> int:
        """How many vectors were known."""
        return len(self._rows)

    def add(self, title: str, texts: Sequence[str]) -> None:
        """Add the passages of the next page, as encoders see them."""
        known = self._known.rows(title) if self._known is not None and texts else {}
        for text in texts:
            if (row := known.get(text)) is None:
                self._waiting.append(text)
                self._encoded_at.append(self._count)
            else:
                self._rows.append(row)
                self._reused_at.append(self._count)
            self._count += 1
        while len(self._waiting) >= _PASSAGES_AT_ONCE:
            self._encode(_PASSAGES_AT_ONCE)

    def finish(self) -> Array:
        """All vectors in order, float16 of shape `(n, dimensions)`."""
        self._encode(len(self._waiting))
        found = np.empty((self._count, self._encoder.dimensions), np.float16)
        if self._encoded:
            found[self._encoded_at] = np.concatenate(self._encoded)
        if self._known is not None:
            found[self._reused_at] = self._known.vectors(self._rows)
        return found

    def _encode(self, count: int) -> None:
        if count:
            self._encoded.append(self._encoder.encode(self._waiting[:count]).astype(np.float16))
            del self._waiting[:count]
