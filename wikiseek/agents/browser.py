"""The browser: reads a page and offers the claims on it that a tree may use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from wikiseek.agents.grammar import Grammar, read_claims
from wikiseek.hcsp import Sets
from wikiseek.records import Claim, Entity
from wikiseek.store import Store
from wikiseek.store.exposure import exposed
from wikiseek.store.names import bare, name_key, tokens

_CACHED_PAGES = 2048
# A constant that this share of all candidates names says nothing; it is not offered.
_BROADEST_SHARE = 0.25
_NOT_A_VERTEX = frozenset({"date", "disambiguation", "list", "plural", "recovered"})
_SENTENCES_READ = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """A claim that may be used: how its object is named, |S⁺|, and whether the object may be hidden."""

    claim: Claim
    constant: str
    size: int
    extendable: bool


class Browser:
    """Reads pages through the grammar; what it offers is decided by the index alone."""

    def __init__(self, store: Store, sets: Sets, grammar: Grammar) -> None:
        self._store = store
        self._sets = sets
        self._grammar = grammar
        self.offers = lru_cache(_CACHED_PAGES)(self._offers)

    def may_be_vertex(self, page_id: int) -> bool:
        """Whether a page can stand at a vertex: a candidate with a kind to call it by."""
        if page_id not in self._store.candidates:
            return False
        entity = self._store.entity(page_id)
        return bool(entity.kind) and not _NOT_A_VERTEX.intersection(entity.flags)

    def _offers(self, page_id: int) -> tuple[Offer, ...]:
        """The usable claims of a page, one for each object, in reading order."""
        entity = self._store.entity(page_id)
        found: dict[int, Offer] = {}
        for claim in read_claims(entity, self._grammar, self._store.resolve, _SENTENCES_READ):
            target = claim.constraint.target_id
            if target is None or target == page_id or target in found:
                continue
            if (offer := self._offer(entity, claim, target)) is not None:
                found[target] = offer
        return tuple(found.values())

    def _offer(self, entity: Entity, claim: Claim, target: int) -> Offer | None:
        constant = constant_name(claim, target, self._store)
        if not constant or exposed(claim.relation, entity.id, self._store):
            return None
        if _NOT_A_VERTEX.intersection(self._store.entity(target).flags) - {"plural"}:
            return None
        if exposed(constant, entity.id, self._store):
            return None
        pages = self._sets.of(claim.constraint)
        if entity.id not in pages or not 2 <= len(pages) <= _BROADEST_SHARE * len(self._store.candidates):
            return None
        return Offer(claim, constant, len(pages), self.may_be_vertex(target))


def constant_name(claim: Claim, target: int, store: Store) -> str:
    """How the question names the object: as the page does if that name is its own, else its title.

    "" when neither fits the sentence: an anchor that is not the object's name, before which an
    article or preposition was chosen, cannot be exchanged for the title without care.
    """
    anchor = " ".join(claim.anchor.split())
    if name_key(anchor) in store.name_keys(target) and len(store.named(name_key(anchor))) == 1:
        return anchor
    title = bare(store.title(target))
    if claim.relation.endswith("the [X]") or len(store.named(name_key(title))) != 1:
        return ""
    row, words = tokens(anchor), tokens(title)
    return title if row and words[: len(row)] == row else ""
