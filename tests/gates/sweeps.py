"""Lookups that find what a test says, in a store of its own."""

from __future__ import annotations

from collections.abc import Sequence

from wikiseek.gates import Lookups
from wikiseek.records import Passage
from wikiseek.search import Found
from wikiseek.store import Store


class Sweep:
    """Finds the same pages for every query, each by the whole of its text; keeps what was asked."""

    def __init__(self, store: Store, **pages: Sequence[int]) -> None:
        self._found = {
            retriever: Found(tuple(ids), tuple(Passage(page, 0, len(store.text(page))) for page in ids))
            for retriever, ids in pages.items()
        }
        self.asked: list[str] = []

    def sweep(self, queries: Sequence[str], k_pages: int, k_passages: int) -> list[dict[str, Found]]:
        self.asked += queries
        return [dict(self._found) for _ in queries]


def lookups(store: Store, **pages: Sequence[int]) -> Lookups:
    """Lookups by the retrievers named, each of which finds these pages."""
    return Lookups(store, Sweep(store, **pages))
