"""Phrases that stand beside the way from a verb to a name: which may go, and which take the sense along."""

from __future__ import annotations

from wikiseek.grammar.lexicon import NAMING, TIMES, TOGETHER
from wikiseek.grammar.parsing import Parse, Token

# What these do is only half told without their "as …".
_AS_WHAT = NAMING | frozenset(
    "consider define describe regard view treat know cite designate style rank see elect appoint choose "
    "include classify recognize recognise".split()
)
# One knows which one is meant: "took the throne in X".
_KNOWN = frozenset(
    "throne crown army navy church priesthood bar law piano violin guitar bass organ drum idea concept theory term "
    "word practice use study world sea coast ground lead way title role part presidency papacy position post rank "
    "degree revolution rebellion movement opposition resistance war faith gospel cross vote seat".split()
)
_WHERE = ("in", "at", "on", "with", "by", "from", "during", "against", "near", "under")
_FOR_WHAT = ("apply", "ask", "plead", "argue", "press", "push", "compete", "negotiate", "appeal")


def told_twice(parse: Parse, child: Token, below: Token) -> bool:
    """ "Lies in A, east of B in [X]": the second "in" belongs to what stands between, unless nothing does."""
    same = child.dep == below.dep == "prep" and child.text.lower() == below.text.lower() and child.i < below.i
    named = any(t.tag.startswith("NNP") and t.text.lower() not in TIMES for t in parse.children(child.i, "pobj"))
    return same and named and parse.subtree(child.i)[-1] + 1 < below.i


def half_told(verb: Token, dropped: Token) -> bool:
    """Whether a verb wants the phrase that would be left out: "named … as", "applied … for"."""
    low = dropped.text.lower()
    if low == "with" and verb.lemma in TOGETHER:
        return True
    return low == "as" and verb.lemma in _AS_WHAT or low in ("for", "to") and verb.lemma in _FOR_WHAT


def parallel(parse: Parse, child: Token, below: Token) -> bool:
    """ "Served as chairman of A, as director of B": each of a row of like phrases stands by itself."""
    same = child.dep == below.dep == "prep" and child.text.lower() == below.text.lower()
    if child.dep == below.dep == "agent":
        return True
    return same and parse[below.i - 1].text in (",", "and")


def pointing(parse: Parse, noun: Token, below: Token) -> bool:
    """ "Received the prize in X": an object of which the page has told before, when the phrase only says where."""
    if (
        noun.dep != "dobj"
        or noun.tag not in ("NN", "NNS")
        or noun.lemma in _KNOWN
        or below.dep not in ("prep", "agent")
    ):
        return False
    before = [t.text.lower() for t in parse.children(noun.i) if t.dep != "punct"]
    return before == ["the"] and below.text.lower() in _WHERE
