"""The moves that grow a tree, and those that make one tree of another.

A tree grows from its root: `extend` describes an object instead of naming it, `blur` adds a constant. A
finding is answered by `swap` (another object in the place of one), `extend` (the same object, now hidden),
`deepen` (a hidden object gets more levels), `name` (a hidden object becomes a constant) or `drop`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wikiseek.agents.browser import object_key
from wikiseek.hcsp import depth
from wikiseek.records import Branch, Claim, Clause, ResearchTree, Vertex

_Either = Clause | Branch


@dataclass(frozen=True, slots=True)
class Move:
    """One step towards a tree: `action` at the page `page_id`, which is `vertex` there.

    `branch` is the id of what it adds, `name` how its object may be told to one who must not know it,
    `said` the claim in words, and `instead` the claim whose place it takes ("" for none).
    """

    action: str
    vertex: str
    page_id: int
    branch: str
    claim: Claim
    name: str
    said: str
    instead: str = ""

    @property
    def key(self) -> tuple[str, str, int | str, str]:
        """What makes two moves of different trees the same move."""
        return self.action, self.vertex, object_key(self.claim), self.claim.constraint.value


def moves(tree: ResearchTree) -> list[Move]:
    """The moves that grow `tree`, in the order in which the paper's actions would make them."""
    return list(_grown(tree.root))


def changes(before: ResearchTree, after: ResearchTree) -> list[Move]:
    """The moves that make `after` of `before`, two trees of one root; ids are those of `after`."""
    return list(_changed(before.root, after.root))


def _grown(vertex: Vertex) -> Iterator[Move]:
    yield from (_move("extend", vertex, branch) for branch in vertex.children)
    yield from (_move("blur", vertex, clause) for clause in vertex.constraints)
    for branch in vertex.children:
        yield from _grown(branch.vertex)


def _changed(before: Vertex, after: Vertex) -> Iterator[Move]:
    old, new = _branches(before), _branches(after)
    lost = [branch for key, branch in old.items() if key not in new]
    gained = [branch for key, branch in new.items() if key not in old]
    for gone, come in zip_longest(lost, gained):
        yield from _replaced(after, gone, come)
    for key in (key for key in new if key in old):
        yield from _kept(after, old[key], new[key])


def _replaced(vertex: Vertex, gone: _Either | None, come: _Either | None) -> Iterator[Move]:
    """Another object in the place of one; either may be missing where the number of branches is open."""
    if isinstance(gone, Branch):
        yield from _dropped(gone.vertex)
    if come is None:
        assert gone is not None
        yield _drop(vertex, gone)
        return
    fresh = "blur" if isinstance(come, Clause) else "extend"
    yield _move(fresh if gone is None else "swap", vertex, come, gone)
    if isinstance(come, Branch):
        yield from _grown(come.vertex)


def _kept(vertex: Vertex, before: _Either, after: _Either) -> Iterator[Move]:
    """The same object, told in another way or described by other things."""
    if isinstance(before, Branch) and isinstance(after, Branch):
        if depth(after.vertex) > depth(before.vertex):
            yield _move("deepen", vertex, after, before)
        yield from _changed(before.vertex, after.vertex)
    elif isinstance(after, Branch):
        yield _move("extend", vertex, after, before)
        yield from _grown(after.vertex)
    elif isinstance(before, Branch):
        yield from _dropped(before.vertex)
        yield _move("name", vertex, after, before)


def _dropped(vertex: Vertex) -> Iterator[Move]:
    for clause in vertex.constraints:
        yield _drop(vertex, clause)
    for branch in vertex.children:
        yield from _dropped(branch.vertex)
        yield _drop(vertex, branch)


def _drop(vertex: Vertex, gone: _Either) -> Move:
    return Move("drop", vertex.id, vertex.page_id, _id(gone), gone.claim, _name(gone), "", _said(gone))


def _move(action: str, vertex: Vertex, come: _Either, gone: _Either | None = None) -> Move:
    instead = "" if gone is None else _said(gone)
    return Move(action, vertex.id, vertex.page_id, _id(come), come.claim, _name(come), _said(come), instead)


def _branches(vertex: Vertex) -> dict[tuple[int | str, str], _Either]:
    every: Sequence[_Either] = (*vertex.children, *vertex.constraints)
    return {(object_key(branch.claim), branch.claim.constraint.value): branch for branch in every}


def _id(branch: _Either) -> str:
    return branch.id if isinstance(branch, Clause) else branch.vertex.id


def _name(branch: _Either) -> str:
    return branch.constant if isinstance(branch, Clause) else f"a hidden {branch.vertex.kind}"


def _said(branch: _Either) -> str:
    name = branch.constant if isinstance(branch, Clause) else branch.vertex.entity
    return branch.claim.relation.replace("[X]", name)
