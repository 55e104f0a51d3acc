"""Solving a tree bottom-up: the pages that can stand at each vertex."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from pyroaring import BitMap

from wikiseek.records import Constraint, Vertex


class Sets(Protocol):
    """Where the sets of pages come from; the index implements it over its postings."""

    def of(self, constraint: Constraint) -> BitMap:
        """S(c): every page that satisfies `constraint`."""
        ...

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        """R⁻¹(pages): pages in the relation of `constraint` to any of `pages`, of `within` if given."""
        ...


def candidates(vertex: Vertex, sets: Sets, without: Collection[str] = ()) -> BitMap | None:
    """The pages that satisfy everything said of `vertex`; None when nothing is said of it.

    `without` holds ids of clauses and child vertices to leave out. A child about which
    nothing is said restricts nothing, so leaving out all its branches leaves out the child.
    """
    left: BitMap | None = None
    for clause in vertex.constraints:
        if clause.id not in without:
            found = sets.of(clause.claim.constraint)
            left = found if left is None else left & found
    for branch in vertex.children:
        if branch.vertex.id in without:
            continue
        below = candidates(branch.vertex, sets, without)
        if below is not None:
            left = sets.reaching(branch.claim.constraint, below, left)
    return left
