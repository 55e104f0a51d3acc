"""Births and deaths told in the parenthesis after a person's name: "(born 1879 in Ulm, Germany)"."""

from __future__ import annotations

import re

from wikiseek.records import Link

_EVENT = re.compile(
    r"\b(born|b\.|died|d\.)\s+(?:(?:on|in|c\.|circa|about|ca\.)\s+)?"
    r"(?:[^\W\d_]+\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]+)?,?\s*\d{0,4}\s*,?\s*(?:in|at)\s+$"
)
_SEPARATED = re.compile(r",\s+$")
_VERBS = {"born": "was born in", "b.": "was born in", "died": "died in", "d.": "died in"}


def vital(text: str, links: tuple[Link, ...], target: Link, start: int, end: int) -> str | None:
    """The relation ("was born in [X]") of a link inside the parenthesis `[start, end)` of `text`, or None.

    The first place after "born" or "died" counts, and those that follow it by commas.
    """
    before = text[start : target.start]
    found = _EVENT.search(before)
    if found:
        return f"{_VERBS[found.group(1)]} [X]"
    earlier = [link for link in links if start <= link.start and link.end <= target.start]
    if earlier and _SEPARATED.fullmatch(text[earlier[-1].end : target.start]):
        return vital(text, links, earlier[-1], start, end)
    return None
