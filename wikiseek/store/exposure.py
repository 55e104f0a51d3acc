"""Whether a text gives a hidden page away: by its title, an alias, or a tell-tale part of its title."""

from __future__ import annotations

from wikiseek.store.names import bare, row, tokens
from wikiseek.store.reader import Store

_TELLING_LENGTH = 4
# A title's word is tell-tale when fewer than this share of pages use it.
_TELLING_SHARE = 0.02


def exposed(text: str, page_id: int, store: Store) -> list[str]:
    """The names of `page_id` and tell-tale words of its title that `text` says, sorted."""
    said_row = row(text)
    names = [bare(name) for name in (store.title(page_id), *store.aliases(page_id))]
    said = {name for name in names if (key := " ".join(tokens(name))) and f" {key} " in said_row}
    said |= {word for word in telling_words(page_id, store) if f" {word} " in said_row}
    return sorted(said)


def telling_words(page_id: int, store: Store) -> set[str]:
    """The rare words of a page's title, which identify it as well as the whole title does."""
    limit = max(2, int(len(store.candidates) * _TELLING_SHARE))
    words = {word for word in tokens(store.title(page_id)) if len(word) >= _TELLING_LENGTH}
    return {word for word in words if len(store.containing(word)) <= limit}
