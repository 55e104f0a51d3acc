"""Whether given pages satisfy a tree, asked of each page rather than of all: a second way to the same sets."""

from __future__ import annotations

from pyroaring import BitMap

from wikiseek.hcsp.solver import Sets, candidates
from wikiseek.records import ResearchTree


def satisfying(pages: BitMap, tree: ResearchTree, sets: Sets) -> BitMap:
    """Those of `pages` that satisfy everything said of the root.

    Children are reached from each page at hand, where `candidates` mostly reaches parents from the children: with
    sets that remember nothing, the two agree only if both ends of every relation tell the same.
    """
    left = BitMap(pages)
    for clause in tree.root.constraints:
        left &= sets.of(clause.claim.constraint)
    for branch in tree.root.children:
        below = candidates(branch.vertex, sets)
        if below is not None:
            kept = (sets.reaching(branch.claim.constraint, below, BitMap([page])) for page in left)
            left = BitMap.union(BitMap(), *kept)
    return left
