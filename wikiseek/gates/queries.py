"""The lookups that a lazy reader would try: the whole question, its parts, and its rarest words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wikiseek.gates.protocol import Case
from wikiseek.hcsp import walk
from wikiseek.records import Branch, Clause, Vertex
from wikiseek.search.analyzer import ENGLISH_STOP_WORDS
from wikiseek.store import Store
from wikiseek.store.names import tokens

WHOLE = "question"
PLAIN = "plain"
_ASKING = re.compile(
    r"^(?:(?:in|at|on|of|for|from|to|by|with|under) )?(?:which|what|who|whom|whose|where|when|how)\b(?:'s)?\s*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[^\W\da-z_][\w’'.-]*(?:\s+(?:(?:of|the|de|von|van|and|for)\s+)*[^\W\da-z_][\w’'.-]*)*")
_KEYWORDS = (3, 5)
_STOPS = ENGLISH_STOP_WORDS | frozenset(
    "which what who whom whose where when how has had have were he she his her".split()
)


def without_interrogative(case: Case) -> str:
    """The question without "Which film", "In what" and the question mark; all of it where nothing is left."""
    rest = _ASKING.sub("", case.question).rstrip("? ")
    kind = case.tree.root.kind if case.tree is not None else ""
    return (rest.removeprefix(kind).strip(" ,") if kind else rest) or case.question


def names_in(question: str) -> list[str]:
    """What is written with capitals in a question, its "Which" aside."""
    return list(dict.fromkeys(match.group() for match in _NAMES.finditer(_ASKING.sub("", question))))


def keywords(case: Case, store: Store) -> Iterator[tuple[str, str]]:
    """The three and the five rarest words of a question, in its order: "keywords 3", "keywords 5".

    Rare is what few pages say. These are the two reductions that keep most of what tells pages apart: fewer
    words leave a single name, which is a clause's own query, and more come close to the question.
    """
    words = [word for word in dict.fromkeys(tokens(case.question)) if word not in _STOPS]
    pages = {word: len(store.containing(word)) for word in words}
    rarest = sorted((word for word in words if pages[word]), key=lambda word: (pages[word], word))
    for count in _KEYWORDS:
        kept = set(rarest[:count])
        if len(kept) == count:
            yield f"keywords {count}", " ".join(word for word in words if word in kept)


def clauses(vertex: Vertex) -> Iterator[tuple[str, str]]:
    """Each clause of a vertex and of those below it, as worded, by the id of its constant or hidden vertex."""
    for each in walk(vertex):
        yield from ((clause.id, _clause(clause)) for clause in each.constraints)
        yield from ((branch.vertex.id, _branch(branch)) for branch in each.children)


def sub_questions(vertex: Vertex) -> Iterator[tuple[str, str]]:
    """Each hidden vertex below this one described, by its id: its kind and its clauses."""
    for each in walk(vertex):
        if each is not vertex:
            yield each.id, sub_question(each)


def sub_question(vertex: Vertex) -> str:
    """A vertex described by all that is said of it: "city that lies on the Isk and …"."""
    said = [*map(_clause, vertex.constraints), *map(_branch, vertex.children)]
    return f"{vertex.kind} {'who' if vertex.person else 'that'} {' and '.join(said)}"


def _clause(clause: Clause) -> str:
    return clause.clause or clause.claim.relation.replace("[X]", clause.constant)


def _branch(branch: Branch) -> str:
    return branch.clause or branch.claim.relation.replace("[X]", sub_question(branch.vertex))
