"""Trees to be certified over a made-up graph: planted, so that their root is among the answers, and the time of each.

A tree has two branches at every vertex: a constant and a hidden child, at the lowest level two constants, all of them
links of the vertex's page, drawn at random. Nothing sees to it that there is one answer, or that a branch is needed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from pyroaring import BitMap

from bench.graph_world import World, page_id, page_number, title
from wikiseek.records import Branch, Claim, Clause, Constraint, ResearchTree, Vertex
from wikiseek.store import Store

DEPTHS = (2, 3)
_TRIES = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """What a certificate says of a tree, in figures."""

    holds: bool
    answers: list[int]
    sizes: dict[str, int]
    candidates: dict[str, int]
    leave_one_out: dict[str, int]


Certify = Callable[[ResearchTree], Found]


def drawn(store: Store, world: World, count: int) -> list[list[int]]:
    """So many trees, their depths in turn, each as the pages that lead down: root, child, …, two constants in the end;
    between them the constant of each vertex (A, a, B, b, C, c, d)."""
    chance = random.Random(world.seed)
    return [_planted(store, world, chance, DEPTHS[number % len(DEPTHS)]) for number in range(count)]


def _planted(store: Store, world: World, chance: random.Random, depth: int) -> list[int]:
    for _ in range(_TRIES):
        page = page_id(chance.randrange(world.pages))
        path = [page]
        for _ in range(depth):
            links = [*store.linked(page) - BitMap(path)]
            if len(links) < 2:
                break
            constant, page = chance.sample(links, 2)
            path += [constant, page]
        else:
            return path
    raise ValueError("the pages of this graph have too few links for trees")


def tree_of(path: Sequence[int]) -> ResearchTree:
    """The tree of a path as `drawn` gives it."""
    return ResearchTree(_vertex(path, "A"))


def _vertex(path: Sequence[int], name: str) -> Vertex:
    page, constant, below, *rest = path
    clauses = [_clause(f"{name}1", constant)]
    children = []
    if rest:
        children.append(Branch(_claim(below), _vertex(path[2:], chr(ord(name) + 1))))
    else:
        clauses.append(_clause(f"{name}2", below))
    return Vertex(name, page, title(page_number(page)), "page", constraints=tuple(clauses), children=tuple(children))


def _clause(name: str, target: int) -> Clause:
    return Clause(name, _claim(target), title(page_number(target)))


def _claim(target: int) -> Claim:
    return Claim(Constraint("links_to", target, title(page_number(target))), "knows [X]", None)


def timed(trees: Path, out: Path, certify: Certify, facts: dict[str, Any]) -> None:
    """Certify the trees of a file twice, and write what was found and the milliseconds of each into `out`."""
    found: list[Found] = []
    passes: list[list[float]] = []
    paths = json.loads(trees.read_text())
    for _ in ("first", "again"):
        found, times = [], []
        for path in paths:
            tree = tree_of(path)
            began = perf_counter()
            found.append(certify(tree))
            times.append((perf_counter() - began) * 1000)
        passes.append(times)
    first, again = passes
    out.write_text(json.dumps({**facts, "first": first, "again": again, "found": [asdict(one) for one in found]}))
