"""What being in a category says of a page: "German philosophers" holds German philosophers.

Only categories that hold things of one named sort are read. A topic ("Physics") holds whatever has to do with
it, and a category without a name ("Living people") is true of pages that are not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wikiseek.dump import is_kind, is_person_noun, singular
from wikiseek.grammar import indefinite
from wikiseek.store.demonyms import PLACES

_CACHED = 50_000
_LIFE = re.compile(r"(\d{3,4}) (births|deaths)$")
_BORN = {"births": "was born in [X]", "deaths": "died in [X]"}
# "Cities in Turkey", "Alumni of Christ's College, Cambridge", "People from Indiana".
_PLACED = re.compile(r"([A-Z][a-z]+(?: [a-z-]+){0,3}) (of|in|from|by) (the )?([A-Z0-9].*)$")
_STUDENTS = frozenset("alumni graduates students".split())
_ROLES = frozenset("native resident member employee player winner recipient laureate citizen".split())
# "Yale Law School graduates": a name of several capitalised words, then the role in small letters.
_NAMED = re.compile(r"((?:[A-Z0-9][\w.'’&-]*)(?: (?:of|the|and|de|for|[A-Z0-9][\w.'’&-]*))*) ([a-z][a-z ]+)$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]+$")
_UNFIT = re.compile(
    r"\d|\b(?:who|that|which|with|and|by|stubs?|fictional|century|lists?|terms?|missing|relations|communications"
    r"|executed|inventions|landmarks|victims|offices)\b|\bof\b.*\bfrom\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Membership:
    """The words of a membership: `relation` is said of the page, with "is" for its verb to be, and `[X]` for `name`.

    `head` is the common noun in it ("" where there is none): a sentence that says name and head says it all.
    `adjective` when the name is that of a people.
    """

    relation: str
    name: str
    head: str
    adjective: bool = False


def years(period: str) -> tuple[int, ...]:
    """The years of "1879" or of "the 1870s". Raises ValueError for any other words."""
    decade = period.removeprefix("the ").endswith("0s")
    first = int(period.removeprefix("the ").removesuffix("s") if decade else period)
    return tuple(range(first, first + 10)) if decade else (first,)


@lru_cache(_CACHED)
def membership(category: str) -> Membership | None:
    """What a category says of its pages, None for one that says nothing that can be asked."""
    if life := _LIFE.match(category):
        return Membership(_BORN[life.group(2)], life.group(1), "")
    if _UNFIT.search(category):
        return None
    return _people(category) or _placed(category) or _role(category)


def places(adjective: str) -> tuple[str, ...]:
    """The titles of the places that the adjective of a people stands for."""
    return PLACES.get(adjective.lower(), ())


def _people(category: str) -> Membership | None:
    """ "German philosophers": the adjective of a people, and a kind in the plural."""
    words = category.split()
    for size in (2, 1):
        adjective, rest = " ".join(words[:size]), words[size:]
        if adjective.lower() in PLACES and rest and " ".join(rest).islower():
            noun = _one_of(" ".join(rest))
            return _is(noun, adjective, True) if noun else None
    return None


def _placed(category: str) -> Membership | None:
    """ "Cities in Turkey", "People from Indiana", "Alumni of …"."""
    found = _PLACED.match(category)
    if found is None:
        return None
    plural, preposition, article, name = found.group(1).lower(), found.group(2), found.group(3) or "", found.group(4)
    if plural in _STUDENTS and preposition == "of":
        return Membership(f"studied at {article}[X]", name, "")
    if plural == "people" and preposition == "from":
        return Membership(f"is from {article}[X]", name, "")
    noun = _one_of(plural)
    if not noun or preposition == "by":
        return None
    return Membership(f"is {indefinite(noun)} {preposition} {article}[X]", name, noun.split()[-1])


def _role(category: str) -> Membership | None:
    """ "Yale Law School graduates", "IBM employees": a name that is one beyond doubt, and a role."""
    found = _NAMED.match(category)
    if found is None:
        return None
    name, plural = found.groups()
    if not (_ACRONYM.match(name) or len(re.findall(r"\b[A-Z0-9]", name)) > 1):
        return None  # the first word of every category is a capital
    if plural in _STUDENTS:
        return Membership("studied at [X]", name, "")
    noun = _one_of(plural)
    return _is(noun, name) if noun else None


def _is(noun: str, name: str, adjective: bool = False) -> Membership:
    article = indefinite(name).partition(" ")[0]
    return Membership(f"is {article} [X] {noun}", name, noun.rsplit(maxsplit=1)[-1], adjective)


def _one_of(plural: str) -> str:
    """The singular of a plural kind or role, "" for what is neither."""
    noun = singular(plural)
    if noun == plural:
        return ""
    return noun if noun.split()[-1] in _ROLES or is_person_noun(noun) or is_kind(noun) else ""
