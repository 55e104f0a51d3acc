"""Which pages can stand at a vertex of a tree, and what they are called there."""

from __future__ import annotations

from wikiseek.dump import is_kind, is_person_noun
from wikiseek.store import Store
from wikiseek.store.kinds import Kinds, ends

_NOT_A_VERTEX = frozenset({"date", "disambiguation", "list", "plural", "recovered"})


class Vertices:
    """Tells pages that have a kind to be called by from those that have none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds = Kinds(store)

    def kind(self, page_id: int) -> str:
        """What a page is called at a vertex, "" for one that cannot stand there.

        That is the longest end of its kind that enough pages share: "nation" for a "home nation".
        """
        if page_id not in self._store.candidates:
            return ""
        entity = self._store.entity(page_id)
        if _NOT_A_VERTEX.intersection(entity.flags):
            return ""
        if "person" in entity.flags and not is_person_noun(entity.kind):
            return ""
        shared = (end for end in ends(entity.kind) if self._kinds.shared(end) and is_kind(end))
        return next(shared, "")
