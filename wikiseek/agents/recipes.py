"""What a vertex of a given shape can be made of: so many constants, and children of such levels and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from wikiseek.hcsp import Width, vertex_counts

_MOST = 256


class Slot(NamedTuple):
    """A child to be found: exactly so many levels, and exactly so many vertices (None: any number)."""

    levels: int
    size: int | None


class Recipe(NamedTuple):
    """The branches of one vertex: the number of its constants, and its children, deepest first."""

    leaves: int
    children: tuple[Slot, ...]


@cache
def recipes(levels: int, width: Width, size: int | None) -> tuple[Recipe, ...]:
    """The ways to make a vertex of exactly `levels` levels and `size` vertices, those of fewest children first."""
    ways = islice(_ways(levels, width, size), _MOST)
    return tuple(sorted(ways, key=lambda recipe: (len(recipe.children), recipe.leaves)))


def _ways(levels: int, width: Width, size: int | None) -> Iterator[Recipe]:
    for branches in range(width[0], width[1] + 1):
        for count in range(min(levels - 1, 1), branches + 1 if levels > 1 else 1):
            leaves = branches - count
            left = None if size is None else size - 1 - leaves
            for children in _children(count, levels - 1, width, left):
                if not children or children[0].levels == levels - 1:
                    yield Recipe(leaves, children)


def _children(
    count: int, deepest: int, width: Width, left: int | None, last: Slot | None = None
) -> Iterator[tuple[Slot, ...]]:
    """Each choice of `count` children of `left` vertices together once, in descending order."""
    if count == 0:
        if not left:
            yield ()
        return
    for levels in range(deepest, 0, -1):
        sizes = [None] if left is None else sorted(vertex_counts(levels, width), reverse=True)
        for size in sizes:
            slot = Slot(levels, size)
            if (last is None or not _after(slot, last)) and (left is None or (size or 0) <= left):
                rest = None if left is None else left - (size or 0)
                for others in _children(count - 1, levels, width, rest, slot):
                    yield (slot, *others)


def _after(slot: Slot, other: Slot) -> bool:
    return (slot.levels, slot.size or 0) > (other.levels, other.size or 0)
