"""S⁺: the pages that satisfy a constraint by a link or by a mention.

Links alone miss pages that name the object without linking to it, so the set of a link
constraint is links ∪ mentions: an upper bound of the pages of which its words are true. A page
never stands in a relation to itself. Lists, dates and disambiguation pages are no candidates.
"""

from __future__ import annotations

from functools import lru_cache

from pyroaring import BitMap

from wikiseek.records import Constraint
from wikiseek.store.names import key_tokens, names_said
from wikiseek.store.reader import Store

_CACHED_SETS = 20_000
# Reading what one page names costs about as much as finding who names this many.
_FORWARD_COST = 10


class ConstraintSets:
    """The sets of `wikiseek.hcsp.Sets`, read from a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.naming = lru_cache(_CACHED_SETS)(self._naming)
        self.naming_red = lru_cache(_CACHED_SETS)(self._naming_red)
        self.named_by = lru_cache(_CACHED_SETS)(self._named_by)

    def of(self, constraint: Constraint) -> BitMap:
        """Every candidate page that satisfies `constraint`."""
        match constraint.kind:
            case "links_to" if constraint.target_id is None:
                return self.naming_red(constraint.target)
            case "links_to":
                return self.naming(constraint.target_id)
            case "linked_from":
                assert constraint.target_id is not None
                return self.named_by(constraint.target_id) & self._store.candidates
            case "in_category":
                found = self._store.in_category(constraint.value)
            case "has_attribute":
                found = self._store.with_attribute(constraint.key, constraint.value)
            case "is_a":
                found = self._store.of_kind(constraint.value)
        return found & self._store.candidates

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        """Candidate pages in the relation of `constraint` to any of `pages`, of `within` if given.

        Two ways lead to the same set: from each of `pages` back to who names it, or from each
        of `within` forward to what it names. The shorter one is taken.
        """
        if constraint.kind != "links_to":
            raise ValueError(f"no inverse for {constraint.kind}")
        if within is not None and len(within) * _FORWARD_COST < len(pages):
            return BitMap(page for page in within if self.named_by(page).intersect(pages))
        found = BitMap.union(*(self.naming(page) for page in pages)) if pages else BitMap()
        return found if within is None else found & within

    def _naming_red(self, title: str) -> BitMap:
        """Candidates that link to or mention a title without a page."""
        found = self._store.linking_red(title) & self._store.candidates
        for key in self._store.red_name_keys(title):
            found |= self._mentioning(key, found)
        return found

    def _naming(self, page_id: int) -> BitMap:
        """Candidates that link to or mention a page."""
        found = self._store.linking(page_id) & self._store.candidates
        for key in self._store.name_keys(page_id):
            found |= self._mentioning(key, found)
        found.discard(page_id)
        return found

    def _named_by(self, page_id: int) -> BitMap:
        """Pages that a page links to or mentions: the forward direction of `naming`."""
        found = self._store.linked(page_id)
        for key in names_said(self._store.text(page_id), self._store.longest_name):
            found |= self._store.named(key)
        found.discard(page_id)
        return found

    def _mentioning(self, key: str, known: BitMap) -> BitMap:
        if not key:
            return BitMap()
        row = key_tokens(key)
        found = BitMap.intersection(*(self._store.containing(token) for token in row)) & self._store.candidates
        if len(row) == 1:
            return found
        said = f" {key} ".encode()
        return BitMap(page for page in found - known if said in self._store.row(page))
