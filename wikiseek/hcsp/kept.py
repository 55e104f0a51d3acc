"""Sets that are remembered: a tree is certified with what the search for it found."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from pyroaring import BitMap

from wikiseek.hcsp.solver import Sets
from wikiseek.records import Constraint

_REMEMBERED = 16_384


class Kept:
    """`Sets` with a memory for what reaches a set of pages; `within` is met from it where the whole is known."""

    def __init__(self, sets: Sets) -> None:
        self._sets = sets
        self._reaching: OrderedDict[tuple[Constraint, bytes], BitMap] = OrderedDict()

    def of(self, constraint: Constraint) -> BitMap:
        """S(c), as the sets inside give it."""
        return self._sets.of(constraint)

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        """R⁻¹(pages), of `within` if given; never to be changed in place. What `constraint` names has no part in it."""
        key = replace(constraint, target_id=None, target="", value=""), pages.serialize()
        found = self._reaching.get(key)
        if found is None:
            if within is not None:
                return self._sets.reaching(constraint, pages, within)
            found = self._sets.reaching(constraint, pages, None)
            self._reaching[key] = found
            if len(self._reaching) > _REMEMBERED:
                self._reaching.popitem(last=False)
        return found if within is None else found & within
