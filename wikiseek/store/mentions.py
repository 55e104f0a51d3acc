"""Who names whom: a page names another when it links to it or says one of its names, in whatever case.

The relation can be read from either end, from postings and texts (`MentionReader`); what it comes to for every
candidate is stored by `read-claims` (`StoredMentions`), because a page has hundreds and growth asks for thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from pyroaring import BitMap

from wikiseek.store.names import key_tokens, names_as_written
from wikiseek.store.reader import Store

_CACHED_SETS = 20_000

Row = Callable[[str, int], bytes | None]


class Mentions(Protocol):
    """The naming relation, never with a page and itself. Sets are not to be changed in place."""

    def naming(self, page_id: int) -> BitMap:
        """Candidates that link to or mention a page."""

    def named_by(self, page_id: int) -> BitMap:
        """Pages that a page links to or mentions: the forward direction of `naming`."""


class MentionReader:
    """The naming relation read from postings and texts when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.naming = lru_cache(_CACHED_SETS)(self._naming)
        self.named_by = lru_cache(_CACHED_SETS)(self._named_by)

    def _naming(self, page_id: int) -> BitMap:
        """Candidates that link to or mention a page."""
        found = self._store.linking(page_id) & self._store.candidates
        for key in self._store.name_keys(page_id):
            found |= mentioning(self._store, key, found)
        found.discard(page_id)
        return found

    def _named_by(self, page_id: int) -> BitMap:
        """Pages that a page links to or mentions."""
        found = self._store.linked(page_id) | self._store.names_in(self._store.row(page_id).split())
        for key in names_as_written(self._store.text(page_id)):
            found |= self._store.named(key)
        found.discard(page_id)
        return found


class StoredMentions:
    """The naming relation from two stored tables, `naming` and `named`: page id → serialised bitmap."""

    def __init__(self, row: Row, store: Store) -> None:
        """`row` gives what a table has for a page, None for nothing."""
        self._row = row
        self._candidates = store.candidates
        self._read = MentionReader(store)
        self.naming = lru_cache(_CACHED_SETS)(self._naming)

    def _naming(self, page_id: int) -> BitMap:
        """Candidates that link to or mention a page."""
        return self._bitmap("naming", page_id)

    def named_by(self, page_id: int) -> BitMap:
        """Pages that a page links to or mentions; of what is no candidate, as it is read now."""
        return self._bitmap("named", page_id) if page_id in self._candidates else self._read.named_by(page_id)

    def _bitmap(self, table: str, page_id: int) -> BitMap:
        data = self._row(table, page_id)
        return BitMap() if data is None else BitMap.deserialize(data)


def mentioning(store: Store, key: str, known: BitMap) -> BitMap:
    """Candidates that say the name of `key`; those `known` need not be looked at again."""
    if not key:
        return BitMap()
    row = key_tokens(key)
    found = BitMap.intersection(*(store.containing(token) for token in row)) & store.candidates
    if len(row) == 1:
        return found
    said = f" {key} ".encode()
    return BitMap(page for page in found - known if said in store.row(page))
