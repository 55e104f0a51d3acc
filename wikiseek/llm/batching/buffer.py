"""The tokens of one step, as llama.cpp reads them: arrays that are filled again and again."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np


class Buffer:
    """At most `size` tokens of any sequences, in the order in which they were added."""

    def __init__(self, api: ModuleType, size: int) -> None:
        self._tokens = np.zeros(size, np.int32)
        self._positions = np.zeros(size, np.int32)
        self._sequences = np.zeros(size, np.int32)
        self._scored = np.zeros(size, np.int8)
        # Each token belongs to one sequence: the list of its sequences is one place of the array.
        self._counts = np.ones(size, np.int32)
        self._lists = self._sequences.ctypes.data + self._sequences.itemsize * np.arange(size, dtype=np.uintp)
        self._batch = api.llama_batch()
        for name, array in (
            ("token", self._tokens),
            ("pos", self._positions),
            ("n_seq_id", self._counts),
            ("seq_id", self._lists),
            ("logits", self._scored),
        ):
            setattr(self._batch, name, ctypes.cast(array.ctypes.data, _pointer(api, name)))
        self.clear()

    @property
    def tokens(self) -> int:
        """How many tokens were added."""
        return self._count

    @property
    def room(self) -> int:
        """How many more can be added."""
        return len(self._tokens) - self._count

    @property
    def rows(self) -> int:
        """How many rows of scores will come back."""
        return self._rows

    @property
    def batch(self) -> Any:
        """The `llama_batch`; it points into this buffer."""
        self._batch.n_tokens = self._count
        return self._batch

    def clear(self) -> None:
        """Begin another step."""
        self._count = self._rows = 0

    def add(self, tokens: Sequence[int], position: int, sequence: int, scored: Sequence[int] = ()) -> range:
        """Add `tokens` from `position` on; the rows of the places `scored`, which are in order."""
        start, end = self._count, self._count + len(tokens)
        self._tokens[start:end] = tokens
        self._positions[start:end] = np.arange(position, position + len(tokens), dtype=np.int32)
        self._sequences[start:end] = sequence
        self._scored[start:end] = 0
        for place in scored:
            self._scored[start + place] = 1
        self._count = end
        rows = range(self._rows, self._rows + len(scored))
        self._rows = rows.stop
        return rows


def _pointer(api: ModuleType, name: str) -> Any:
    return dict(api.llama_batch._fields_)[name]
