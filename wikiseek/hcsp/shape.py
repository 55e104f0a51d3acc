"""The shape of a tree: its vertices, depth, width and size, and the shape that a tree must have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikiseek.records import ResearchTree, Vertex

# The least and the most branches that a vertex may have.
Width = tuple[int, int]


def walk(vertex: Vertex) -> Iterator[Vertex]:
    """`vertex` and every hidden vertex below it, parents first, left to right."""
    yield vertex
    for branch in vertex.children:
        yield from walk(branch.vertex)


def hidden_vertices(tree: ResearchTree) -> list[Vertex]:
    """The vertices that a question must not name: all of them, the root (the answer) first."""
    return list(walk(tree.root))


def depth(vertex: Vertex) -> int:
    """Levels of vertices from here down; a vertex without hidden children has depth 1."""
    return 1 + max((depth(branch.vertex) for branch in vertex.children), default=0)


def branch_count(vertex: Vertex) -> int:
    """Clauses and children of one vertex."""
    return len(vertex.constraints) + len(vertex.children)


def branch_ids(tree: ResearchTree) -> list[str]:
    """The id of every clause and every child subtree, in reading order."""
    found = []
    for vertex in walk(tree.root):
        found += [clause.id for clause in vertex.constraints]
        found += [branch.vertex.id for branch in vertex.children]
    return found


def vertex_count(tree: ResearchTree) -> int:
    """Vertices as the paper counts them: hidden ones and the constants at the leaves."""
    return 1 + len(branch_ids(tree))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a tree must be: exactly so deep, so many branches at every vertex, so many vertices (None: any)."""

    depth: int = 2
    width: Width = (2, 2)
    vertices: int | None = None

    def fits(self, tree: ResearchTree) -> bool:
        """Whether `tree` has exactly this shape."""
        least, most = self.width
        if depth(tree.root) != self.depth or self.vertices not in (None, vertex_count(tree)):
            return False
        return all(least <= branch_count(vertex) <= most for vertex in walk(tree.root))


@cache
def vertex_counts(levels: int, width: Width) -> frozenset[int]:
    """The numbers of vertices that a tree of exactly so many levels can have."""
    if levels == 1:
        return frozenset(range(1 + width[0], 2 + width[1]))
    below = [vertex_counts(each, width) for each in range(1, levels)]
    branch = sum(1 << count for count in {1}.union(*below))
    deep = sum(1 << count for count in below[-1])
    found = 0
    sums = deep
    for branches in range(1, width[1] + 1):
        if branches >= width[0]:
            found |= sums
        sums = added(sums, branch)
    return frozenset(count + 1 for count in _numbers(found))


def added(some: int, others: int) -> int:
    """The sums of a number of one set and a number of another; sets of numbers are bit masks."""
    found = 0
    for number in _numbers(others):
        found |= some << number
    return found


def _numbers(mask: int) -> Iterator[int]:
    """The numbers of a bit mask, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
