"""Plans: the trees of an asked shape that can be grown from a root, found by code.

A plan is a vertex with everything below it, the pages that satisfy it, and those that would if any
one branch were left out. Plans are built bottom-up: at the lowest level from named constants alone,
higher up from constants and from plans of the pages that claims point to. What no tree above could
mend is dropped where it arises: a branch without which the same pages are left is decoration in any
tree. The index decides; no model is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

from pyroaring import BitMap

from wikiseek.agents.browser import Browser, Offer
from wikiseek.agents.filler import Filler
from wikiseek.agents.labels import label
from wikiseek.agents.parts import Part, Parts, Plan, common, constant_key, fits, wordiness
from wikiseek.agents.prospects import Prospects
from wikiseek.agents.recipes import Slot, recipes
from wikiseek.hcsp import Sets, Shape, Width
from wikiseek.records import Branch, Clause, ResearchTree, Vertex
from wikiseek.store import Store

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is tried, so that the time for a root is bounded.

    A hidden vertex has at most `most_candidates` pages, no branch that more than `narrow` satisfy,
    and `plans_a_page` plans of a kind. `pages_a_vertex` objects of a page are followed, and `looks`
    combinations of branches are looked at.
    """

    most_candidates: int = 400
    plans_a_page: int = 1000
    pages_a_vertex: int = 12
    narrow: int = 8000
    looks: int = 300_000


class Candidate(NamedTuple):
    """A tree whose only answer is its root, and the rule of the certificate that it breaks ("" if none)."""

    tree: ResearchTree
    broken: str


# Of a page and its offers, those that must not be constants of a root: each is a key that finds the page.
Barred = Callable[[int, Sequence[Offer]], set[Offer]]


def nothing_barred(page_id: int, offers: Sequence[Offer]) -> set[Offer]:
    """Any offer may be a constant of its page."""
    return set()


class Plans:
    """Finds plans, the simplest and best-worded first, in an order that depends on content alone."""

    def __init__(self, store: Store, sets: Sets, browser: Browser, limits: Limits = Limits()) -> None:
        self._store = store
        self._sets = sets
        self._browser = browser
        self._limits = limits
        self.prospects = Prospects(browser, limits.pages_a_vertex)
        self._plans = lru_cache(_REMEMBERED)(self._plans_of)

    def roots(self, page_id: int, shape: Shape, barred: Barred = nothing_barred) -> Iterator[Candidate]:
        """Trees of exactly `shape` whose only answer is `page_id`, with what the certificate would say of them.

        No constant of the root is one that is `barred`.
        """
        if not self.prospects.sizes(page_id, shape.depth, shape.width):
            return
        answer = BitMap([page_id])
        for parts in self._choices(page_id, shape.depth, shape.width, shape.vertices, hidden=False, barred=barred):
            if common(parts) == answer:
                needed = all(len(pages) > 1 for pages in self._without(parts))
                yield Candidate(ResearchTree(label(self._vertex(page_id, parts))), "" if needed else "needed")

    def _plans_of(self, page_id: int, slot: Slot, width: Width) -> tuple[Plan, ...]:
        """The first few plans of a page; they depend on nothing above it."""
        return tuple(islice(self._found(page_id, slot, width), self._limits.plans_a_page))

    def _found(self, page_id: int, slot: Slot, width: Width) -> Iterator[Plan]:
        for parts in self._choices(page_id, slot.levels, width, slot.size, hidden=True):
            pages = common(parts)
            if page_id in pages and len(pages) <= self._limits.most_candidates:
                without = []
                for left in self._without(parts):
                    if len(left) == len(pages):
                        break
                    without.append(left)
                else:
                    objects = frozenset({page_id}).union(*(part.objects for part in parts))
                    yield Plan(self._vertex(page_id, parts), pages, tuple(without), objects)

    def _choices(
        self,
        page_id: int,
        levels: int,
        width: Width,
        size: int | None,
        hidden: bool,
        barred: Barred = nothing_barred,
    ) -> Iterator[Parts]:
        """Choices of branches for a page, none of which contains another, within the limits."""
        if len(self._browser.offers(page_id)) < width[0]:
            return
        leaves = self._leaves(page_id, hidden, barred)
        followed = sorted(self.prospects.followed(page_id), key=wordiness)
        filler = Filler(followed, partial(self._parts, width=width, hidden=hidden), self._limits.looks)
        rows = (row for recipe in recipes(levels, width, size) for row in filler.choices(recipe, leaves))
        for parts in islice(rows, self._limits.looks):
            if fits(page_id, parts):
                yield parts

    def _leaves(self, page_id: int, hidden: bool, barred: Barred) -> list[Part]:
        """The offers of a page as constants, the best-worded first."""
        offers = self._browser.offers(page_id)
        left_out = barred(page_id, offers)
        return [
            Part(offer, self._sets.of(offer.claim.constraint), objects=frozenset({constant_key(offer)}))
            for offer in sorted(offers, key=wordiness)
            if offer not in left_out and not (hidden and offer.size > self._limits.narrow)
        ]

    def _parts(self, offer: Offer, slot: Slot, width: Width, hidden: bool) -> list[Part]:
        """The object of an offer as a hidden child: one part for each of its plans."""
        target = offer.claim.constraint.target_id
        assert target is not None
        if slot.size is not None and not self.prospects.sizes(target, slot.levels, width) >> slot.size & 1:
            return []
        found = []
        for plan in self._plans(target, slot, width):
            pages = self._sets.reaching(offer.claim.constraint, plan.pages, None)
            if not (hidden and len(pages) > self._limits.narrow):
                found.append(Part(offer, pages, plan, plan.objects))
        return found

    def _without(self, parts: Parts) -> Iterator[BitMap]:
        """The pages that are left without each branch, and without each branch below each child."""
        for part in parts:
            others = BitMap.intersection(*(other.pages for other in parts if other is not part))
            yield others
            for left in part.plan.without if part.plan is not None else ():
                yield self._sets.reaching(part.offer.claim.constraint, left, others)

    def _vertex(self, page_id: int, parts: Parts) -> Vertex:
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
