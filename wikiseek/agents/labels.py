"""The names of the parts of a finished tree: vertices A, B, C … and their clauses A1, A2 …"""

from __future__ import annotations

from dataclasses import replace

from wikiseek.records import Vertex


def label(root: Vertex) -> Vertex:
    """`root` with ids, parents first."""
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
