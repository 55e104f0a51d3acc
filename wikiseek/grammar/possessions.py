"""Claims told of what the entity has: "His father was [X]", "Its capital is [X]", "Its seat is in [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import asserted, weak
from wikiseek.grammar.lexicon import KIN, LIGHT_NOUNS, LOCATED, PLACE_NOUNS
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Span, Token
from wikiseek.grammar.roles import POSSESSIVES, kinship
from wikiseek.grammar.rows import place

# In these roles a name before "his" is seldom somebody's whose it could be.
_PLACES = ("pobj", "compound", "nmod")
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


def possessed(parse: Parse, target: int, entity: set[int], owning: set[int], naming: Naming) -> str | None:
    """The relation of a name that something of the entity is said to be or to be at; `{}` is the name's place.

    `entity` are the words that are the entity, `owning` those that own for it.
    """
    here, several = place(parse, parse[target])
    above = parse.head(here.i)
    if here.dep == "nsubj":
        return _said_to_be(parse, above, several, owning, naming)
    if here.dep == "pobj" and above.text.lower() == "of" and parse.head(above.i).lemma in PLACE_NOUNS:
        here, above = parse.head(above.i), parse.head(parse.head(above.i).i)
    at = above if here.dep == "pobj" else None
    verb = parse.head(above.i) if at else above
    if verb.lemma != "be" or verb.tag not in ("VBZ", "VBP", "VBD") or weak(parse, verb) or not asserted(parse, verb.i):
        return None
    for noun in parse.children(verb.i, "nsubj"):
        left = _left(parse, noun, owning)
        if at is None and here.dep in ("attr", "acomp"):
            left = _left_of(parse, noun, entity, naming) if left is None else left
            return None if left is None else _being(noun, left, several, verb, naming)
        if (
            left is not None
            and at
            and at.dep == "prep"
            and at.i == verb.i + 1
            and {noun.lemma, noun.text.lower()} & LOCATED
        ):
            return " ".join([_has(verb), POSSESSIVES.get(naming.pronoun, "its"), *left, noun.text, at.text, "{}"])
    return None


def _said_to_be(parse: Parse, verb: Token, several: bool, owning: set[int], naming: Naming) -> str | None:
    """ "[X] is Holm's largest park" is "has [X] as its largest park"."""
    if verb.lemma != "be" or verb.tag not in ("VBZ", "VBD") or weak(parse, verb) or not asserted(parse, verb.i):
        return None
    for noun in parse.children(verb.i, "attr"):
        if (left := _left(parse, noun, owning)) is not None:
            return _being(noun, left, several, verb, naming)
    return None


def _left_of(parse: Parse, noun: Token, entity: set[int], naming: Naming) -> list[str] | None:
    """The words before a noun that "of" or "in" makes the entity's: "the largest park in Holm is X"."""
    behind = [t for t in parse.children(noun.i) if t.i > noun.i and t.dep != "punct"]
    before = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
    if len(behind) != 1 or noun.tag != "NN" or noun.lemma in LIGHT_NOUNS or not before:
        return None
    whose = behind[0].text.lower() == "of" or behind[0].text.lower() == "in" and not naming.person
    if not whose or not any(t.i in entity for t in parse.children(behind[0].i, "pobj")):
        return None
    if before[0].text.lower() != "the" or len(before) > 3:
        return None
    measured = all(t.tag in _MEASURED and t.text.islower() for t in before[1:])
    return [t.text for t in before[1:]] if measured else None


def relative(parse: Parse, target: int, entity: set[int], owning: set[int], naming: Naming) -> str | None:
    """ "With her husband [X]", "Holm's son, [X]": what a person is to the one whose kin is named, whatever is told."""
    name = parse[target]
    if name.dep == "appos":
        noun = parse.head(target)
    else:
        noun = next((t for t in parse.children(target, "compound", "nmod", "amod") if t.i == target - 1), name)
    if not naming.person or noun.lemma not in KIN or noun.tag != "NN" or noun.i == target:
        return None
    own = [t for t in parse.children(name.i if noun.head == name.i else noun.i, "poss") if t.i < noun.i]
    if len(own) != 1 or not (own[0].i in owning or _of_subject(parse, own[0], entity, naming)):
        return None
    if any(parse[i].text not in (",",) for i in range(noun.i + 1, target)):
        return None
    left = [parse[i].text for i in range(own[0].i + 1, noun.i) if parse[i].dep not in ("case", "punct")]
    return kinship(noun, left, naming)


def _of_subject(parse: Parse, pronoun: Token, entity: set[int], naming: Naming) -> bool:
    """Whether "his" can only mean the entity: it is the subject, and nobody else is named before."""
    if pronoun.text.lower() != POSSESSIVES.get(naming.pronoun) or pronoun.i == 0:
        return False
    subjects = [t for t in parse.tokens[: pronoun.i] if t.dep in ("nsubj", "nsubjpass")]
    named = [t for t in parse.tokens[: pronoun.i] if t.tag == "NNP" and t.i not in entity and t.dep not in _PLACES]
    return bool(subjects) and all(t.i in entity for t in subjects) and not named


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
