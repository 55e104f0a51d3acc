"""Small random link graphs and trees over them, and a solver that tries every page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st
from pyroaring import BitMap

from wikiseek.records import Branch, Claim, Clause, Constraint, Evidence, ResearchTree, Vertex

NOWHERE = Evidence(0, "", 0, 0, 0, "", "")


@dataclass(frozen=True)
class World:
    """A directed graph on pages 0 … n-1: `links` holds (source, target)."""

    size: int
    links: frozenset[tuple[int, int]]

    def of(self, constraint: Constraint) -> BitMap:
        return BitMap(source for source, target in self.links if target == constraint.target_id)

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        found = BitMap(source for source, target in self.links if target in pages)
        return found if within is None else found & within


def claim(target: int) -> Claim:
    return Claim(Constraint("links_to", target, str(target)), "knows [X]", NOWHERE)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    size = draw(st.integers(2, 8))
    page = st.integers(0, size - 1)
    return World(size, frozenset(draw(st.sets(st.tuples(page, page), max_size=30))))


@st.composite
def trees(draw: st.DrawFn, size: int, most_depth: int = 3) -> ResearchTree:
    numbers = count()
    page = st.integers(0, size - 1)

    def vertex(levels: int) -> Vertex:
        name = f"V{next(numbers)}"
        leaves = draw(st.lists(page, max_size=2))
        below = draw(st.integers(0, 2)) if levels > 1 else 0
        if not leaves and not below:
            leaves = [draw(page)]
        clauses = tuple(Clause(f"{name}.{n}", claim(target), str(target)) for n, target in enumerate(leaves, 1))
        children = tuple(Branch(claim(child.page_id), child) for child in (vertex(levels - 1) for _ in range(below)))
        return Vertex(name, draw(page), name, "page", constraints=clauses, children=children)

    return ResearchTree(vertex(most_depth))


def brute_force(world: World, vertex: Vertex, without: frozenset[str] = frozenset()) -> set[int]:
    """Every page of which each branch is true, tried one by one."""

    def unconstrained(below: Vertex) -> bool:
        return all(c.id in without for c in below.constraints) and all(
            b.vertex.id in without or unconstrained(b.vertex) for b in below.children
        )

    def satisfies(page: int) -> bool:
        for clause in vertex.constraints:
            if clause.id not in without and (page, clause.claim.constraint.target_id) not in world.links:
                return False
        for branch in vertex.children:
            if branch.vertex.id in without or unconstrained(branch.vertex):
                continue
            if not any((page, below) in world.links for below in brute_force(world, branch.vertex, without)):
                return False
        return True

    return {page for page in range(world.size) if satisfies(page)}
