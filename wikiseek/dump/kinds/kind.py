"""The kind of an article's subject: a clean common noun phrase, or "" when in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wikiseek.dump.kinds.endings import ING_NOUNS, THING_NOUNS
from wikiseek.dump.kinds.lead import Lead
from wikiseek.dump.kinds.nouns import PERSON_NOUNS, acceptable, is_noun, is_person_noun, singular
from wikiseek.dump.kinds.other import kind_of_categories, kind_of_infobox
from wikiseek.dump.kinds.words import (
    COMMON_KINDS,
    DROPPED,
    DROPPED_ING,
    FIXED_PHRASES,
    KEPT_CAPITALS,
    KEPT_ED,
    NOT_SUPERLATIVES,
    NOUNS_LIKE_OTHERS,
    STOPS,
    TRANSPARENT,
)
from wikiseek.records import Attribute

_TOKEN = re.compile(r"U\.S\.|[^\W_][\w’'.–-]*[^\W_]|[^\W_]|[,;:.–—/]")
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_DESCRIPTIVE = re.compile(
    r"-(?:born|growing|based|winning|speaking|bodied|sized|looking|like|known|year|level|style|language|era|old|time)$"
)
_OWNER = re.compile(r"(?!children|women|men|people)[^\W\d_]+['’]s$")  # "the world's country"; a children's book stays
_PARTICIPLE = re.compile(r"(?:[^aeiou]ed|ied|ued)$")
_OFFICES = frozenset("state senator representative president territory congressman city county".split())
_RANKS = frozenset("officer general captain colonel pilot sergeant base".split())
_BROADCASTS = frozenset(
    "series show program programme film channel station presenter drama sitcom actor actress host movie network".split()
)
_AFTER_CAPITAL = {
    "U.S.": _OFFICES,
    "US": _OFFICES,
    "Army": _RANKS,
    "Navy": _RANKS,
    "TV": _BROADCASTS,
    "Prime": frozenset({"Minister"}),
    "Vice": frozenset({"President"}),
}
_BEFORE_NOUNS = frozenset("known living".split())  # "the earliest known bird", but "a bird known as …"
_POSSESSIVE = re.compile(r"['’]s?$")
_KEPT_POSSESSIVES = frozenset("children's women's men's boys' girls' people's".split())
_TOPIC = re.compile(
    r"(?:History|Geography|Economy|Politics|Demographics|Military|Transport|Transportation|Communications|Culture|Music"
    r"|Telecommunications|Foreign relations|Education|Religion|Cuisine|Law|Government) (?:of|in|on) "
)
_WORD_ABOUT_WORDS = re.compile(r"(?:\w+ ){0,2}(?:name|term|word|phrase|title|surname|nickname|abbreviation)s?\b")
_ACTION = re.compile(r"(?:tion|sion|ment|ance|ence|ity|ness|ing)$")
_MAX_TOKENS = 18
_WINDOW = 2000
_MAX_WORDS = 3
_REMEMBERED = 1 << 12


def kind_of(
    title: str,
    text: str,
    lead: Lead | None,
    attributes: Sequence[Attribute],
    categories: Sequence[str],
    infobox: str = "",
) -> str:
    """What `title` is, singular and in lower case: "city", "U.S. state", "tennis player"; "" if unsure.

    Read from the definition in the `lead` of `text`, else from the name of the infobox or a row that
    gives an occupation, else from `categories`.
    """
    if _TOPIC.match(title) or (lead is not None and _WORD_ABOUT_WORDS.match(lead.definition)):
        return ""
    words = _from_definition(lead) if lead is not None else []
    kind = " ".join(words) or kind_of_infobox(infobox, attributes)
    if not kind and not _is_common_noun(title, text):
        kind = kind_of_categories(categories, text)
    return "" if kind == title.lower() else kind


def _is_common_noun(title: str, text: str) -> bool:
    """Whether the text writes the title small: its categories then say what it belongs to, not what it is."""
    lower = title.lower()
    return lower != title and lower in text[:_WINDOW]


def _from_definition(lead: Lead) -> list[str]:
    """The kind in the words after "is a …": [] when none can be read with confidence."""
    determiner, plural = lead.determiner, lead.plural
    tokens = _TOKEN.findall(lead.definition)[:_MAX_TOKENS]
    words, rest = _noun_phrase(tokens)
    if not words and not (determiner.startswith(("one", "any")) and rest[:1] == ["of"]):
        return []
    if rest[:1] == ["of"] and (not words or words[-1] in TRANSPARENT):
        words, rest = _noun_phrase(rest[1:])
        plural = True
    if rest[:1] == ["and"]:
        words = _coordinated(words, rest[1:])
    elif rest[:1] == [","] and words and not is_person_noun(words[-1]):
        words = _person_among(rest) or words
    if lead.plural and not determiner and words and singular(words[-1]) == words[-1]:
        return []  # "are numerous"
    if plural or determiner.startswith(("one", "any", "two", "three", "four", "several", "among")):
        words = [*words[:-1], singular(words[-1])] if words else []
    return _finished(words, rest)


def _finished(words: list[str], rest: list[str]) -> list[str]:
    """The words as a kind that can be asked for, [] if they cannot."""
    if words[-1:] == ["capital"]:
        return [*words, "city"] if rest[:1] in (["of"], ["and"], ["in"]) else []
    if words[-1:] == ["breed"] and rest[:1] == ["of"]:
        of, _ = _noun_phrase(rest[1:])
        words = [singular(of[-1]), "breed"] if of else []
    if words[-1:] == ["state"] and rest[:1] == ["of"] and rest[1:] and rest[1].islower() and rest[1] != "the":
        return []  # a state of mind
    if (
        words
        and rest[:1] == ["of"]
        and _ACTION.search(words[-1])
        and words[-1] not in THING_NOUNS | COMMON_KINDS | ING_NOUNS
    ):
        return []  # "a reduction of …" is no thing
    words = words[-_MAX_WORDS:]
    if words and singular(words[-1]) != words[-1]:
        return []  # a plural after "is a" was misread
    return words if acceptable(words) else []


def _noun_phrase(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The words that name the kind at the start of `tokens`, and the tokens after the phrase."""
    words: list[str] = []
    for at, token in enumerate(tokens):
        low = token.lower()
        if token in ",;:.–—":
            if words or token != ",":
                return words, tokens[at:]
        elif low in ("and", "or", "&", "/"):
            if words:
                return words, ["and", *tokens[at + 1 :]]
        elif low in _BEFORE_NOUNS and _goes_on(tokens[at + 1 : at + 2]):
            continue
        elif (low in STOPS and (words or low not in DROPPED)) or _ends_phrase(low, words, tokens[at + 1 : at + 2]):
            return words, tokens[at:]
        else:
            kept = _kept(token, low, tokens[at + 1 : at + 2])
            if kept:
                words.append(kept)
    return words, []


def _goes_on(following: list[str]) -> bool:
    """Whether the next word can belong to the phrase."""
    return bool(following) and following[0].islower() and following[0] not in STOPS


def _ends_phrase(low: str, words: list[str], following: list[str]) -> bool:
    """Whether a participle begins a clause ("a novel published by …", not "sweet carbonated drink")."""
    if not words or low in KEPT_ED or is_noun(low) or not (_PARTICIPLE.search(low) or low.endswith("ing")):
        return False
    return not _goes_on(following)


def _kept(token: str, low: str, following: list[str]) -> str:
    """How a word of the phrase is written in the kind; "" for words that are passed over."""
    if token in KEPT_CAPITALS:
        return KEPT_CAPITALS[token] if _fits(token, following) else ""
    if f"{low} {following[0].lower() if following else ''}" in FIXED_PHRASES:
        return low
    if low in PERSON_NOUNS and following[:1] == ["of"]:
        return low  # an office: "the 16th President of …"
    return low if token.islower() and _tells(low) else ""


@lru_cache(_REMEMBERED)
def _tells(low: str) -> bool:
    """Whether a word in small letters says something of the kind."""
    if any(char.isdigit() for char in low):
        return False
    if _POSSESSIVE.search(low) and low.replace("’", "'") not in _KEPT_POSSESSIVES:
        return False
    if low in DROPPED or low in DROPPED_ING or _DESCRIPTIVE.search(low) or _OWNER.match(low):
        return False
    if low.endswith("est") and low not in NOT_SUPERLATIVES:
        return False
    if _ADVERB.search(low) and low not in NOUNS_LIKE_OTHERS:
        return False
    return not _PARTICIPLE.search(low) or low in KEPT_ED or is_noun(low)


def _fits(capital: str, following: list[str]) -> bool:
    """Whether a capitalised word is part of the kind: "U.S. state", "army officer", but not "U.S. poet"."""
    return following[0] in _AFTER_CAPITAL[capital] if following else False


def _coordinated(words: list[str], tokens: list[str]) -> list[str]:
    """ "physicist and chemist" is a physicist; "action and adventure film" is a film."""
    second, _ = _noun_phrase(tokens)
    if words[-1:] == ["capital"] and second[-1:] == ["city"]:
        return ["city"]
    if second and is_person_noun(second[-1]) and not is_person_noun(words[-1]):
        return second  # "a film and television actor"
    if _stands_alone(words):
        return words
    return second[-1:] if second and _stands_alone(second[-1:]) else []


def _person_among(tokens: list[str]) -> list[str]:
    """The first person in an enumeration: "film, stage and television actor" is an actor; [] if there is none."""
    while tokens[:1] in ([","], ["and"]):
        words, tokens = _noun_phrase(tokens[1:])
        if words and is_person_noun(words[-1]):
            return words
        if not words:
            return []
    return []


def _stands_alone(words: list[str]) -> bool:
    return bool(words) and (is_person_noun(words[-1]) or words[-1] in COMMON_KINDS or words[-1] in PERSON_NOUNS)
