"""The certificate: what the index proves of a tree.

It holds when

1. the tree has exactly one answer and it is the root's page;
2. no branch pins its vertex alone and none is implied by a sibling (the blur rule);
3. leaving out any one clause or any child subtree leaves at least two answers, so that
   nothing is decoration and the whole hierarchy must be walked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from pyroaring import BitMap

from wikiseek.hcsp.shape import branch_ids, walk
from wikiseek.hcsp.solver import Sets, candidates
from wikiseek.records import Certificate, ResearchTree, Vertex

# A certificate lists at most this many answers of a tree that has several.
_ANSWERS_LISTED = 10


def certify(tree: ResearchTree, sets: Sets) -> Certificate:
    """Prove or refute `tree` over `sets`; every number behind the verdict is in the result."""
    sizes: dict[str, int] = {}
    left: dict[str, int] = {}
    failures: list[str] = []
    answers = BitMap()
    for vertex in reversed(list(walk(tree.root))):
        branches = _branch_sets(vertex, sets)
        found = BitMap.intersection(*branches.values()) if branches else BitMap()
        sizes.update({name: len(pages) for name, pages in branches.items()})
        left[vertex.id] = len(found)
        failures += _blur_failures(vertex, branches, found)
        answers = found
    if list(answers) != [tree.root.page_id]:
        failures.append(f"unique: {len(answers)} pages satisfy the tree, not the answer alone")
    without = {name: _count(candidates(tree.root, sets, {name})) for name in branch_ids(tree)}
    failures += [f"needed: without {name} {n} candidate is left" for name, n in without.items() if 0 <= n < 2]
    return Certificate(
        holds=not failures,
        answers=tuple(answers[:_ANSWERS_LISTED]),
        sizes=dict(sorted(sizes.items())),
        candidates=dict(sorted(left.items())),
        leave_one_out=without,
        certified_depth=_needed_depth(tree.root, without),
        failures=tuple(failures),
    )


def _branch_sets(vertex: Vertex, sets: Sets) -> dict[str, BitMap]:
    found = {clause.id: sets.of(clause.claim.constraint) for clause in vertex.constraints}
    for branch in vertex.children:
        below = candidates(branch.vertex, sets)
        pages = BitMap() if below is None else below
        found[branch.vertex.id] = sets.reaching(branch.claim.constraint, pages, None)
    return found


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
