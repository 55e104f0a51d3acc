"""How many pages share a kind, or one that ends as it does: a "home nation" is a "nation"."""

from __future__ import annotations

from collections import Counter

from wikiseek.store.reader import Store

# A kind that fewer pages share was likely misread ("home nation", "floor-length"); fewer in a small wiki.
_PAGES_OF_A_KIND = 4
_SMALL_WIKI = 1000


class Kinds:
    """The kinds of a store, counted once."""

    def __init__(self, store: Store) -> None:
        self._pages: Counter[str] = Counter()
        for kind, pages in store.kinds():
            self._pages.update(dict.fromkeys(ends(kind), len(pages)))
        self.least = min(_PAGES_OF_A_KIND, 1 + len(store.candidates) // _SMALL_WIKI)

    def pages(self, kind: str) -> int:
        """The pages whose kind ends in `kind`."""
        return self._pages[kind]

    def shared(self, kind: str) -> bool:
        """Whether so many pages are called `kind` that it tells none of them."""
        return self._pages[kind] >= self.least


def ends(kind: str) -> list[str]:
    """A noun phrase, without its first word, without its first two, and so on to its head."""
    words = kind.split()
    return [" ".join(words[first:]) for first in range(len(words))]
