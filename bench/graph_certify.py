"""Certifying trees by the store of a made-up graph, in a process of its own. Run as
`python -m bench.graph_certify FOLDER TREES OUT links|mentions`: by links alone, or looking for mentions too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.graph_trees import Found, timed
from wikiseek.hcsp import Sets, certify
from wikiseek.records import ResearchTree
from wikiseek.store import ConstraintSets, LinkSets, Store


def main() -> None:
    """Certify the trees of the file TREES by the store in FOLDER; what was found goes to the file OUT."""
    store = Store(Path(sys.argv[1]))
    sets: Sets = LinkSets(store) if sys.argv[4] == "links" else ConstraintSets(store)

    def found(tree: ResearchTree) -> Found:
        proof = certify(tree, sets)
        return Found(proof.holds, list(proof.answers), proof.sizes, proof.candidates, proof.leave_one_out)

    timed(Path(sys.argv[2]), Path(sys.argv[3]), found, {})


if __name__ == "__main__":
    main()
