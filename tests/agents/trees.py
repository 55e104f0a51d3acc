"""Trees for tests of wording: claims without an index behind them."""

from __future__ import annotations

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
