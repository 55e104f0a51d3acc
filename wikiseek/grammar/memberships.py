"""What a first sentence adds behind a comma: "was a Danish painter and poet, member of X"."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.parsing import Parse, Token

_ADDED = frozenset(
    "member student pupil disciple follower founder co-founder author inventor discoverer winner recipient leader "
    "creator designer editor native citizen resident fellow director president chairman head graduate son daughter "
    "brother sister nephew niece cousin grandson granddaughter wife husband widow successor capital seat part".split()
)
_ROLES = ("appos", "conj", "npadvmod", "attr", "nsubj", "ROOT")


def memberships(parse: Parse, kind: Token, main: Predicate) -> Iterator[Predicate]:
    """The nouns with "of" behind a comma that say of the subject what `kind` (its predicate noun) says of it."""
    for word in parse.tokens[kind.i + 1 :]:
        if word.tag in ("NNP", "NNPS") or word.tag.startswith("VB") or word.tag in ("WP", "WDT"):
            return
        if word.tag == "NN" and word.lemma.lower() in _ADDED and word.dep in _ROLES and _added(parse, word):
            yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)
            return


def _added(parse: Parse, word: Token) -> bool:
    start = parse.subtree(word.i)[0]
    behind = parse[word.i + 1] if word.i + 1 < len(parse) else word
    return parse[start - 1].text in (",", "and") and behind.text == "of" and behind.head == word.i
