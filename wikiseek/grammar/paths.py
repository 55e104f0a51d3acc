"""The way from a predicate down to a linked name: which roads are clean enough to be read off."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.complements import wanting
from wikiseek.grammar.lexicon import (
    CONTROL,
    EXTENDING,
    FALSE_PREPOSITIONS,
    LIGHT_NOUNS,
    LIGHT_WITH_OBJECT,
    MEETINGS,
    MOVING,
    NAMED_AFTER,
    TIMES,
    TOGETHER,
    UNFINISHED,
)
from wikiseek.grammar.name_words import OFFICES
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.rows import ALTERNATIVES, conjunct_head, place, row_of, such_as

_HALVES = ("junction", "confluence", "intersection", "crossroads", "union", "marriage", "merger")
# "Joined A to B" is not "joined A".
_TO_WHAT = ("join", "add", "attach", "annex", "unite", "marry", "devote", "apply", "subject", "confine", "expose")
_SHARED = ("Counties", "Universities", "Provinces", "Rivers", "Districts", "Islands", "Seas", "Mountains", "Streets")
# Names of these are none without what "of" says, and without an article a name before "of" is somebody's.
_WHOLE_WITH_OF = frozenset(
    "university republic kingdom order church school commonwealth isle duchy county principality bank council gulf bay "
    "faculty college house institute academy city birthplace".split()
)
_ONE_EACH = ("twin", "pair")
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Way:
    """The tokens from a predicate down to a name, and for each the token whose place it stands in.

    A conjunct stands in the place of the first one: of "A and B" the place is A's.
    """

    nodes: tuple[int, ...]
    roles: tuple[int, ...]


def path(parse: Parse, predicate: Predicate, target: int) -> Way | None:
    """The way from the predicate down to `target`; None when it is not clean.

    Coordination is walked through: each conjunct stands where the first one does. So is "A, B" of
    places, "films such as X" and "his friend, X": the name stands in the place of what it explains.
    """
    if any(cc.text.lower() in ALTERNATIVES for cc in parse.children(target, "cc")):
        return None
    if target + 1 < len(parse) and parse[target + 1].text.lower() in ("or", "nor"):
        return None
    here, several = place(parse, parse[target])
    if _listed_place(parse, parse[target], here):
        return None
    nodes, roles = [target], [here.i]
    while here.i != predicate.at:
        above = _below_birth(parse, here)
        if here.dep == "ROOT" or len(nodes) > _LONGEST or not _clean(parse, here, above, len(nodes) == 1):
            return None
        nodes.append(above.i)
        joined = False
        here, joined = (above, False) if above.i == predicate.at else conjunct_head(parse, above)
        roles.append(here.i)
        several = several or joined
    if len(nodes) == 1 or several and _of_all(parse, nodes, predicate) or _one_end(parse, nodes[::-1]):
        return None
    if several and (_inside_name(parse, nodes) or _pairs(parse, nodes)):
        return None
    if _meeting(parse, nodes, several) or _shares_head(parse, target):
        return None
    return Way(tuple(nodes[::-1]), tuple(roles[::-1]))


def _below_birth(parse: Parse, here: Token) -> Token:
    """The governor of a token; of "in Ulm" in "was born Albert Berg in Ulm" the verb, not the name."""
    above = parse.head(here.i)
    if here.dep == "prep" and above.dep in ("oprd", "attr", "pobj", "dobj") and above.tag == "NNP":
        verb = parse.head(above.i)
        verb = parse.head(verb.i) if verb.text.lower() == "as" else verb
        return verb if verb.lemma == "bear" and verb.tag == "VBN" else above
    return above


def _listed_place(parse: Parse, target: Token, here: Token) -> bool:
    """ "At Hales, England" parsed as a row without "and": the second name does not go with "at"."""
    if here.i == target.i or here.dep != "pobj" or parse.head(here.i).text.lower() in ("in", "to", "from", "as"):
        return False
    if target.i == 0 or parse[target.i - 1].text != "," or not here.tag.startswith("NNP"):
        return False
    return not any(parse.children(t.i, "cc") for t in row_of(parse, target))


def _shares_head(parse: Parse, target: int) -> bool:
    """ "A, B and C universities": the common noun of the last name belongs to all of them."""
    return any(
        (t.tag == "NNS" and t.text.islower() or t.text in _SHARED) and _named_before(parse, t)
        for t in row_of(parse, parse[target])
    )


def _named_before(parse: Parse, noun: Token) -> bool:
    before = parse.children(noun.i, "compound", "nmod", "amod")
    return any(t.tag in ("NNP", "JJ") and t.text[0].isupper() for t in before)


def _one_end(parse: Parse, nodes: list[int]) -> bool:
    """Whether the relation names one end of a stretch only ("runs from A to B", "met every king from A to B")."""
    if parse[nodes[0]].lemma in EXTENDING and parse[nodes[1]].text.lower() in ("from", "to"):
        return True
    other = [t for t in parse.children(nodes[0], "prep") if t.text.lower() == "to" and t.i > nodes[1]]
    if parse[nodes[1]].text.lower() == "from" and other and parse[nodes[0]].lemma not in MOVING:
        return True
    after = parse[nodes[-1] + 1].text.lower() if nodes[-1] + 1 < len(parse) else ""
    if len(nodes) < 3 or after not in ("to", "through", "until") or parse[nodes[-2]].text.lower() != "from":
        return False
    between = {parse[i].text.lower() for i in range(nodes[0], nodes[-1])}
    return parse[nodes[-3]].tag[:2] == "NN" or not between.isdisjoint(("all", "each", "every"))


def _of_all(parse: Parse, nodes: list[int], predicate: Predicate) -> bool:
    """Whether the relation holds of several names together only ("combines A and B")."""
    if parse[predicate.at].lemma in TOGETHER:
        return True
    return any(parse[i].tag == "NNS" and parse[j].text.lower() == "of" for i, j in zip(nodes[1:], nodes, strict=False))


def _pairs(parse: Parse, nodes: list[int]) -> bool:
    """ "Twinned with A, B, C, D": every other name may be the country of the one before."""
    between = range(nodes[-1], nodes[0])
    return parse[nodes[-1]].lemma in _ONE_EACH and any(parse[i].text == "," for i in between)


def _inside_name(parse: Parse, nodes: list[int]) -> bool:
    """ "The Church of A and B": a row behind the "of" of a name that is no link is part of that name."""
    noun = parse[nodes[2]] if len(nodes) > 2 else parse[nodes[0]]
    return parse[nodes[1]].text == "of" and noun.tag == "NNP" and " " not in noun.text


def _meeting(parse: Parse, nodes: list[int], several: bool) -> bool:
    """ "At the junction of A with B", "the border of A and B": one of them alone is only half of it."""
    for above, below in zip(nodes[1:], nodes, strict=False):
        if parse[above].lemma.lower() in MEETINGS and parse[below].dep == "prep":
            other = [t.text.lower() for t in parse.children(above, "prep") if t.i != below]
            if parse[above].lemma.lower() in _HALVES and parse[above].dep != "dobj":
                return True
            if any(parse.children(t.i, "conj") for t in parse.children(below, "pobj")):
                return True
            if parse[above].dep == "dobj" and parse[below].text.lower() in ("with", "to"):
                continue  # the other party is the entity: "concluded a treaty with X"
            if several or parse[below].text.lower() in ("with", "to", "between") or {"with", "and"} & set(other):
                return True
    return False


def _clean(parse: Parse, here: Token, above: Token, at_end: bool) -> bool:
    """Whether the edge from `above` to `here` belongs in a relation."""
    if here.dep == "pobj":
        such = above.text.lower() == "as" and such_as(parse, above, parse[above.head])
        low = above.text.lower()
        real = low not in FALSE_PREPOSITIONS and here.tag != "CD" and not (at_end and low in ("among", "amongst"))
        return real and not such and above.dep != "advmod"
    if here.dep in ("prep", "agent"):
        return _governs(parse, here, above)
    if here.dep == "dobj":
        return _object(parse, here, above, at_end)
    if here.dep == "attr":
        return not at_end and here.lemma.lower() not in LIGHT_NOUNS and not parse.children(above.i, "expl")
    if here.dep in ("acomp", "oprd"):
        return not at_end
    if here.dep == "advcl" and above.lemma == "go" and here.tag == "VB":
        return here.i == above.i + 3 and any(t.text == "on" for t in parse.children(above.i, "prt"))
    if here.dep == "xcomp":
        return above.lemma in CONTROL and here.tag in ("VB", "VBG") and not parse.children(here.i, "neg")
    return (
        here.dep == "pcomp"
        and here.tag == "VBG"
        and here.i == above.i + 1
        and above.text.lower() not in FALSE_PREPOSITIONS
    )


def _governs(parse: Parse, here: Token, above: Token) -> bool:
    if above.dep in ("advmod", "npadvmod") or above.lemma == "mean":
        return False
    if above.tag in ("NN", "NNS") and above.lemma.lower() in LIGHT_NOUNS - {"one"}:
        return False
    if above.tag.startswith("JJ") and here.text.lower() in ("as", "than"):
        return False
    if above.dep == "prep" and (above.i + 1 != here.i or above.text.lower() == "as"):
        return False
    if above.tag.startswith("VB") and here.text.lower() in ("after", "before", "until", "since"):
        return here.text.lower() == "after" and above.lemma in NAMED_AFTER and above.tag == "VBN"
    if above.lemma.lower() in UNFINISHED or above.text.lower() in TIMES or above.tag == "CD" and above.text.isdigit():
        return False
    if above.tag in ("NNP", "NNPS") and above.text[:1].isupper():
        held = above.lemma.lower() in OFFICES
        whole = bool(parse.children(above.i, "det")) and above.lemma.lower() not in _WHOLE_WITH_OF
        if here.text == "of" and not held and not whole:
            return False
        roles = ("dobj", "pobj", "oprd", "attr") if held else ("dobj", "pobj")
        return here.text.lower() in ("in", "at", "on", "from", "with", "of") and above.dep in roles
    return above.tag[:2] in ("VB", "NN", "JJ", "IN", "RP", "CD") or above.dep == "attr"


def _object(parse: Parse, here: Token, verb: Token, at_end: bool) -> bool:
    light = verb.lemma in LIGHT_WITH_OBJECT and not parse.children(verb.i, "prt")
    if at_end and (light or parse.children(verb.i, "oprd", "xcomp", "ccomp", "dative")):
        return False
    if at_end and wanting(parse, verb, here):
        return False
    if verb.lemma in ("find", "consider", "deem", "render") and not at_end:
        behind = [t for t in parse.tokens[verb.i + 1 :] if t.tag.startswith("JJ") and t.head == verb.i]
        if behind or parse.children(verb.i, "oprd", "ccomp", "acomp"):
            return False
    if verb.lemma in _TO_WHAT and any(t.text.lower() == "to" for t in parse.children(verb.i, "prep")):
        return False
    if at_end and any(t.text.lower() == "as" and t.i > verb.i for t in parse.children(verb.i, "prep")):
        return False
    return verb.tag.startswith("VB")
