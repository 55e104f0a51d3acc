"""Filling recipes with the offers of a page, so that choices tried early differ and no page is read too soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, permutations, product

from wikiseek.agents.browser import Offer
from wikiseek.agents.orders import early_first, in_turn
from wikiseek.agents.parts import Part, Parts
from wikiseek.agents.recipes import Recipe, Slot


class Filler:
    """Fills the recipes of one page: `parts_of` gives the parts of an offer whose object is hidden.

    Children are taken from `offers`, in their order; `looks` sets of constants are tried beside them.
    """

    def __init__(self, offers: Sequence[Offer], parts_of: Callable[[Offer, Slot], list[Part]], looks: int) -> None:
        self._offers = offers
        self._parts_of = parts_of
        self._looks = looks
        self._known: dict[tuple[int, Slot], list[Part]] = {}

    def choices(self, recipe: Recipe, leaves: list[Part]) -> Iterator[Parts]:
        """Each choice of branches by a recipe once: page by page for its children, all sets of constants in turn."""
        for children in self._children(recipe.children):
            named = islice(early_first(leaves, recipe.leaves), self._looks)
            yield from in_turn([product(*children, *zip(parts)) for parts in named])

    def _children(self, slots: tuple[Slot, ...]) -> Iterator[list[list[Part]]]:
        """For each choice of different offers for `slots`, the parts they give; slots alike are filled in order."""
        for chosen in permutations(range(len(self._offers)), len(slots)):
            pairs = pairwise(zip(slots, chosen, strict=True))
            if any(slot == other and place > after for (slot, place), (other, after) in pairs):
                continue
            rows: list[list[Part]] = []
            for slot, place in zip(slots, chosen, strict=True):
                rows.append(self._parts(place, slot))
                if not rows[-1]:
                    break
            else:
                yield rows

    def _parts(self, place: int, slot: Slot) -> list[Part]:
        if (place, slot) not in self._known:
            self._known[place, slot] = self._parts_of(self._offers[place], slot)
        return self._known[place, slot]
