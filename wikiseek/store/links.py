"""Who is related to whom by a link, from either end: the half of S⁺ that needs no text.

Pages with a link to a page, and those that it links to, are in one relation to it (see `wikiseek.store.constraints`).
Where many pages are walked their rows are looked through as they are stored, which takes a microsecond or two a page.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import chain

from pyroaring import BitMap

from wikiseek.records import Constraint
from wikiseek.store.reader import Store
from wikiseek.store.roaring import Members

_CACHED_SETS = 1000
# Pages of which bitmaps are united faster than rows are looked through.
_FEW = 16


class LinkSets:
    """The sets of `wikiseek.hcsp.Sets` for links alone, read from a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.related = lru_cache(_CACHED_SETS)(self._related)

    def of(self, constraint: Constraint) -> BitMap:
        """Candidate pages that link to the page that a constraint names, and those that it links to."""
        if constraint.kind not in ("links_to", "linked_from") or constraint.target_id is None:
            raise ValueError(f"no link says {constraint.kind} {constraint.target or constraint.value}")
        return self.related(constraint.target_id)

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        """Candidate pages that a link joins to any of `pages`, of `within` if given: the shorter of both is walked.

        Both hold candidates alone, as all sets do that come from here.
        """
        if within is not None and len(within) < len(pages):
            return self.meeting(pages, within)
        if len(pages) <= _FEW:
            found = map(self.related, pages)
            return BitMap.union(BitMap(), *(found if within is None else (each & within for each in found)))
        rows = self._store.rows_of_targets(pages), self._store.rows_of_links(pages)
        members = self._everyone if within is None else Members(within)
        return BitMap(members.met(chain(*rows)))

    def meeting(self, pages: BitMap, within: BitMap) -> BitMap:
        """Pages of `within` that a link joins to any of `pages`; both hold candidates alone."""
        members = Members(pages)
        found = BitMap(members.meeting(self._store.rows_of_targets(within)))  # the shorter rows first
        return found | BitMap(members.meeting(self._store.rows_of_links(within - found)))

    @cached_property
    def _everyone(self) -> Members:
        return Members(self._store.candidates)

    def _related(self, page_id: int) -> BitMap:
        found = self._store.linking(page_id)  # in place: some have hundreds of thousands
        found |= self._store.linked(page_id)
        found &= self._store.candidates
        found.discard(page_id)
        return found
