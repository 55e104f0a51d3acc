"""What an article is besides its text: a list, a date, a disambiguation page, a person, a plural subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from wikiseek.dump.kinds import Lead, is_person_noun
from wikiseek.dump.languages import lists_meanings
from wikiseek.records import Attribute

_DISAMBIGUATION = re.compile(
    r"disamb(?:ig.*)?|dab|dis|hndis.*|hndab|geodis|geodab|tla|tlac?disambig|[234]l[ac]{0,2}[ -]?(?:disambig|dab)"
    r"|roaddis|schooldis|hospitaldis|mathdab|numberdis|mil-unit-dis|callsigndis|.*disambig(?:uation)?(?: .*)?"
)
_REFERS = re.compile(
    r"\b(?:may|can|might|could) (?:also )?(?:refer|mean|be|stand)\b[^.\n]{0,60}:"
    r"|\b(?:refers? to|is|means?|one of)[^.\n]{0,40}:$"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"(?:AD |c\. )?\d{1,4}(?: (?:BCE?|CE|AD))?|\d{1,4}s(?: BCE?| AD)?"
    r"|\d{1,2}(?:st|nd|rd|th) (?:century|millennium)(?: BCE?| AD)?"
    rf"|(?:{_MONTH})(?: \d{{1,2}})?(?:,? \d{{3,4}})?|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
    r"|\d{3,4} in [\w ,'-]+|\d{4} \(disambiguation\)|\d{3,4}[-–]\d{2,4}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Centuries|Decades|(?:Current events|Deaths in|Events of)\b.*"
)
_LIST = re.compile(
    r"(?:Lists? of|Tables? of|Index of|Outline of|Timeline of|Glossary of|Comparison of)\b|.* \(list\)$", re.IGNORECASE
)
_LIST_CATEGORY = re.compile(r"Lists?\b(?: of|$| by)")
_LIFE = re.compile(r"\d{3,4} (?:births|deaths)|Living people|(?:Year|Date) of (?:birth|death) |.* (?:births|deaths)$")
_DATES_OF_LIFE = re.compile(
    r"\([^()]{0,80}\b(?:born|b\.)[^()]*\d{4}[^()]*\)"
    r"|\([^()]{0,60}\d{3,4}[^()–—-]{0,20}[–—-]+[^()]{0,40}\d{3,4}[^()]*\)"
)
_HE_OR_SHE = re.compile(r"\b(?:He|She|he|she|his|His|her|Her)\b")
_BIRTH_KEYS = frozenset(
    """
    birth birth_date birth_place birthdate birthplace born dateofbirth date_of_birth placeofbirth place_of_birth
    """.split()
)
_HEAD = 700
_LONGEST_INTRODUCTION = 200
_REMEMBERED = 1 << 12  # templates and categories come again and again


def flags_of(
    title: str,
    text: str,
    lead: Lead | None,
    kind: str,
    attributes: Sequence[Attribute],
    categories: Sequence[str],
    templates: Sequence[str],
) -> set[str]:
    """The flags of `Entity.flags` that hold, without "recovered"; `templates` are the names used on the page."""
    return set(_flags(title, text, lead, kind, attributes, categories, templates))


def _flags(
    title: str,
    text: str,
    lead: Lead | None,
    kind: str,
    attributes: Sequence[Attribute],
    categories: Sequence[str],
    templates: Sequence[str],
) -> Iterator[str]:
    several = False
    if _is_disambiguation(title, text, categories, templates):
        several = True
        yield "disambiguation"
    if _LIST.match(title) or any(map(_LIST_CATEGORY.match, categories)):
        several = True
        yield "list"
    if _DATE.fullmatch(title):
        yield "date"
    elif not several and _is_person(text, kind, attributes, categories):
        yield "person"
    if lead is not None and lead.plural:
        yield "plural"


def _is_disambiguation(title: str, text: str, categories: Sequence[str], templates: Sequence[str]) -> bool:
    if title.endswith("(disambiguation)") or any(map(_marks_disambiguation, templates)):
        return True
    if "disambiguation" in "\n".join(categories).lower():
        return True
    if lists_meanings(title, categories, templates):
        return True
    end = text.find("\n", 0, _LONGEST_INTRODUCTION + 1)
    first = text[:end] if end >= 0 else text
    return len(first) < _LONGEST_INTRODUCTION and first.endswith(":") and bool(_REFERS.search(first))


@lru_cache(_REMEMBERED)
def _marks_disambiguation(template: str) -> bool:
    return bool(_DISAMBIGUATION.fullmatch(template))


@lru_cache(_REMEMBERED)
def _tells_of_a_life(category: str) -> bool:
    return bool(_LIFE.match(category))


def _is_person(text: str, kind: str, attributes: Sequence[Attribute], categories: Sequence[str]) -> bool:
    if any(map(_tells_of_a_life, categories)):
        return True
    if any(attribute.key in _BIRTH_KEYS for attribute in attributes):
        return True
    head = text[:_HEAD]
    if is_person_noun(kind):
        return bool(_HE_OR_SHE.search(head) or _DATES_OF_LIFE.search(head))
    return bool(_DATES_OF_LIFE.search(head[:250]) and _HE_OR_SHE.search(head))
