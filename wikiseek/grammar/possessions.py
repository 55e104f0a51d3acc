"""Claims told of what the entity has: "His father was [X]", "Its capital is [X]", "Its seat is in [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import asserted, weak
from wikiseek.grammar.lexicon import LIGHT_NOUNS, LOCATED, PLACE_NOUNS
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Span, Token
from wikiseek.grammar.roles import POSSESSIVES, kinship
from wikiseek.grammar.rows import place

_MEASURED = ("NN", "JJ", "JJS", "VBN", "RBS")


def owners(parse: Parse, own: set[Span], naming: Naming, pronoun: bool) -> set[int]:
    """The words that stand for the entity as an owner: its name with "'s", a pronoun of its chain that opens."""
    found = {t.i for t in parse.tokens if t.dep == "poss" and (t.start, t.end) in own and _bare(parse, t)}
    wanted = POSSESSIVES.get(naming.pronoun)
    for token in parse.tokens if pronoun else ():
        if token.tag in ("NNP", "NNPS") or token.dep in ("nsubj", "nsubjpass"):
            break
        if token.text.lower() == wanted and token.dep == "poss" and parse.head(token.i).dep == "nsubj":
            found.add(token.i)
            break
    return found


def _bare(parse: Parse, name: Token) -> bool:
    return all(t.dep == "case" for t in parse.children(name.i))


def possessed(parse: Parse, target: int, owning: set[int], naming: Naming) -> str | None:
    """The relation of a name that something of the entity is said to be or to be at; `{}` is the name's place."""
    here, several = place(parse, parse[target])
    above = parse.head(here.i)
    if here.dep == "pobj" and above.text.lower() == "of" and parse.head(above.i).lemma in PLACE_NOUNS:
        here, above = parse.head(above.i), parse.head(parse.head(above.i).i)
    at = above if here.dep == "pobj" else None
    verb = parse.head(above.i) if at else above
    if verb.lemma != "be" or verb.tag not in ("VBZ", "VBP", "VBD") or weak(parse, verb) or not asserted(parse, verb.i):
        return None
    for noun in parse.children(verb.i, "nsubj"):
        left = _left(parse, noun, owning)
        if left is not None and at is None and here.dep == "attr":
            return _being(noun, left, several, verb, naming)
        if (
            left is not None
            and at
            and at.dep == "prep"
            and at.i == verb.i + 1
            and {noun.lemma, noun.text.lower()} & LOCATED
        ):
            return " ".join([_has(verb), POSSESSIVES.get(naming.pronoun, "its"), *left, noun.text, at.text, "{}"])
    return None


def _left(parse: Parse, noun: Token, owning: set[int]) -> list[str] | None:
    """The words between the owner and the noun; None when the noun is not the entity's own, or says more."""
    owner = [t for t in parse.children(noun.i, "poss") if t.i in owning]
    if not owner or noun.tag not in ("NN", "NNS") or noun.lemma in LIGHT_NOUNS:
        return None
    if any(t.i > noun.i and t.dep != "punct" for t in parse.children(noun.i)) or parse[noun.i + 1].text == "-":
        return None
    between = [
        parse[i] for i in parse.subtree(noun.i) if owner[0].i < i < noun.i and parse[i].dep not in ("case", "punct")
    ]
    if len(between) > 2 or any(t.tag not in _MEASURED or not t.text.islower() for t in between):
        return None
    return [t.text for t in between]


def _being(noun: Token, left: list[str], several: bool, verb: Token, naming: Naming) -> str | None:
    kin = kinship(noun, left, naming)
    if kin or several or noun.tag != "NN":
        return kin
    return " ".join([_has(verb), "{}", "as", POSSESSIVES.get(naming.pronoun, "its"), *left, noun.text])


def _has(verb: Token) -> str:
    return "had" if verb.tag == "VBD" else "has"
