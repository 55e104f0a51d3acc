"""The kind of an article's subject: a clean common noun phrase, or "" when in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wikiseek.dump.kinds.lead import lead_of
from wikiseek.dump.kinds.nouns import PERSON_NOUNS, acceptable, is_noun, is_person_noun, singular
from wikiseek.dump.kinds.other import kind_of_categories, kind_of_infobox
from wikiseek.dump.kinds.words import (
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

_TOKEN = re.compile(r"U\.S\.|[^\W_][\w’'.–-]*[^\W_]|[^\W_]|[,;:.–—]")
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_DESCRIPTIVE = re.compile(r"-(?:born|growing|based|winning|speaking|bodied|sized|looking|like|known|year|level|style|language|winged|era|old|time|day)$")
_PARTICIPLE = re.compile(r"(?:[^aeiou]ed|ied|ued)$")
_MAX_TOKENS = 18
_WINDOW = 2000
_MAX_WORDS = 3


def kind_of(
    title: str, text: str, attributes: Sequence[Attribute], categories: Sequence[str], infobox: str = ""
) -> str:
    """What `title` is, singular and in lower case: "city", "U.S. state", "tennis player"; "" if unsure.

    Read from the first sentence of `text`, else from the name of the infobox, else from `categories`.
    """
    lead = lead_of(text)
    words = _from_definition(lead.definition, lead.determiner, lead.plural) if lead is not None else []
    kind = " ".join(words) or kind_of_infobox(infobox)
    if not kind and not _is_common_noun(title, text):
        kind = kind_of_categories(categories)
    return "" if kind == title.lower() else kind


def _is_common_noun(title: str, text: str) -> bool:
    """Whether the text writes the title without capitals: then its categories say what it belongs to, not what it is."""
    lower = title.lower()
    return lower != title and lower in text[:_WINDOW]


def _from_definition(definition: str, determiner: str, plural: bool) -> list[str]:
    """The kind in the words after "is a …": [] when none can be read with confidence."""
    tokens = _TOKEN.findall(definition)[:_MAX_TOKENS]
    words, rest = _noun_phrase(tokens)
    if not words and not (determiner.startswith(("one", "any")) and rest[:1] == ["of"]):
        return []
    if rest[:1] == ["of"] and (not words or words[-1] in TRANSPARENT):
        words, rest = _noun_phrase(rest[1:])
        plural = True
    if rest[:1] in (["and"], ["or"]):
        words = _coordinated(words, rest[1:])
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
        elif low in ("and", "or", "&"):
            if words:
                return words, ["and", *tokens[at + 1 :]]
        elif low in STOPS and not (low in DROPPED and not words):
            return words, tokens[at:]
        elif _ends_phrase(low, words, tokens[at + 1 : at + 2]):
            return words, tokens[at:]
        else:
            kept = _kept(token, low, tokens[at + 1 : at + 2])
            if kept:
                words.append(kept)
    return words, []


def _ends_phrase(low: str, words: list[str], following: list[str]) -> bool:
    """A participle after a noun begins a clause ("a novel published by …"), unless another noun comes ("sweet carbonated drink")."""
    if not words or low in KEPT_ED or is_noun(low) or not (_PARTICIPLE.search(low) or low.endswith("ing")):
        return False
    return not following or not following[0].islower() or following[0] in STOPS


def _kept(token: str, low: str, following: list[str]) -> str:
    """How a word of the phrase is written in the kind; "" for words that are passed over."""
    if token in KEPT_CAPITALS:
        return KEPT_CAPITALS[token] if token in ("U.S.", "US", "TV") else ""
    if f"{low} {following[0].lower() if following else ''}" in FIXED_PHRASES:
        return low
    if not token.islower() or any(char.isdigit() for char in token):
        return ""
    if low in DROPPED or low in DROPPED_ING or _DESCRIPTIVE.search(low):
        return ""
    if low.endswith("est") and low not in NOT_SUPERLATIVES:
        return ""
    if _ADVERB.search(low) and low not in NOUNS_LIKE_OTHERS:
        return ""
    if _PARTICIPLE.search(low) and low not in KEPT_ED and not is_noun(low):
        return ""
    return low


def _coordinated(words: list[str], tokens: list[str]) -> list[str]:
    """ "physicist and chemist" is a physicist; "action and adventure film" is a film."""
    if _stands_alone(words):
        return words
    second, _ = _noun_phrase(tokens)
    if words[-1:] == ["capital"] and second[-1:] == ["city"]:
        return ["city"]
    return second[-1:] if second and _stands_alone(second[-1:]) else []


def _stands_alone(words: list[str]) -> bool:
    return bool(words) and (is_person_noun(words[-1]) or words[-1] in _COMMON or words[-1] in PERSON_NOUNS)


_COMMON = frozenset(
    """
    city town village hamlet municipality county district province state country island river lake mountain valley
    region territory borough parish suburb port capital commune settlement community
    company corporation organization organisation university college school museum hospital library church cathedral
    airline airport bank newspaper magazine journal publisher band orchestra choir record label party club team league
    book novel novella poem play film movie album song single opera symphony ballet painting sculpture musical sitcom
    comedy drama game software language dialect religion sect philosophy deity god goddess monster creature
    animal bird fish insect mammal reptile plant tree flower shrub herb fruit vegetable fungus bacterium virus genus species
    disease disorder syndrome drug medicine chemical compound mineral metal gas protein enzyme hormone vitamin
    battle war treaty law act election festival holiday award prize tournament competition sport dance
    ship aircraft submarine locomotive automobile car truck motorcycle weapon rifle pistol tank missile rocket satellite
    planet star galaxy constellation comet asteroid moon crater bridge tower castle palace building stadium temple fortress
    dam canal railway road highway street park garden monastery abbey
    writer bishop soldier officer dynasty empire kingdom tribe clan food dish drink beer wine cheese instrument
    theorem algorithm equation polygon number
    """.split()
)


def common_nouns() -> Iterator[str]:
    """The nouns that are kinds by themselves, persons left out."""
    return iter(sorted(_COMMON))
