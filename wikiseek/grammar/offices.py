"""Offices and titles of persons: "was the 42nd [President of X]" is told as "served as [X]"."""

from __future__ import annotations

import re

from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.name_words import NOBLE, OFFICES
from wikiseek.grammar.parsing import Parse, Token

_WHOLE = frozenset(
    "prime minister|attorney general|governor general|governor-general|vice president|solicitor general|chief justice|"
    "poet laureate|postmaster general|lord chancellor|lord mayor|foreign minister|foreign secretary|"
    "home secretary".split("|")
)
_MADE = ("elect", "appoint", "name", "crown", "proclaim", "declare", "make", "ordain", "consecrate", "create")
_COUNTED = ("amod", "nummod", "det")


def office(parse: Parse, target: int, said: list[Predicate]) -> str | None:
    """The relation of an office's name that a person is said to be or to have become, or None."""
    name, verb = parse[target], parse.head(target)
    noun = _held(name)
    if not noun or name.dep not in ("attr", "oprd") or not _plain(parse, name):
        return None
    for predicate in said:
        if predicate.at == verb.i and verb.lemma in _MADE and predicate.lead:
            return " ".join([*predicate.lead, predicate.word, "[X]"])
        if predicate.at == verb.i and verb.lemma == "become":
            return " ".join([*predicate.lead, predicate.word, "[X]"])
        if predicate.at == verb.i and verb.lemma == "be" and not predicate.lead:
            if noun in NOBLE:
                return "held the title of [X]" if predicate.past else "holds the title of [X]"
            return "served as [X]" if predicate.past else "serves as [X]"
    return None


def _held(name: Token) -> str:
    """The noun of an office's name ("president"), "" for a name of anything else."""
    low = name.text.lower().removeprefix("the ")
    head = re.split(r" (?:of|for|to) ", low)[0]
    if low not in _WHOLE and head == low:
        return ""
    word = re.split(r"[ -]", head)[-1]
    return word if low in _WHOLE or word in OFFICES | NOBLE else ""


def _plain(parse: Parse, name: Token) -> bool:
    """Whether nothing but an article and a number stands before, and no "of" behind."""
    for child in parse.children(name.i):
        if child.i < name.i and (child.dep not in _COUNTED or not _ordinal(child)):
            return False
        if child.i > name.i and (
            child.dep in ("prep", "acl") and child.text.lower() in ("of", "for", "designate", "elect")
        ):
            return False
    return True


def _ordinal(word: Token) -> bool:
    low = word.text.lower()
    return low in ("the", "a", "an", "first", "second", "third", "fourth", "fifth", "last") or low[:1].isdigit()
