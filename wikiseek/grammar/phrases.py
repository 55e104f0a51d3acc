"""English word forms that a question needs, by rules with lists of exceptions."""

from __future__ import annotations

import re

from wikiseek.grammar.inflection import is_past

# Spelled with a vowel, spoken with a consonant ("a university"), and the other way ("an hour").
_A_BEFORE = re.compile(
    r"^(?:uni(?!n|m[bp])|us[aeiu]|ut[aeio]|u[rkf][aeiou]|ub[iq]|eu|ewe|one\b|once|ouija|u-|u\.|uk\b|us\b)",
    re.IGNORECASE,
)
_AN_BEFORE = re.compile(r"^(?:hour|honou?r|honest|heir|herb\b)", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"^[A-Z](?:[A-Z]|\b|[-.\d])")
# Capitals that are spoken as a word.
_SPOKEN = re.compile(r"(?:NATO|NASA|NASCAR|NAFTA|FIFA|UEFA|SARS|SIM|RAM|ROM|LAN|MIDI|UNESCO|UNICEF|AIDS|OPEC|ASEAN)\b")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "ox": "oxen", "die": "dice", "louse": "lice", "phenomenon": "phenomena",
    "criterion": "criteria", "bacterium": "bacteria", "genus": "genera", "alumnus": "alumni", "fungus": "fungi",
    "cactus": "cacti", "nucleus": "nuclei", "datum": "data", "stratum": "strata", "alga": "algae", "larva": "larvae",
    "vertebra": "vertebrae", "radius": "radii", "stimulus": "stimuli", "opus": "opuses", "quiz": "quizzes",
}  # fmt: skip
_SAME = frozenset(
    "series species aircraft spacecraft hovercraft sheep deer fish salmon trout bison moose means headquarters "
    "crossroads offspring swiss chinese japanese portuguese vietnamese software hardware music equipment furniture "
    "information literature cattle police people poetry clothing".split()
)
_IN_COMPOUNDS = ("man", "child", "person")
_NO_MEN = frozenset("human german roman shaman talisman ottoman norman caiman".split())
_F_TO_VES = frozenset("leaf wolf calf half knife life wife shelf thief loaf elf self hoof scarf".split())
_O_TO_OES = frozenset("hero potato tomato echo veto torpedo embargo volcano mosquito domino mango".split())
_HEAD_BEFORE = re.compile(r"^(.*?)(\s+(?:of|in|for|at|by|from|on|to|with)\s.*)?$")
_PLURAL_VERBS = frozenset("are were have do".split())
_SINGULAR_VERBS = frozenset("is was has does".split())


def indefinite(noun: str) -> str:
    """`noun` with "a" or "an" before it, as it is spoken: "an actor", "a university", "an MP"."""
    return f"{'an' if _vowel_sound(noun) else 'a'} {noun}"


def _vowel_sound(noun: str) -> bool:
    if _SPELLED_OUT.match(noun) and not _SPOKEN.match(noun):
        return noun[0] in _VOWEL_LETTERS
    if _AN_BEFORE.match(noun) or re.match(r"^(?:8|11\b|18\b)", noun):
        return True
    if re.match(r"UNESCO|UNICEF", noun):
        return False
    return noun[:1].lower() in "aeiouáéíóúàèäëïöüåæøœ" and not _A_BEFORE.match(noun) if noun else False


def plural(noun: str) -> str:
    """The plural of a noun phrase: the head before "of", else the last word, is inflected."""
    found = _HEAD_BEFORE.match(noun)
    head, rest = (found.group(1), found.group(2) or "") if found else (noun, "")
    words = head.split(" ")
    return " ".join([*words[:-1], _plural_word(words[-1])]) + rest


def _plural_word(word: str) -> str:
    low = word.lower()
    for end, forms in _PLURALS.items():
        if low == end or end in _IN_COMPOUNDS and low.endswith(end) and low not in _NO_MEN:
            return word[: len(word) - len(end)] + _like(word[-len(end) :], forms)
    if low in _SAME or not low:
        return word
    if low in _F_TO_VES:
        return word[: -2 if low.endswith("fe") else -1] + "ves"
    if re.search(r"(?:s|x|z|ch|sh)$", low):
        return word[:-2] + "es" if low.endswith("sis") else word + "es"
    if re.search(r"[^aeiou]y$", low):
        return word[:-1] + "ies"
    return word + ("es" if low in _O_TO_OES else "s")


def _like(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def is_singular_verb(relation: str) -> bool:
    """Whether the relation's verb goes with one subject ("was born in [X]", "studied under [X]").

    A past tense goes with both and counts as singular; "were", "are", "have" and bare presents
    ("consist of [X]") do not.
    """
    verb = relation.split(" ", 1)[0].lower()
    if verb in _SINGULAR_VERBS or is_past(verb):
        return True
    return verb not in _PLURAL_VERBS and verb.endswith("s")


def names_kind(relation: str) -> bool:
    """Whether the relation says what the subject is ("is a city in [X]"), so that it tells its kind."""
    return bool(re.match(r"(?:is|was|are|were|became|remained)\s+(?:an?|the|one of)\s", relation))


def after_who(relation: str) -> str:
    """The relation as it stands after "who", "which" or "that": with no capital at its start."""
    return relation[:1].lower() + relation[1:]


def fill(relation: str, noun_phrase: str) -> str:
    """Put `noun_phrase` in the place of `[X]`; its own determiner replaces "the" before the place.

    >>> fill("won the [X]", "the prize that was founded by Alfred Nobel")
    'won the prize that was founded by Alfred Nobel'
    """
    if re.match(r"(?:the|an?|this|that|his|her|its|one|some|The)\s", noun_phrase):
        return relation.replace("the [X]", noun_phrase, 1).replace("[X]", noun_phrase, 1)
    return relation.replace("[X]", noun_phrase, 1)
