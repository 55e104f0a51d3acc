"""The browser: reads a page and offers the claims on it that a tree may use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from wikiseek.agents.claims import claims_about
from wikiseek.agents.vertices import Vertices
from wikiseek.hcsp import Sets
from wikiseek.records import Claim, Entity
from wikiseek.store import Claims, Store
from wikiseek.store.exposure import exposed
from wikiseek.store.names import bare, name_key, tokens

_CACHED_PAGES = 2048
# A constant that this share of all candidates names says nothing; it is not offered.
_BROADEST_SHARE = 0.25
_NOT_AN_OBJECT = frozenset({"date", "disambiguation", "list"})
# Verbs whose participle is their past tense need no "had" out of their story.
_PLUPERFECT = re.compile(r"^had (\w+ed|built|fought|found|held|left|made|met|paid|sold|spent|taught|won)\b")
# A country has one capital and a capital one country: who knows the one need not look for the other.
_ONE_TO_ONE = re.compile(r"\b(?:the|its) (?:\w+ )?capital (?:city )?of\b|\bas its (?:\w+ )?capital\b")
# Words of a relation beside its object's name: a longer one copies half the sentence, and often half a thought.
_LONGEST_RELATION = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A claim that may be used: how its object is named, |S⁺|, and whether the object may be hidden."""

    claim: Claim
    constant: str
    size: int
    extendable: bool


class Browser:
    """Reads the claims of pages; what it offers is decided by the index alone."""

    def __init__(self, store: Store, sets: Sets, claims: Claims) -> None:
        self._store = store
        self.kind = Vertices(store).kind
        self._sets = sets
        self._claims = claims
        self.offers = lru_cache(_CACHED_PAGES)(self._offers)

    def _offers(self, page_id: int) -> tuple[Offer, ...]:
        """The usable claims of a page, one for each object (of a time, one for each period), the surest first."""
        entity = self._store.entity(page_id)
        found: dict[tuple[int | str, str], Offer] = {}
        for claim in claims_about(entity, self._claims, self._store):
            meant = self._meant(claim)
            key = object_key(meant), meant.constraint.value
            if key not in found and (offer := self._offer(entity, meant)) is not None:
                found[key] = offer
        return tuple(found.values())

    def _meant(self, claim: Claim) -> Claim:
        """The claim with the title that its link leads to in the end, told in the past rather than before it."""
        constraint = claim.constraint
        if not constraint.target:
            return claim
        if constraint.target_id is None:
            target = self._store.missing_title(constraint.target)
        else:
            target = self._store.title(constraint.target_id)
        relation = _PLUPERFECT.sub(r"\1", claim.relation)
        return replace(claim, constraint=replace(constraint, target=target), relation=relation)

    def _offer(self, entity: Entity, claim: Claim) -> Offer | None:
        target = claim.constraint.target_id
        constant = constant_name(claim, self._store)
        if len(claim.relation.split()) - 1 > _LONGEST_RELATION or not constant or target == entity.id:
            return None
        if _ONE_TO_ONE.search(claim.relation):
            return None
        if exposed(f"{claim.relation} {constant}", entity.id, self._store):
            return None
        if target is not None and _NOT_AN_OBJECT.intersection(self._store.entity(target).flags):
            return None
        pages = self._sets.of(claim.constraint)
        if entity.id not in pages or not 2 <= len(pages) <= _BROADEST_SHARE * len(self._store.candidates):
            return None
        # A description in the middle of a relation ("has … as its owner") is hard to read.
        kind = self.kind(target) if target is not None and claim.relation.endswith("[X]") else ""
        return Offer(claim, constant, len(pages), bool(kind) and not _says_kind(claim.relation, kind))


def _says_kind(relation: str, kind: str) -> bool:
    """Whether a relation gives its object's kind already: "the state of" a state that is hidden says it twice."""
    return bool(re.search(rf"\b{re.escape(kind.rsplit(maxsplit=1)[-1])} of (?:the )?\[X\]$", relation))


def object_key(claim: Claim) -> int | str:
    """What tells objects apart: the page, the title where there is none, else what is said of the subject alone."""
    constraint = claim.constraint
    if constraint.target_id is not None:
        return constraint.target_id
    return constraint.target or f"{constraint.kind} {constraint.key or constraint.value}"


def constant_name(claim: Claim, store: Store) -> str:
    """How the question names the object: as the page does if that name is its own, else its title.

    "" when neither fits the sentence: an anchor that is not the object's name, before which an
    article or preposition was chosen, cannot be exchanged for the title without care.
    """
    constraint = claim.constraint
    anchor = " ".join(claim.anchor.split())
    if not constraint.target:
        return anchor
    if constraint.target_id is None:
        keys, others = store.red_name_keys(constraint.target), 0
    else:
        keys, others = store.name_keys(constraint.target_id), 1
    if name_key(anchor) in keys and len(store.named(name_key(anchor))) == others:
        return anchor
    title = bare(constraint.target)
    if claim.relation.endswith("the [X]") or len(store.named(name_key(title))) != others:
        return ""
    row, words = tokens(anchor), tokens(title)
    return title if row and words[: len(row)] == row else ""
