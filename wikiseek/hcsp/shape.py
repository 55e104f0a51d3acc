"""The shape of a tree: its vertices, depth, width and size, and the shape a run asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek.records import ResearchTree, Vertex


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
    """The shape asked for: exact depth, exact branches at every vertex, range of vertex counts."""

    depth: int = 2
    width: int = 2
    vertices: tuple[int, int] | None = None

    def fits(self, tree: ResearchTree) -> bool:
        """Whether `tree` has exactly this shape."""
        if depth(tree.root) != self.depth:
            return False
        if any(branch_count(vertex) != self.width for vertex in walk(tree.root)):
            return False
        return self.vertices is None or self.vertices[0] <= vertex_count(tree) <= self.vertices[1]
