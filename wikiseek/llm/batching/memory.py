"""Sequences of the cache: which numbers are free, and what their cells hold.

In a unified cache a cell can belong to several sequences, so that a copy of a prefix moves no data
and takes no room; a cell is free again when the last of them lets go of it.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any


class Memory:
    """The numbers 0 to `count` - 1 of sequences in one llama.cpp context, and their cells."""

    def __init__(self, api: ModuleType, context: Any, count: int) -> None:
        self._api = api
        self._memory = api.llama_get_memory(context)
        self._count = count
        self._free = list(range(count))[::-1]

    def take(self) -> int | None:
        """A sequence that holds nothing; None when all are in use."""
        return self._free.pop() if self._free else None

    def give(self, sequence: int) -> None:
        """Let go of everything a taken sequence holds; it may be taken again."""
        self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        self._free.append(sequence)

    def copy(self, source: int, target: int, start: int, end: int) -> None:
        """Let `target` share the cells of `source` at the positions from `start` up to `end`."""
        self._api.llama_memory_seq_cp(self._memory, source, target, start, end)

    def cut(self, sequence: int, start: int) -> None:
        """Let go of the positions from `start` on."""
        self._api.llama_memory_seq_rm(self._memory, sequence, start, -1)

    def clear(self) -> None:
        """Every sequence is free and holds nothing."""
        self._api.llama_memory_clear(self._memory, True)
        self._free = list(range(self._count))[::-1]
