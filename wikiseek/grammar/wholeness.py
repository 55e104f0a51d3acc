"""Whether the words kept for a relation hang together, and what may be left out without changing it."""

from __future__ import annotations

from wikiseek.grammar.lexicon import FRONTED_KEPT, HEDGES, INCOMPARABLE, PASSING, TIMED, TIMES
from wikiseek.grammar.parsing import Parse, Token

_LONGEST_ADVERB = 2


class Unclean(Exception):
    """The words between the verb and the name cannot be cut to a phrase that stands alone."""


def adverb(parse: Parse, word: Token) -> set[int]:
    """The words of an adverb that a relation keeps: none of one that only passes the time ("later").

    Raises `Unclean` for one that hedges, compares, or says more than can be kept.
    """
    low = word.text.lower()
    if low in HEDGES | INCOMPARABLE or word.tag in ("WRB", "RBR") or word.dep == "neg":
        raise Unclean
    beside = {t.text.lower() for t in parse.children(word.i)}
    if parse.children(word.i, "neg") or not beside.isdisjoint(HEDGES | {"not", "nor", "than"}):
        raise Unclean
    if low in PASSING or _comments(parse, word) or word.i == 0 < word.head - 1 and low not in FRONTED_KEPT:
        return set()
    words = parse.subtree(word.i)
    if words[0] == 0 and words[-1] < word.head and parse[words[-1] + 1].text == ",":
        return set()
    if low in TIMED and all(_temporal(parse, t) for t in parse.children(word.i) if t.i > word.i):
        words = [i for i in words if i <= word.i]
    if len(words) > _LONGEST_ADVERB or words[-1] != word.i:
        raise Unclean
    return set(words)


def _temporal(parse: Parse, word: Token) -> bool:
    """Whether a phrase behind an adverb only dates it ("initially in 1912")."""
    inner = parse.children(word.i, "pobj")
    return word.dep == "prep" and any(t.tag == "CD" or t.text.lower() in TIMES for t in inner)


def _comments(parse: Parse, word: Token) -> bool:
    """An adverb set off by a comma speaks of the sentence ("Historically, it …"), but for a few."""
    after = parse[word.i + 1].text if word.i + 1 < len(parse) else ""
    fronted = word.i < word.head or word.i > 0 and parse[word.i - 1].text == ","
    return fronted and after == "," and word.text.lower() not in FRONTED_KEPT


def preposition(parse: Parse, word: Token, below: int) -> set[int]:
    """What a preposition of the way keeps beside the name: "out of", "primarily in"."""
    kept: set[int] = set()
    if word.i > 1 and word.head < word.i - 1 and _crossed(parse, parse[word.i - 1], word):
        raise Unclean
    for child in parse.children(word.i):
        if child.i in (below, word.i) or child.dep in ("punct", "cc", "conj", "preconj") or child.i > below:
            continue
        if child.dep == "advmod" and child.i == word.i - 1:
            if child.i and parse[child.i - 1].text in (",", "and", "but"):
                raise Unclean  # "in A, particularly in [X]"
            kept |= adverb(parse, child)
        elif child.text.lower() in ("while", "whilst", "when"):
            raise Unclean
        elif child.dep in ("pcomp", "prep", "advmod") and not parse.children(child.i):
            kept.add(child.i)
        else:
            raise Unclean
    return kept


def _crossed(parse: Parse, before: Token, word: Token) -> bool:
    """ "Twinned with A in B and C in [X]": the name before the preposition stands in a row behind another "in"."""
    if before.dep != "conj" or before.tag != "NNP":
        return False
    while before.dep == "conj":
        before = parse[before.head]
    return before.dep == "pobj" and parse.head(before.i).text.lower() == word.text.lower()


def check_whole(parse: Parse, kept: set[int], nodes: tuple[int, ...]) -> None:
    """Raise `Unclean` when a kept word lost its governor, or a kept preposition what it governs."""
    for i in kept:
        if i not in nodes and parse[i].head not in kept and parse[i].head != i:
            raise Unclean
        if parse[i].dep in ("prep", "agent") and i not in nodes and parse.below[i] and kept.isdisjoint(parse.below[i]):
            raise Unclean
