"""Plans: every tree of the asked shape that can be grown from a root, found by code.

A plan is a vertex with everything below it and the pages that satisfy it. Plans are built
bottom-up: at the lowest level from named constants alone, higher up from constants and from
plans of the pages that claims point to. The index decides; no model is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from pyroaring import BitMap

from wikiseek.agents.browser import Browser, Offer, object_key
from wikiseek.hcsp import Sets
from wikiseek.records import Branch, Clause, ResearchTree, Vertex
from wikiseek.store import Store

# Words of a relation, its object counted as one, beyond which it is tried after all others.
_SHORT_RELATION = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is tried. `most_candidates` bounds the pages that may stand at a hidden vertex."""

    most_candidates: int = 12
    plans_a_page: int = 6
    pages_a_vertex: int = 8
    narrow: int = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """A vertex without ids, and the pages that satisfy all that is said of it."""

    vertex: Vertex
    pages: BitMap


@dataclass(frozen=True, slots=True)
class _Part:
    """One branch of a vertex to be: a constant (no plan) or a hidden child with its plan."""

    offer: Offer
    pages: BitMap
    plan: Plan | None = None


class Plans:
    """Finds plans of a given width, the best-worded first, in an order that depends on content alone."""

    def __init__(self, store: Store, sets: Sets, browser: Browser, width: int, limits: Limits = Limits()) -> None:
        self._store = store
        self._sets = sets
        self._browser = browser
        self._width = width
        self._limits = limits

    def roots(self, page_id: int, levels: int) -> Iterator[ResearchTree]:
        """Trees of `levels` levels whose only answer is `page_id`; not yet certified."""
        for parts in self._combinations(page_id, levels, frozenset({page_id})):
            if BitMap.intersection(*(part.pages for part in parts)) == BitMap([page_id]):
                yield ResearchTree(label(self._vertex(page_id, parts)))

    def _plans(self, page_id: int, levels: int, above: frozenset[int]) -> list[Plan]:
        found: list[Plan] = []
        for parts in self._combinations(page_id, levels, above | {page_id}):
            pages = BitMap.intersection(*(part.pages for part in parts))
            if page_id in pages and len(pages) <= self._limits.most_candidates:
                found.append(Plan(self._vertex(page_id, parts), pages))
            if len(found) == self._limits.plans_a_page:
                break
        return found

    def _combinations(self, page_id: int, levels: int, above: frozenset[int]) -> Iterator[tuple[_Part, ...]]:
        """Choices of `width` branches, at least one of full depth, none implied by another."""
        offers = sorted((o for o in self._browser.offers(page_id) if object_key(o.claim) not in above), key=_wordiness)
        hidden_above = levels == 1 and len(above) > 1
        leaves = [
            _Part(offer, self._sets.of(offer.claim.constraint))
            for offer in offers
            if not (hidden_above and offer.size > self._limits.narrow)
        ]
        if levels == 1:
            chosen: Iterator[tuple[_Part, ...]] = combinations(leaves, self._width)
        else:
            chosen = self._with_one_deep(list(self._deep(offers, levels, above)), leaves)
        yield from (parts for parts in chosen if _fits(parts))

    def _with_one_deep(self, deep: list[_Part], leaves: list[_Part]) -> Iterator[tuple[_Part, ...]]:
        """Each choice once: a part of full depth, and others that come after it."""
        rests = combinations(enumerate([*leaves, *deep], -len(leaves)), self._width - 1)
        for rest, (place, first) in product(rests, enumerate(deep)):
            if all(other < 0 or other > place for other, _ in rest):
                yield (first, *(part for _, part in rest))

    def _deep(self, offers: list[Offer], levels: int, above: frozenset[int]) -> Iterator[_Part]:
        extendable = [offer for offer in offers if offer.extendable][: self._limits.pages_a_vertex]
        for offer in extendable:
            target = offer.claim.constraint.target_id
            assert target is not None
            for plan in self._plans(target, levels - 1, above):
                yield _Part(offer, self._sets.reaching(offer.claim.constraint, plan.pages, None), plan)

    def _vertex(self, page_id: int, parts: tuple[_Part, ...]) -> Vertex:
        entity = self._store.entity(page_id)
        leaves = [part for part in parts if part.plan is None]
        return Vertex(
            id="",
            page_id=page_id,
            entity=entity.title,
            kind=self._browser.kind(page_id),
            person="person" in entity.flags,
            constraints=tuple(Clause("", part.offer.claim, part.offer.constant) for part in leaves),
            children=tuple(Branch(part.offer.claim, part.plan.vertex) for part in parts if part.plan is not None),
        )


def _fits(parts: tuple[_Part, ...]) -> bool:
    """Different objects, different pages throughout, and no set that contains another."""
    objects = [object_key(part.offer.claim) for part in parts]
    inside = [key for part in parts if part.plan for key in objects_below(part.plan.vertex)]
    if len(set(objects + inside)) != len(objects + inside):
        return False
    return not any(
        len(one.pages) < 2 or one.pages.issubset(other.pages) or other.pages.issubset(one.pages)
        for one, other in combinations(parts, 2)
    )


def _wordiness(offer: Offer) -> bool:
    """Short relations first; among them, those that the page says first: they are the ones that matter."""
    return offer.claim.relation.count(" ") > _SHORT_RELATION


def objects_below(vertex: Vertex) -> list[int | str]:
    """The objects of every claim below a vertex, constants and hidden children alike."""
    found = [object_key(clause.claim) for clause in vertex.constraints]
    for branch in vertex.children:
        found += [branch.vertex.page_id, *objects_below(branch.vertex)]
    return found


def label(root: Vertex) -> Vertex:
    """`root` with ids: vertices A, B, C … parents first, their clauses A1, A2 …"""
    numbers = iter(range(1, 10_000))

    def named(vertex: Vertex, name: str) -> Vertex:
        clauses = tuple(replace(clause, id=f"{name}{n}") for n, clause in enumerate(vertex.constraints, 1))
        below = [(branch, _letters(next(numbers))) for branch in vertex.children]
        children = tuple(replace(branch, vertex=named(branch.vertex, child)) for branch, child in below)
        return replace(vertex, id=name, constraints=clauses, children=children)

    return named(root, "A")


def _letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
