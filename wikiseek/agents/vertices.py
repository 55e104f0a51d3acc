"""Which pages can stand at a vertex of a tree, and what they are called there."""

from __future__ import annotations

from collections import Counter

from wikiseek.dump import is_kind, is_person_noun
from wikiseek.store import Store

_NOT_A_VERTEX = frozenset({"date", "disambiguation", "list", "plural", "recovered"})
# A kind that fewer pages share was likely misread ("home nation", "floor-length"); fewer in a small wiki.
_PAGES_OF_A_KIND = 4
_SMALL_WIKI = 1000


class Vertices:
    """Tells pages that have a kind to be called by from those that have none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: Counter[str] = Counter()
        for kind, pages in store.kinds():
            self._pages.update(dict.fromkeys(_ends(kind), pages))
        self._least = min(_PAGES_OF_A_KIND, 1 + len(store.candidates) // _SMALL_WIKI)

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
        shared = (end for end in _ends(entity.kind) if self._pages[end] >= self._least and is_kind(end))
        return next(shared, "")


def _ends(kind: str) -> list[str]:
    """A noun phrase, without its first word, without its first two, and so on to its head."""
    words = kind.split()
    return [" ".join(words[first:]) for first in range(len(words))]
