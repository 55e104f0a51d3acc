"""Births and deaths told in the parenthesis after a person's name: "(born 1879 in Ulm, Germany)"."""

from __future__ import annotations

import re

from wikiseek.grammar.objects import articled
from wikiseek.records import Link

_EVENT = re.compile(
    r"\b(born|b\.|died|d\.)\s+(?:(?:on|in|c\.|circa|about|ca\.)\s+)?"
    r"(?:[^\W\d_]+\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]+)?,?\s*\d{0,4}\s*,?\s*(?:in|at)\s+$"
)
_DATE = r"(?:on\s+)?(?:[^\W\d_]+\s+\d{1,2},?\s+|\d{1,2}\s+[^\W\d_]+,?\s+|[^\W\d_]+\s+)?[12]\d{3}"
# "(born November 18, 1952, Eltham, London)": the year tells that a place follows the comma.
_DATED = re.compile(rf"\b(born|b\.|died|d\.)\s+{_DATE},\s+$")
# "(5 May 1818, Trier – 14 March 1883, London)": a birth before the dash, a death behind it.
_BIRTH = re.compile(rf"^\s*\(\s*{_DATE},?\s+(?:in\s+)?$")
_DEATH = re.compile(rf"\s[-–—]\s*{_DATE},?\s+(?:in\s+)?$")
_LIFE = re.compile(rf"\s[-–—]\s*{_DATE}\b")
_SEPARATED = re.compile(r",\s+$")
_VERBS = {"born": "was born in", "b.": "was born in", "died": "died in", "d.": "died in"}


def vital(text: str, links: tuple[Link, ...], target: Link, start: int, end: int) -> str | None:
    """The relation ("was born in [X]") of a link inside the parenthesis `[start, end)` of `text`, or None.

    The first place after "born" or "died" or a date counts, and those that follow it by commas.
    """
    verb = _verb(text, links, target, start, end)
    return f"{verb} the [X]" if verb and articled(text[target.start : target.end]) else verb and f"{verb} [X]"


def _verb(text: str, links: tuple[Link, ...], target: Link, start: int, end: int) -> str | None:
    before = text[start : target.start]
    if found := _EVENT.search(before) or _DATED.search(before):
        return _VERBS[found.group(1)]
    if _BIRTH.search(before) and _LIFE.search(text, target.end, end):
        return "was born in"
    if _DEATH.search(before):
        return "died in"
    earlier = [link for link in links if start <= link.start and link.end <= target.start]
    if earlier and _SEPARATED.fullmatch(text[earlier[-1].end : target.start]):
        return _verb(text, links, earlier[-1], start, end)
    return None
