"""Which pages can stand at a vertex of a tree."""

from __future__ import annotations

from collections import Counter

from wikiseek.dump import is_person_noun
from wikiseek.store import Store

_NOT_A_VERTEX = frozenset({"date", "disambiguation", "list", "plural", "recovered"})
# A noun that heads the kind of fewer pages was likely misread ("floor-length", "advancement"); fewer in a small wiki.
_PAGES_OF_A_KIND = 4


class Vertices:
    """Tells pages that have a kind to be called by from those that have none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        heads: Counter[str] = Counter()
        for kind, pages in store.kinds():
            heads[_head(kind)] += pages
        least = min(_PAGES_OF_A_KIND, 1 + len(store.candidates) // 1000)
        self._heads = frozenset(head for head, pages in heads.items() if pages >= least)

    def may_be(self, page_id: int) -> bool:
        """Whether a page can stand at a vertex: a candidate with a kind to call it by."""
        if page_id not in self._store.candidates:
            return False
        entity = self._store.entity(page_id)
        if _head(entity.kind) not in self._heads or _NOT_A_VERTEX.intersection(entity.flags):
            return False
        return "person" not in entity.flags or is_person_noun(entity.kind)


def _head(kind: str) -> str:
    return kind.rpartition(" ")[2]
