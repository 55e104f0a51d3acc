"""Trees for tests of wording: claims without an index behind them."""

from __future__ import annotations

from collections import Counter

from wikiseek.hcsp import walk
from wikiseek.records import Branch, Claim, Clause, Constraint, Evidence, ResearchTree, Vertex

NOWHERE = Evidence(0, "", 0, 0, 0, "", "")


def claim(relation: str, target: str, page_id: int = 1) -> Claim:
    """A link claim."""
    return Claim(Constraint("links_to", page_id, target), relation, NOWHERE, target)


def clause(name: str, relation: str, target: str) -> Clause:
    """A clause about a named constant."""
    return Clause(name, claim(relation, target), target)


def painter_tree() -> ResearchTree:
    """A painter who was taught by a sculptor and born in a named town."""
    sculptor = Vertex(
        "B",
        2,
        "Ida Holm",
        "sculptor",
        person=True,
        constraints=(clause("B1", "designed the [X]", "Gate Park"), clause("B2", "was born in [X]", "Tarvel")),
    )
    return ResearchTree(
        Vertex(
            "A",
            1,
            "Jan Lund",
            "painter",
            person=True,
            constraints=(clause("A1", "died in [X]", "Corvia"),),
            children=(Branch(claim("was taught by [X]", "Ida Holm", 2), sculptor),),
        )
    )


def said(tree: ResearchTree) -> Counter[str]:
    """Every branch of a tree in words."""
    found: Counter[str] = Counter()
    for vertex in walk(tree.root):
        found.update(c.claim.relation.replace("[X]", c.constant) for c in vertex.constraints)
        found.update(b.claim.relation.replace("[X]", b.vertex.entity) for b in vertex.children)
    return found
