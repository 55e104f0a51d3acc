"""What may stand around a number or date without changing it: words of approximation, remarks in brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

_CIRCA = re.compile(r"(?:circa|ca?\.|ca)\s*", re.I | re.A)
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|est\.|estimated(?: at)?|nearly|almost|some)\s+|[~≈]\s*",
    re.I | re.A,
)
_REMARK = re.compile(r"([^()]*[^()\s])\s*\(([^()]*)\)")
_ESTIMATED = re.compile(r"(?:(?:an )?estimated?|est\.?|approx\.?|approximately|approximate|about)", re.I | re.A)
_ESTIMATED_IN = re.compile(
    r"(?:in )?([12][0-9]{3}),? (?:est\.?|estimate)|(?:est\.?|estimate),? ([12][0-9]{3})", re.I | re.A
)


class Bare(NamedTuple):
    """A value without what stands around it: `circa` says that it began with "c.", `remark` is in brackets behind."""

    text: str
    approximate: bool
    circa: bool
    remark: str


def bared(text: str) -> Bare:
    """The value without words of approximation and a remark in brackets; an approximating remark is taken too."""
    remark = ""
    if text.endswith(")") and (match := _REMARK.fullmatch(text)):
        text, remark = match.group(1), match.group(2).strip()
    approximate = False
    if _ESTIMATED.fullmatch(remark) or _ESTIMATED_IN.fullmatch(remark):
        approximate, remark = True, ""
    for pattern in (_CIRCA, _ABOUT):
        if match := pattern.match(text):
            return Bare(text[match.end() :], True, pattern is _CIRCA, remark)
    return Bare(text, approximate, False, remark)
