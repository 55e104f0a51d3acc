"""How hard a question is, as far as the tree and the search can tell without anybody solving it.

*Structural*: levels, vertices, hidden pages, clauses, and how many pages satisfy each clause alone.

*Retrieval*: where lookups with the whole question have the answer's page; where those with a hidden vertex's
description have its page; and the fewest pages that contain all clauses. A page contains the clause "v … w" when it
is v's page or names v, and is w's page or names w (of a value: says it); the page of the clause's evidence always
does. Naming both is less than telling how they are related, so the number is a lower bound. Lists and dates, which
are no candidates, are not counted among the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyroaring import BitMap

from wikiseek.gates.lookups import Lookups, first_rank, ranks
from wikiseek.gates.protocol import Case
from wikiseek.gates.queries import sub_question
from wikiseek.hcsp import depth, vertex_count, walk
from wikiseek.records import Claim, Vertex
from wikiseek.store import ConstraintSets, Store
from wikiseek.store.categories import membership, years

Json = dict[str, Any]
# Beyond so many clauses the fewest pages are found greedily: one too many, seldom more.
_EXACT = 14


class Difficulty:
    """Measures items; needs the index, and no model."""

    def __init__(self, store: Store, sets: ConstraintSets, lookups: Lookups) -> None:
        self._store = store
        self._sets = sets
        self._lookups = lookups

    def of(self, case: Case) -> Json:
        """The numbers of an item, as it keeps them under `difficulty`."""
        tree, certificate = case.certified
        hidden = list(walk(tree.root))[1:]
        whole, *described = self._lookups.of([case.question, *map(sub_question, hidden)])
        found = ranks(whole, case.answer_id)
        sizes = sorted(certificate.sizes.values())
        return {
            "structural": {
                "depth": depth(tree.root),
                "vertices": vertex_count(tree),
                "hidden": len(hidden),
                "clauses": sum(len(vertex.constraints) for vertex in (tree.root, *hidden)),
                "smallest_set": sizes[0],
                "median_set": sizes[len(sizes) // 2],
                "largest_set": sizes[-1],
                "most_candidates": max(certificate.candidates.values()),
            },
            "retrieval": {
                "ranks": found,
                "best_rank": first_rank(found)[0],
                "fewest_pages": fewest_pages(list(self._containing(tree.root))),
                "hidden": {v.id: ranks(each, v.page_id) for v, each in zip(hidden, described, strict=True)},
            },
        }

    def _containing(self, root: Vertex) -> Iterator[BitMap]:
        """For each clause and branch, the pages that contain it."""
        for vertex in walk(root):
            about = self._about(vertex.page_id)
            for clause in vertex.constraints:
                yield self._at_least(clause.claim, vertex, about & self._saying(clause.claim, vertex))
            for branch in vertex.children:
                yield self._at_least(branch.claim, vertex, about & self._about(branch.vertex.page_id))

    def _at_least(self, claim: Claim, vertex: Vertex, pages: BitMap) -> BitMap:
        return pages | BitMap([vertex.page_id if claim.evidence is None else claim.evidence.page_id])

    def _about(self, page_id: int) -> BitMap:
        return self._sets.naming(page_id) | BitMap([page_id])

    def _saying(self, claim: Claim, vertex: Vertex) -> BitMap:
        """The pages that name or say what a clause is about."""
        constraint = claim.constraint
        if constraint.target_id is not None:
            return self._about(constraint.target_id)
        if constraint.target:
            return self._sets.naming_red(constraint.target)
        found = BitMap([vertex.page_id])
        if constraint.key in ("births", "deaths") or constraint.op == "in":
            return found.union(found, *(self._store.containing(str(year)) for year in years(constraint.value)))
        said = membership(constraint.value) if constraint.kind == "in_category" else None
        name = constraint.value if constraint.op == "=" else said.name if said is not None else ""
        return found | self._sets.saying(name) if name else found


def fewest_pages(containing: Sequence[BitMap]) -> int:
    """The size of the smallest set of pages that has one of each of these; 0 of none.

    Found exactly by the sets of clauses that any one page contains, which are few, up to 14 clauses.
    """
    pages = BitMap().union(BitMap(), *containing)
    masks = {sum(1 << n for n, each in enumerate(containing) if page in each) for page in pages}
    useful = [mask for mask in masks if not any(mask != other and mask & other == mask for other in masks)]
    return _covered(sorted(useful), (1 << len(containing)) - 1, len(containing) <= _EXACT)


def _covered(masks: Iterable[int], whole: int, exact: bool) -> int:
    reached, steps = {0}, 0
    while whole not in reached:
        steps += 1
        further = {done | mask for done in reached for mask in masks}
        reached = further if exact else {max(further, key=lambda done: (done.bit_count(), -done))}
    return steps
