"""Which links can be the object of a claim, and whether their words are the whole noun phrase."""

from __future__ import annotations

import re

from wikiseek.grammar.lexicon import MONTHS, PLACE_NOUNS, WEEKDAYS
from wikiseek.grammar.name_words import (
    ARTICLED,
    CHANGING,
    DEMONYM_ENDINGS,
    DEMONYMS,
    DIRECTIONS,
    NEVER_OBJECTS,
    OFFICES,
    PERSON_TITLES,
    PRIZES,
    WITH_ARTICLE,
)
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.records import Link

_CENTURY = re.compile(r"(?:centur|\bBC\b|\bAD\b|millennium|decade)", re.IGNORECASE)
_DATE = re.compile(r"^(?:\d|[IVXLC]+$)|\b\d{1,2}(?:st|nd|rd|th)?$")
# Nouns of works that the parser takes for adjectives before a title.
_KINDS = frozenset("novel play musical single serial epic comic".split())
_OWN_WORDS = ("NN", "JJ", "JJR", "JJS", "VBN", "HYPH", "PRP$")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_BANKS = ("upper", "lower", "south", "north", "east", "west")
# "Czech Republic" stands without its article in "Brno, Czech Republic", and wants it elsewhere.
_ARTICLED_END = re.compile(r"^(?!The )[A-Z].* (?:Republic|Empire|Islands|Emirates)$|^(?:People's )?Republic of ")
# Heads of names that are only whole with their "of".
_HEADS_OF = (
    PLACE_NOUNS
    | OFFICES
    | frozenset("church bank house order battle council department ministry act king division".split())
)
_DESCRIBING = ("NN", "NNS", "JJ", "VBN", "VBG", "HYPH", "NNP", "RB", "JJS", "CC", "SYM")
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


def articled(name: str) -> bool:
    """Whether a name is said with "the" even where a list of places leaves it out."""
    return name.lower() in ARTICLED or bool(_ARTICLED_END.search(name))


def demonym(anchor: str) -> bool:
    """Whether a name is (the adjective of) a people, a language or a faith."""
    low = anchor.lower()
    return low in DEMONYMS or low.rstrip("s") in DEMONYMS or low.endswith(DEMONYM_ENDINGS)


def article(parse: Parse, target: int, text: str) -> tuple[str, ...] | None:
    """The words of the relation that stand before `[X]`: ("the",) or none.

    None when the noun phrase says more than the name does, so that the name may not stand for it.
    """
    token = parse[target]
    if text[token.end : token.end + 1] in ("'", "’", "-", "–", "/"):
        return None
    left = [parse[i] for i in parse.subtree(target) if i < target and parse[i].dep not in ("cc", "punct", "preconj")]
    if any(not _after_is_free(parse, t, token, text) for t in parse.children(target) if t.i > target):
        return None
    return _left_words(left, token)


def _after_is_free(parse: Parse, after: Token, name: Token, text: str) -> bool:
    if after.dep in ("amod", "npadvmod"):
        return (
            text[: after.start].rstrip().endswith(",") or after.dep == "amod" and bool(parse.children(after.i, "prep"))
        )
    if after.dep == "prep":
        # "the Horseshoe Formation of Alberta": a name of several words is whole without its "of".
        whole = len(_CAPITAL.findall(name.text)) > 1 and after.text.lower() in ("of", "for")
        whole = whole and name.text.split()[-1].lower() not in _HEADS_OF
        return whole or after.text.lower() not in ("of", "de", "for", "am", "and")
    return after.dep not in ("compound", "nmod", "nummod", "case", "dobj", "pobj", "poss")


def _left_words(left: list[Token], name: Token) -> tuple[str, ...] | None:
    if not left:
        return ("the",) if articled(name.text) else ()
    if any(t.dep == "poss" or t.tag == "PRP$" for t in left):
        return _possessed(left, name)
    rest = [t for t in left if t.dep != "det" and t.tag not in ("DT", "PDT")]
    if rest and _YEAR.fullmatch(rest[0].text) and (len(rest) > 1 or name.text.split()[-1].lower() in PRIZES):
        rest = rest[1:]  # "the 1938 [Bergman Prize]", "the 1985 film [Northway]"
    determiner = [t.text.lower() for t in left if t.dep == "det" or t.tag in ("DT", "PDT")]
    if any(word not in ("the", "both", "a", "an") for word in determiner):
        return None
    if {"a", "an"}.intersection(determiner):
        return _one_of_a_kind(rest, name)
    if _attributes(rest, name):
        return ("the",) if "the" in determiner and _takes_article(name) else ()
    described = _description(rest, name.i)
    if described is None:
        return None
    if (
        described
        and "the" in determiner
        and (name.text.split()[-1].lower() in PRIZES or rest[-1].text.lower() in _BANKS)
    ):
        return ("the",)
    # "the [X]" keeps its article; "the composer [X]" and "northern [X]" become the bare name.
    return ("the",) if "the" in determiner and not described else ()


def _one_of_a_kind(rest: list[Token], name: Token) -> tuple[str, ...] | None:
    """ "an [Academy Award]" is told as "the [Academy Award]"; with another name the noun phrase is a kind."""
    if not rest and name.text.split()[-1].lower() in PRIZES:
        return ("the",)
    return () if rest and _description(rest, name.i) else None


def _attributes(words: list[Token], name: Token) -> bool:
    """Whether only adjectives stand before the name that leave it the same thing ("the historic [X]")."""
    if not words or words[-1].i != name.i - 1 or words[-1].text.lower() in PERSON_TITLES | _KINDS:
        return False
    if any(t.tag not in ("JJ", "VBN", "NNP", "RB") or t.dep not in ("amod", "compound", "advmod") for t in words):
        return False
    if " " not in name.text and any(t.text[0].isupper() for t in words):
        return False  # "Italian [Geology]"
    return all(_attribute(t) for t in words)


def _attribute(word: Token) -> bool:
    low = word.text.lower()
    if word.text[0].isupper():
        return demonym(word.text)
    return (
        word.tag in ("JJ", "VBN") and low not in CHANGING and not low.startswith(("non", "anti", "pre", "post", "so-"))
    )


def _takes_article(name: Token) -> bool:
    """Whether a name wants "the" before it: it ends in a common noun or is a long one ("Grand Trunk Road")."""
    words = name.text.split(" of ")[0].split()
    common = (
        words[-1].islower()
        or words[-1].lower().endswith(("bank", "tag", "rat"))
        or words[-1].lower() in WITH_ARTICLE
        or words[-1].endswith("s")
    )
    return common or " of " in name.text or " in " in name.text


def _possessed(left: list[Token], name: Token) -> tuple[str, ...] | None:
    """ "his wife [X]", "Berg's play [X]": the name alone, so that another noun can stand in its place."""
    words = [t for t in left if t.dep != "punct"]
    while len(words) > 1 and words[0].tag == "NNP" and words[0].dep == "compound" and words[1].tag == "NNP":
        words = words[1:]
    if words[0].tag == "NNP" and words[0].dep == "poss" and len(words) > 1 and words[1].tag == "POS":
        kind = words[2:]
        plain = not kind or kind[-1].i == name.i - 1 and all(t.text.islower() and t.text.isalpha() for t in kind)
        return (("the",) if not kind and _ends_in_noun(name) else ()) if plain else None
    if words[0].text.lower() not in ("his", "her", "its") or any(t.tag not in _OWN_WORDS for t in words):
        return None
    whole = (
        words[-1].tag == "NN" or words[-1].text.lower() in _KINDS
        if len(words) > 1
        else " " in name.text and not name.text.split()[-1].islower()
    )
    if len(words) > 4 or not whole:
        return None
    return ("the",) if len(words) == 1 and _ends_in_noun(name) else ()


def _ends_in_noun(name: Token) -> bool:
    last = name.text.split()[-1]
    return last.islower() or last.lower() in WITH_ARTICLE


def _description(words: list[Token], target: int) -> bool | None:
    """Whether words describe the name (True), are absent (False), or are part of another thing (None)."""
    if not words:
        return False
    last = words[-1]
    if last.i != target - 1:
        return None
    if last.text.lower() in DIRECTIONS and len(words) == 1:
        return True
    if last.text.split()[-1].lower() in PERSON_TITLES:
        return True
    if last.text.lower() in _KINDS:
        return all(t.tag in (*_DESCRIBING, "CD", "DT") for t in words) or None
    if last.tag not in ("NN", "NNS", "NNP") or last.text[0].isupper():
        return None
    return True if all(t.tag in _DESCRIBING for t in words) else None
