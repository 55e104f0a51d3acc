"""Rows of neighbours, each with its side: "borders A to the north, B to the east, and C to the south"."""

from __future__ import annotations

from wikiseek.grammar.parsing import Parse, Token

SIDES = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
_BETWEEN = frozenset((",", ";", "and", "the", "in", "on", "to", "by", "along", "its", "far"))
_BORDERING = ("border", "bound", "surround")


def neighbour(parse: Parse, name: Token) -> Token | None:
    """The first name of the row of neighbours that `name` stands in, behind a verb of bordering; None outside one."""
    for verb in parse.tokens[: name.i]:
        if verb.lemma in _BORDERING:
            firsts = [*parse.children(verb.i, "dobj"), *_agents(parse, verb)]
            for first in firsts:
                if verb.i < first.i < name.i and first.tag.startswith("NNP") and _row(parse, first, name):
                    return first
    return None


def _agents(parse: Parse, verb: Token) -> list[Token]:
    return [t for by in parse.children(verb.i, "agent") for t in parse.children(by.i, "pobj")]


def _row(parse: Parse, first: Token, name: Token) -> bool:
    """Whether names, sides and the small words between them are all that leads from `first` to `name`."""
    between = parse.tokens[first.i + 1 : name.i]
    sides = [t for t in between if t.text.lower() in SIDES]
    crossing = between[-1].text == "by" or len(between) > 1 and between[-2].text == "by"
    if crossing and parse.head(first.i).dep != "agent":
        return False  # "borders A by the river B"
    return bool(sides) and all(_belongs(t) for t in between) and between[-1].text.lower() in (",", "and", "the", "by")


def _belongs(word: Token) -> bool:
    low = word.text.lower()
    return low in _BETWEEN or low in SIDES or word.tag in ("NNP", "NNPS") and word.text[0].isupper()
