"""The certificate: what the index proves of a tree.

It holds when

1. the tree has exactly one answer and it is the root's page;
2. no branch pins its vertex alone and none is implied by a sibling (the blur rule);
3. leaving out any one clause or any child subtree leaves at least two answers, so that
   nothing is decoration and the whole hierarchy must be walked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

from pyroaring import BitMap

from wikiseek.hcsp.shape import branch_ids, walk
from wikiseek.hcsp.solver import Sets
from wikiseek.records import Certificate, ResearchTree, Vertex

# A certificate lists at most this many answers of a tree that has several.
_ANSWERS_LISTED = 10


def certify(tree: ResearchTree, sets: Sets) -> Certificate:
    """Prove or refute `tree` over `sets`; every number behind the verdict is in the result."""
    branches: dict[str, BitMap] = {}
    left: dict[str, BitMap] = {}
    failures: list[str] = []
    for vertex in reversed(list(walk(tree.root))):
        own = _branch_sets(vertex, sets, left)
        found = _common(own.values()) or BitMap()
        failures += _blur_failures(vertex, own, found)
        branches |= own
        left[vertex.id] = found
    answers = left[tree.root.id]
    if list(answers) != [tree.root.page_id]:
        failures.append(f"unique: {len(answers)} pages satisfy the tree, not the answer alone")
    remaining = {name: _count(pages) for name, pages in _without(tree.root, branches, sets)}
    without = {name: remaining[name] for name in branch_ids(tree)}
    failures += [f"needed: without {name} {n} candidate is left" for name, n in without.items() if 0 <= n < 2]
    return Certificate(
        holds=not failures,
        answers=tuple(answers[:_ANSWERS_LISTED]),
        sizes={name: len(pages) for name, pages in sorted(branches.items())},
        candidates={name: len(pages) for name, pages in sorted(left.items())},
        leave_one_out=without,
        certified_depth=_needed_depth(tree.root, without),
        failures=tuple(failures),
    )


def _branch_sets(vertex: Vertex, sets: Sets, left: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """The pages that satisfy each branch of a vertex; `left` has those that can stand at its children."""
    found = {clause.id: sets.of(clause.claim.constraint) for clause in vertex.constraints}
    for branch in vertex.children:
        found[branch.vertex.id] = sets.reaching(branch.claim.constraint, left[branch.vertex.id], None)
    return found


def _without(vertex: Vertex, branches: Mapping[str, BitMap], sets: Sets) -> Iterator[tuple[str, BitMap | None]]:
    """Each branch of a vertex or below it, and the pages left at the vertex without it; None when all are.

    Only what lies between the branch and the vertex is solved anew.
    """
    names = [*(clause.id for clause in vertex.constraints), *(branch.vertex.id for branch in vertex.children)]
    others = {name: _common(branches[other] for other in names if other != name) for name in names}
    yield from others.items()
    for branch in vertex.children:
        beside = others[branch.vertex.id]
        for name, below in _without(branch.vertex, branches, sets):
            yield name, beside if below is None else sets.reaching(branch.claim.constraint, below, beside)


def _common(sets: Iterable[BitMap]) -> BitMap | None:
    """The pages of all `sets`, never to be changed in place; None of no sets, which restrict nothing."""
    ordered = sorted(sets, key=len)
    if len(ordered) < 2:
        return ordered[0] if ordered else None
    return BitMap.intersection(*ordered)  # the smallest is copied


def _blur_failures(vertex: Vertex, branches: dict[str, BitMap], found: BitMap) -> Iterator[str]:
    if vertex.page_id not in found:
        yield f"unique: {vertex.id}'s own page does not satisfy its branches"
    for name, pages in branches.items():
        if len(pages) < 2:
            yield f"blur: {name} alone pins {vertex.id}"
    for (name, pages), (other, others) in permutations(branches.items(), 2):
        if pages.issubset(others):
            yield f"blur: {name} implies {other}"


def _count(pages: BitMap | None) -> int:
    """-1 stands for "any page at all": nothing would be said of the root."""
    return -1 if pages is None else len(pages)


def _needed_depth(vertex: Vertex, without: dict[str, int]) -> int:
    needed = [branch.vertex for branch in vertex.children if without[branch.vertex.id] not in (0, 1)]
    return 1 + max((_needed_depth(child, without) for child in needed), default=0)
