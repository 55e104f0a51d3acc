"""A tree solved step by step, from the deepest vertex to the root: what each branch leaves of the pages before it."""

from __future__ import annotations

from dataclasses import dataclass

from pyroaring import BitMap

from wikiseek.hcsp.shape import walk
from wikiseek.hcsp.solver import Sets, candidates
from wikiseek.records import Branch, Clause, ResearchTree, Vertex


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One branch of a vertex: how many pages satisfy it alone, and how many it leaves with those before it."""

    branch: Clause | Branch
    size: int
    left: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A vertex solved: its branches in order, and the pages that can stand there, ascending."""

    vertex: Vertex
    narrowings: tuple[Narrowing, ...]
    pages: tuple[int, ...]


def derive(tree: ResearchTree, sets: Sets) -> tuple[Derived, ...]:
    """The vertices of `tree` solved, children before their parents; the last is the root, its pages the answers."""
    return tuple(_derived(vertex, sets) for vertex in reversed(list(walk(tree.root))))


def _derived(vertex: Vertex, sets: Sets) -> Derived:
    left: BitMap | None = None
    narrowings = []
    branches: tuple[Clause | Branch, ...] = (*vertex.constraints, *vertex.children)
    for branch in branches:
        found = _satisfying(branch, sets)
        left = found if left is None else left & found
        narrowings.append(Narrowing(branch, len(found), len(left)))
    return Derived(vertex, tuple(narrowings), tuple(left or ()))


def _satisfying(branch: Clause | Branch, sets: Sets) -> BitMap:
    if isinstance(branch, Clause):
        return sets.of(branch.claim.constraint)
    below = candidates(branch.vertex, sets)
    return sets.reaching(branch.claim.constraint, BitMap() if below is None else below, None)
