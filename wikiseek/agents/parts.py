"""What plans are made of: vertices with the pages that satisfy them, and the branches of a vertex to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from pyroaring import BitMap

from wikiseek.agents.browser import Offer, object_key
from wikiseek.agents.wording import ONCE
from wikiseek.records import Vertex

# Words of a relation, its object counted as one, beyond which it is tried after all others.
_SHORT_RELATION = 5

_ONCE = re.compile(rf"(?:{ONCE}) ")

Key = int | str


@dataclass(frozen=True, slots=True)
class Plan:
    """A vertex without ids; `without` has, for each branch in it, the pages that are left without that branch.

    `objects` are the keys of the page itself and of every constant and hidden page below it.
    """

    vertex: Vertex
    pages: BitMap
    without: tuple[BitMap, ...]
    objects: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Part:
    """One branch of a vertex to be: a constant (no plan) or a hidden child with its plan."""

    offer: Offer
    pages: BitMap
    plan: Plan | None = None
    objects: frozenset[Key] = frozenset()


Parts = tuple[Part, ...]


def common(parts: Parts) -> BitMap:
    """The pages that satisfy every branch."""
    return BitMap.intersection(*(part.pages for part in parts))


def fits(page_id: int, parts: Parts) -> bool:
    """Different objects throughout, never the page itself, and no set that contains another.

    One year says what its decade says: of what a page has once, one branch of it tells. And of what a register
    would say of a page (a year, a nationality, an amount) one branch tells: two are a key to look up, no riddle.
    """
    if sum(_registered(part.offer) for part in parts) > 1 or _says_twice(parts):
        return False
    if len({object_key(part.offer.claim) for part in parts}) != len(parts):
        return False
    objects = frozenset({page_id}).union(*(part.objects for part in parts))
    if len(objects) != 1 + sum(len(part.objects) for part in parts):
        return False
    return not any(
        len(one.pages) < 2 or one.pages.issubset(other.pages) or other.pages.issubset(one.pages)
        for one, other in combinations(parts, 2)
    )


def _says_twice(parts: Parts) -> bool:
    """Whether two branches have one relation that cannot be said once for both ("is where [X] was born"), or say twice
    where something happened that happens once; when it did may be said beside it.
    """
    relations = [part.offer.claim.relation for part in parts if not _registered(part.offer)]
    enclosing = [relation for relation in relations if not relation.endswith("[X]")]
    once = [found.group() for found in map(_ONCE.match, relations) if found]
    return len(set(enclosing)) < len(enclosing) or len(set(once)) < len(once)


def _registered(offer: Offer) -> bool:
    constraint = offer.claim.constraint
    return constraint.kind == "in_category" or (constraint.kind == "has_attribute" and constraint.op != "=")


def constant_key(offer: Offer) -> Key:
    """What tells a constant from every other one in a tree."""
    key = object_key(offer.claim)
    return key if offer.claim.constraint.target_id is not None else f"{key} {offer.claim.constraint.value}"


def wordiness(offer: Offer) -> bool:
    """Short relations first; among them, those that the page says first: they are the ones that matter."""
    return offer.claim.relation.count(" ") > _SHORT_RELATION
