"""The way from a predicate down to a linked name: which roads are clean enough to be read off."""

from __future__ import annotations

from wikiseek.agents.grammar.lexicon import (
    CONTROL,
    FALSE_PREPOSITIONS,
    LIGHT_NOUNS,
    LIGHT_WITH_OBJECT,
    PLACE_PREPOSITIONS,
    TOGETHER,
)
from wikiseek.agents.grammar.parsing import Parse, Token
from wikiseek.agents.grammar.predicates import Predicate

_LONGEST = 9
_NOUNS = ("NN", "NNS")
_ALTERNATIVES = ("or", "nor", "but", "&", "versus")


def path(parse: Parse, predicate: Predicate, target: int) -> list[int] | None:
    """The tokens from the predicate down to `target`, both included; None when the way is not clean.

    Coordination is walked through: each conjunct stands where the first one does.
    """
    way = [target]
    here = parse[target]
    several = False
    while here.i != predicate.at:
        here, joined = _place(parse, here, target)
        several = several or joined
        if here.dep == "ROOT" or len(way) > _LONGEST:
            return None
        above = parse[here.head]
        if not _clean(parse, here, above, way[-1], target, predicate):
            return None
        if above.i != predicate.at and above.i <= way[-1] < target and above.i > way[-1]:
            return None
        way.append(above.i)
        here = above
    if several and parse[predicate.at].lemma in TOGETHER:
        return None
    return way[::-1]


def _place(parse: Parse, here: Token, target: int) -> tuple[Token, bool]:
    """The token whose role `here` shares: the first of its conjuncts, or the place that contains it."""
    joined = False
    while here.dep in ("conj", "appos", "npadvmod") and here.i > here.head:
        above = parse[here.head]
        if here.dep == "conj":
            if not _plain_and(parse, here, above):
                break
            joined = True
        elif not _wider_place(parse, here, above, target):
            break
        here = above
    return here, joined


def _plain_and(parse: Parse, here: Token, above: Token) -> bool:
    if any(cc.text.lower() in _ALTERNATIVES for cc in parse.children(above.i, "cc")):
        return False
    if any(t.text.lower() in ("either", "neither") for t in parse.children(above.i, "preconj", "det", "cc")):
        return False
    return here.tag[:2] == above.tag[:2]


def _wider_place(parse: Parse, here: Token, above: Token, target: int) -> bool:
    """ "Ulm, Germany" after "in": the second name says where the first one is, and holds as well."""
    if here.i != target or here.i - above.i != 2 or parse[above.i + 1].text != ",":
        return False
    governor = parse[above.head]
    while above.dep in ("appos", "conj", "npadvmod"):
        above, governor = governor, parse[governor.head]
    return above.dep == "pobj" and governor.text.lower() in ("in", "at", "near", "to", "from")


def _clean(parse: Parse, here: Token, above: Token, below: int, target: int, predicate: Predicate) -> bool:
    """Whether the edge from `above` to `here` belongs in a relation."""
    at_end = below == target
    if here.dep == "pobj":
        return above.dep in ("prep", "agent", "dative", "prt", "conj") and _preposition(above)
    if here.dep in ("prep", "agent"):
        return _governs(parse, above, predicate)
    if here.dep == "dobj":
        return _object(parse, above, at_end)
    if here.dep == "attr":
        return not at_end and here.lemma.lower() not in LIGHT_NOUNS and not parse.children(above.i, "expl")
    if here.dep in ("acomp", "oprd"):
        return not at_end
    if here.dep == "xcomp":
        return above.lemma in CONTROL and here.tag in ("VB", "VBG") and not parse.children(here.i, "neg")
    return here.dep == "pcomp" and here.tag == "VBG" and _preposition(above)


def _preposition(word: Token) -> bool:
    return word.text.lower() not in FALSE_PREPOSITIONS


def _governs(parse: Parse, above: Token, predicate: Predicate) -> bool:
    if above.dep in ("advmod", "npadvmod") and above.i != predicate.at:
        return False
    if above.tag in _NOUNS and above.lemma.lower() in LIGHT_NOUNS and not _superlative(parse, above):
        return False
    return above.tag[:2] in ("VB", "NN", "JJ", "IN", "RP") and above.tag not in ("NNP", "NNPS")


def _superlative(parse: Parse, noun: Token) -> bool:
    """ "One of the largest …" says something where "one of" alone would not."""
    return noun.lemma.lower() == "one"


def _object(parse: Parse, verb: Token, at_end: bool) -> bool:
    if at_end and (verb.lemma in LIGHT_WITH_OBJECT or parse.children(verb.i, "oprd", "xcomp", "ccomp", "dative")):
        return False
    return verb.tag.startswith("VB")


def place_preposition(word: str) -> bool:
    """Whether a preposition can say where something is."""
    return word.lower() in PLACE_PREPOSITIONS
