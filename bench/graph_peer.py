"""The same certificates by sparse matrices in memory, in a process of its own. Run as
`python -m bench.graph_peer WORLD TREES OUT`.

The graph is two `scipy.sparse` matrices, links and links read backwards; sets of pages are sorted arrays of numpy. The
rules of the certificate are written anew here: they share no code with ours.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection
from itertools import permutations
from pathlib import Path

import numpy as np
from scipy import sparse

from bench.graph_trees import Found, timed
from bench.graph_world import Array, World, links_of, page_id, page_number
from wikiseek.hcsp import branch_ids, walk
from wikiseek.records import ResearchTree, Vertex

_ANSWERS = 10


def main() -> None:
    """Certify the trees of the file TREES by the graph in the folder WORLD; what was found goes to the file OUT."""
    began = time.perf_counter()
    graph = Matrices(Path(sys.argv[1]))
    timed(Path(sys.argv[2]), Path(sys.argv[3]), graph.certified, {"built_s": time.perf_counter() - began})


class Matrices:
    """A graph whose pages are numbers; who is related to whom is the same from either end."""

    def __init__(self, folder: Path) -> None:
        world = World.read(folder)
        targets, ends = np.empty(world.links, np.int32), np.zeros(world.pages + 1, np.int64)
        for chunk in world.chunks:
            degrees, found = links_of(folder, chunk)
            first, at = world.first(chunk), ends[world.first(chunk)]
            ends[first + 1 : first + 1 + len(degrees)] = at + np.cumsum(degrees)
            targets[at : at + len(found)] = found
        shape = (world.pages, world.pages)
        links = sparse.csr_matrix((np.ones(world.links, bool), targets, ends.astype(np.int32)), shape)
        self._both = links, links.tocsc().T

    def certified(self, tree: ResearchTree) -> Found:
        """The certificate of a tree in figures: its three rules, by definition."""
        holds, answers = True, np.empty(0, np.int32)
        sizes: dict[str, int] = {}
        candidates: dict[str, int] = {}
        for vertex in reversed(list(walk(tree.root))):
            branches = {
                one.id: self._related(page_number(one.claim.constraint.target_id or 0)) for one in vertex.constraints
            }
            for branch in vertex.children:
                below = self._candidates(branch.vertex, ())
                branches[branch.vertex.id] = self._reaching(below, None)
            answers = self._candidates(vertex, ())
            sizes |= {name: len(pages) for name, pages in branches.items()}
            candidates[vertex.id] = len(answers)
            holds &= page_number(vertex.page_id) in answers and min(map(len, branches.values())) > 1
            holds &= not any(len(_common(one, other)) == len(one) for one, other in permutations(branches.values(), 2))
        without = {name: len(self._candidates(tree.root, {name})) for name in branch_ids(tree)}
        holds &= answers.tolist() == [page_number(tree.root.page_id)] and min(without.values()) > 1
        return Found(bool(holds), [page_id(one) for one in answers[:_ANSWERS].tolist()], sizes, candidates, without)

    def _candidates(self, vertex: Vertex, without: Collection[str]) -> Array:
        """The pages that satisfy what is said of a vertex; of two branches, at most one is left out."""
        left: Array | None = None
        for clause in vertex.constraints:
            if clause.id not in without:
                found = self._related(page_number(clause.claim.constraint.target_id or 0))
                left = found if left is None else _common(left, found)
        for branch in vertex.children:
            if branch.vertex.id not in without:
                left = self._reaching(self._candidates(branch.vertex, without), left)
        assert left is not None
        return left

    def _related(self, page: int) -> Array:
        return self._reaching(np.array([page]), None)

    def _reaching(self, pages: Array, within: Array | None) -> Array:
        """The pages related to any of `pages`, of `within` if given: the shorter of both is walked."""
        if within is not None and len(within) < len(pages):
            hits = [_hits(links[within], pages) for links in self._both]
            return within[hits[0] | hits[1]]
        found = _each_once(np.concatenate([links[pages].indices for links in self._both]))
        return found if within is None else _common(found, within)


def _hits(rows: sparse.csr_matrix, pages: Array) -> Array:
    """Which rows have any of `pages`."""
    found = np.zeros(rows.shape[0], bool)
    found[np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))[np.isin(rows.indices, pages)]] = True
    return found


def _each_once(pages: Array) -> Array:
    """What numpy's own `unique` gives in ten times the time."""
    pages.sort()
    kept = np.ones(len(pages), bool)
    np.not_equal(pages[1:], pages[:-1], out=kept[1:])
    return pages[kept]


def _common(one: Array, other: Array) -> Array:
    return np.intersect1d(one, other, assume_unique=True)


if __name__ == "__main__":
    main()
