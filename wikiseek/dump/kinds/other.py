"""Kinds from an article's surroundings, where its first sentence gives none: infobox name, categories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikiseek.dump.kinds.nouns import acceptable, is_person_noun, singular
from wikiseek.dump.kinds.words import COMMON_KINDS
from wikiseek.records import Attribute

_INFOBOX_KINDS = {
    "settlement": "settlement", "city": "city", "town": "town", "village": "village", "country": "country",
    "river": "river", "lake": "lake", "mountain": "mountain", "island": "island", "islands": "archipelago",
    "airport": "airport", "airline": "airline", "company": "company", "university": "university", "school": "school",
    "book": "book", "novel": "novel", "film": "film", "album": "album", "song": "song", "single": "song",
    "television": "television series", "language": "language", "scientist": "scientist", "writer": "writer",
    "philosopher": "philosopher", "economist": "economist", "architect": "architect",
    "football club": "football club", "football biography": "footballer", "cricketer": "cricketer",
    "nba player": "basketball player", "mlb player": "baseball player", "tennis biography": "tennis player",
    "tennis player": "tennis player", "boxer": "boxer", "comedian": "comedian", "astronaut": "astronaut",
    "pope": "pope", "saint": "saint", "newspaper": "newspaper", "magazine": "magazine", "journal": "journal",
    "software": "computer program", "os": "operating system", "programming language": "programming language",
    "video game": "video game", "cvg": "video game", "vg": "video game", "bridge": "bridge", "building": "building",
    "museum": "museum", "stadium": "stadium", "military conflict": "military conflict", "disease": "disease",
    "planet": "planet", "galaxy": "galaxy", "automobile": "automobile", "aircraft": "aircraft", "weapon": "weapon",
    "musical artist": "musical artist", "band": "band", "record label": "record label",
    "political party": "political party", "u.s. state": "U.S. state", "us state": "U.S. state",
    "radio station": "radio station", "mineral": "mineral", "drug": "drug", "enzyme": "enzyme", "protein": "protein",
    "constellation": "constellation", "comics character": "comics character", "character": "fictional character",
    "u.s. county": "county", "opera": "opera", "play": "play", "artwork": "artwork", "painting": "painting",
    "legislature": "legislature",
}  # fmt: skip
_SPLIT = re.compile(
    r"\s+(?:of|in|from|by|at|on|for|with|to|that|who|which|and|or|based|located|established|founded)\s+"
)
_SEPARATOR = re.compile(r"[,;/(]| and | & ")
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_LIFE = re.compile(r"\b(?:births|deaths)$|^Living people$")
_HEAD = 400
_UNFIT = re.compile(
    r"stub|articles|pages|wikipedia|births|deaths|people|living|templates|redirect|lists?\b|terminology|history|culture"
    r"|\d|missing|introductions|names|awards winners|winners|alumni|members|students|recipients"
    r"|characters|places|works|\band\b",
    re.IGNORECASE,
)


def kind_of_infobox(name: str, attributes: Sequence[Attribute] = ()) -> str:
    """The kind behind an infobox's name or its row "occupation", "" for boxes that fit many kinds."""
    for row in attributes:
        if row.key == "occupation":
            first = _SEPARATOR.split(row.value, maxsplit=1)[0].strip().lower()
            if is_person_noun(first) and acceptable(first.split()):
                return first
    return _INFOBOX_KINDS.get(name.replace("_", " ").strip(), "")


def kind_of_categories(categories: Sequence[str], text: str = "") -> str:
    """The kind in the first category that is a plain plural ("Cities in …", "Welsh poets"), "" if none is.

    Kinds of persons are taken only where `text` or the categories speak of one.
    """
    lived = any(_LIFE.search(category) for category in categories)
    alive = lived or bool(_HE_OR_SHE.search(text[:_HEAD]))
    for category in categories:
        if _UNFIT.search(category):
            continue
        plural = _SPLIT.split(category, maxsplit=1)[0].split()
        if not plural:
            continue
        head = singular(plural[-1].lower())
        fits = alive if is_person_noun(head) else head in COMMON_KINDS and not lived
        if fits and head != plural[-1].lower() and acceptable([head]):
            return head
    return ""
