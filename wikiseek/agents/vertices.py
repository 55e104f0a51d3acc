"""Which pages can stand at a vertex of a tree, and what they are called there."""

from __future__ import annotations

from functools import lru_cache

from wikiseek.dump import is_kind
from wikiseek.store import Store
from wikiseek.store.kinds import Kinds, ends

_CACHED_KINDS = 1 << 16


class Vertices:
    """Tells pages that have a kind to be called by from those that have none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds = Kinds(store)
        self.called = lru_cache(_CACHED_KINDS)(self._called)

    def kind(self, page_id: int) -> str:
        """What a page is called at a vertex, "" for one that cannot stand there."""
        return self.called(self._store.entity(page_id).kind) if page_id in self._store.hideable else ""

    def _called(self, kind: str) -> str:
        """The longest end of a kind that enough pages share: "nation" for a "home nation"; "" if there is none."""
        shared = (end for end in ends(kind) if self._kinds.shared(end) and is_kind(end))
        return next(shared, "")
