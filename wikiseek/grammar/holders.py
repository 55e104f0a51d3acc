"""Who holds what of the entity, told from the holder's side: "[X] became mayor of Holm", "Its members include [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import asserted, weak
from wikiseek.grammar.lexicon import LIGHT_NOUNS
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.roles import POSSESSIVES
from wikiseek.grammar.rows import place

_GIVEN = ("appoint", "elect", "name", "make", "choose", "hire", "install")
_HELD = frozenset(
    "mayor president chairman chairwoman director manager coach captain editor head principal rector chancellor dean "
    "governor premier leader bishop archbishop abbot conductor owner founder patron secretary treasurer commander "
    "curator producer publisher drummer guitarist bassist vocalist singer keyboardist goalkeeper quarterback".split()
)
_LONGEST_ROLE = 2


def holder(parse: Parse, target: int, entity: set[int], owning: set[int], naming: Naming) -> str | None:
    """The relation of a name that is said to hold an office of the entity, or to be among what it has."""
    here, _ = place(parse, parse[target])
    verb = parse.head(here.i)
    if weak(parse, verb) or not asserted(parse, verb.i):
        return None
    if verb.lemma == "include" and here.dep == "dobj" and verb.tag in ("VBZ", "VBP", "VBD"):
        return _among(parse, verb, entity, owning, naming)
    if here.dep not in ("nsubj", "nsubjpass") or verb.tag not in ("VBD", "VBN") or naming.person:
        return None
    return _office(parse, verb, entity, naming)


def _office(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    passive = bool(parse.children(verb.i, "auxpass"))
    if verb.lemma == "become" and not passive:
        nouns = parse.children(verb.i, "attr")
    elif verb.lemma in _GIVEN and passive:
        nouns = parse.children(verb.i, "oprd")
    else:
        served = [p for p in parse.children(verb.i, "prep") if p.text.lower() == "as" and verb.lemma == "serve"]
        nouns = [t for p in served for t in parse.children(p.i, "pobj")]
    for noun in nouns:
        of = [p for p in parse.children(noun.i, "prep") if p.text.lower() == "of" and p.i == noun.i + 1]
        whose = any(t.i in entity and not parse.children(t.i, "conj") for p in of for t in parse.children(p.i, "pobj"))
        if whose and noun.lemma in _HELD and noun.tag == "NN":
            return f"had {{}} as {POSSESSIVES.get(naming.pronoun, 'its')} {noun.text}"
    return None


def _among(parse: Parse, verb: Token, entity: set[int], owning: set[int], naming: Naming) -> str | None:
    """ "Her novels include [X]" is "has [X] among her novels"."""
    for noun in parse.children(verb.i, "nsubj"):
        if noun.tag != "NNS" or noun.lemma in LIGHT_NOUNS or noun.tag.startswith("NNP"):
            continue
        own = [t for t in parse.children(noun.i, "poss") if t.i in owning or t.text.lower() == "its" and t.i == 0]
        behind = [t for t in parse.children(noun.i) if t.i > noun.i and t.dep != "punct"]
        of = (
            len(behind) == 1
            and behind[0].text.lower() in ("of", "in")
            and not (naming.person and behind[0].text == "in")
        )
        theirs = of and any(t.i in entity for t in parse.children(behind[0].i, "pobj"))
        if not theirs and (not own or own[0].i not in owning or behind):
            continue
        words = [parse[i] for i in parse.subtree(noun.i) if i < noun.i and parse[i].dep not in ("case", "punct")]
        left = [t for t in words if t.i not in {o.i for o in own} and t.text.lower() != "the"]
        if len(left) <= _LONGEST_ROLE and all(_plain(t) for t in left):
            had = "had" if verb.tag == "VBD" else "has"
            described = " ".join([*(t.text for t in left if t.text.lower() != "other"), noun.text]).lower()
            return f"{had} {{}} among {POSSESSIVES.get(naming.pronoun, 'its')} {described}"
    return None


def _plain(word: Token) -> bool:
    return word.tag in ("JJ", "NN", "JJS", "VBN") and (word.i == 0 or word.text.islower())
