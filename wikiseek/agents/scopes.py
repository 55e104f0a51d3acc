"""Whose clause is whose: a rewording must not give the answer what is said of a hidden thing, nor the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wikiseek.hcsp import walk
from wikiseek.records import ResearchTree, Vertex

# So many words tell the clauses of a question apart.
_HEAD = 3
_OPENING = re.compile(r"^(?:Which|What) [^,]+, (?:who|that|which)\b")
_DESCRIBED = re.compile(r"\w (?:that|who)\b")


def misplaced(tree: ResearchTree, draft: str, text: str) -> list[str]:
    """The clauses that `text`, a rewording of the `draft` of `tree` (its clauses worded), says of another thing.

    A comma ends what is told of a hidden thing ("…, born in the city that …, died in 1905"): no clause of a hidden
    thing stands behind one; without one, none of the answer stands behind a hidden thing, unless the draft has it so.
    """
    names = [clause.constant for vertex in walk(tree.root) for clause in vertex.constraints]
    draft, text = _without_commas(draft, names), _without_commas(text, names)
    own = _heads([tree.root])
    others = _heads(vertex for vertex in walk(tree.root) if vertex is not tree.root)
    parted = [head for head in others - own if _parted(head, text) and not _parted(head, draft)]
    joined = [head for head in own - others if _joined(head, text) and not _joined(head, draft)]
    return [
        *(f"{head!r} is said of the answer" for head in sorted(parted)),
        *(f"{head!r} is said of a hidden thing" for head in sorted(joined)),
    ]


def _heads(vertices: Iterable[Vertex]) -> set[str]:
    phrases: list[str] = []
    for vertex in vertices:
        phrases += [clause.clause for clause in vertex.constraints]
        phrases += [branch.clause for branch in vertex.children]
    return {" ".join(phrase.split()[:_HEAD]) for phrase in phrases}


def _without_commas(text: str, names: Iterable[str]) -> str:
    """`text` without the commas that are within names ("Encino, California")."""
    for name in names:
        text = text.replace(name, name.replace(",", ""))
    return text


def _parted(head: str, text: str) -> bool:
    return re.search(rf", (?:and )?{re.escape(head.replace(',', ''))}\b", text) is not None


def _joined(head: str, text: str) -> bool:
    place = text.find(head.replace(",", ""))
    before = _OPENING.sub("", text)[: place - len(text)] if place >= 0 else ""
    return _DESCRIBED.search(before) is not None and not re.search(r", (?:and )?$", before)
