"""Which links can be the object of a claim, and whether their words are the whole noun phrase."""

from __future__ import annotations

import re

from wikiseek.grammar.lexicon import (
    DEMONYM_ENDINGS,
    DEMONYMS,
    DIRECTIONS,
    MONTHS,
    NEVER_OBJECTS,
    PERSON_TITLES,
    WEEKDAYS,
)
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.records import Link

_CENTURY = re.compile(r"(?:centur|\bBC\b|\bAD\b|millennium|decade)", re.IGNORECASE)
_DATE = re.compile(r"^(?:\d|[IVXLC]+$)|\b\d{1,2}(?:st|nd|rd|th)?$")
_CAPITAL = re.compile(r"(?:^|[\s\"“‘'(-])[^\W\d_a-z]")


def named(link: Link, text: str, sentence_start: int) -> bool:
    """Whether a link's anchor is a name: capitalised for itself, and no date, number or demonym."""
    anchor = text[link.start : link.end].strip()
    low = anchor.lower()
    if len(anchor) < 2 or not (anchor[0].isupper() or low.startswith("the ") and _CAPITAL.search(anchor[4:])):
        return False
    if link.start == sentence_start and not _CAPITAL.search(anchor[1:]):
        return False
    if low in MONTHS or low in WEEKDAYS or low in NEVER_OBJECTS or _DATE.search(anchor) or _CENTURY.search(anchor):
        return False
    return low.split()[0] not in MONTHS or not any(ch.isdigit() for ch in anchor)


def demonym(anchor: str) -> bool:
    """Whether a name is (the adjective of) a people, a language or a faith."""
    low = anchor.lower()
    return low in DEMONYMS or low.rstrip("s") in DEMONYMS or low.endswith(DEMONYM_ENDINGS)


def article(parse: Parse, target: int, text: str) -> tuple[str, ...] | None:
    """The words of the relation that stand before `[X]`: ("the",), ("his", "wife") or none.

    None when the noun phrase says more than the name does, so that the name may not stand for it.
    """
    token = parse[target]
    if text[token.end : token.end + 1] in ("'", "’", "-", "–", "/"):
        return None
    left = [parse[i] for i in parse.subtree(target) if i < target and parse[i].dep not in ("cc", "punct", "preconj")]
    if any(not _after_is_free(parse, t, text) for t in parse.children(target) if t.i > target):
        return None
    return _left_words(parse, left, target)


def _after_is_free(parse: Parse, token: Token, text: str) -> bool:
    if token.dep == "amod":
        return text[: token.start].rstrip().endswith(",")
    if token.dep == "prep":
        return token.text.lower() not in ("of", "de", "for", "am", "and")
    return token.dep not in ("compound", "nmod", "nummod", "case", "dobj", "npadvmod", "pobj", "poss")


def _left_words(parse: Parse, left: list[Token], target: int) -> tuple[str, ...] | None:
    if not left:
        return ()
    if any(t.dep == "poss" or t.tag == "PRP$" for t in left):
        return _possessed(left)
    rest = [t for t in left if t.dep != "det" and t.tag not in ("DT", "PDT")]
    determiner = [t.text.lower() for t in left if t.dep == "det" or t.tag in ("DT", "PDT")]
    if any(word not in ("the", "both", "a", "an") for word in determiner):
        return None
    described = _description(rest, target)
    if described is None or (not described and ("a" in determiner or "an" in determiner)):
        return None
    # "the [X]" keeps its article; "the composer [X]" and "northern [X]" become the bare name.
    return ("the",) if "the" in determiner and not described else ()


def _possessed(left: list[Token]) -> tuple[str, ...] | None:
    """ "his wife [X]": the subject's own pronoun and one common noun."""
    words = [t for t in left if t.dep != "punct"]
    if len(words) == 2 and words[0].text.lower() in ("his", "her", "its") and words[1].tag == "NN":
        return (words[0].text.lower(), words[1].text.lower())
    if len(words) == 3 and words[0].text.lower() in ("his", "her") and words[2].tag == "NN" and words[1].tag == "JJ":
        return tuple(t.text.lower() for t in words)
    return None


def _description(words: list[Token], target: int) -> bool | None:
    """Whether words describe the name (True), are absent (False), or are part of another thing (None)."""
    if not words:
        return False
    last = words[-1]
    if last.i != target - 1:
        return None
    if last.text.lower() in DIRECTIONS and len(words) == 1:
        return True
    if last.text.lower() in PERSON_TITLES:
        return True
    if last.tag not in ("NN", "NNP") or last.text[0].isupper():
        return None
    return (
        True
        if all(t.tag in ("NN", "JJ", "VBN", "VBG", "HYPH", "NNP", "RB", "JJS", "CC", "SYM") for t in words)
        else None
    )
