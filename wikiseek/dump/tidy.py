"""Small repairs of running text: quotes of markup, and the orphans that dropped markup leaves behind."""

from __future__ import annotations

import re

from wikiseek.dump import marks

_END = marks.LINK_END
_HOLED = re.compile(rf" ?\([^()\n]*{marks.HOLE}[^()\n]*\)")
_QUOTES = re.compile(r"''+")
_SPACES = re.compile(r"  +")
_EMPTY_BRACKETS = re.compile(r"\((?:[\s,;:–—/]|\bor\b|\band\b)*\)")
_OPENING = re.compile(r"\([\s,;:]+")
_CLOSING = re.compile(r"[\s,;]+\)")
_SPACE_BEFORE = re.compile(rf" ([,.;:!?])(?=[\s{_END})\"”]|$)")
_DOUBLED = re.compile(r",(?: ?,)+|;(?: ?[,;])+|,(?= ?[.;](?:\s|$))")
_TRAIL = re.compile(rf"{_END}([a-zß-öø-ÿœšžа-яёіїєґάέήίόύώα-ω]+)")
# Looking for these pairs first is far cheaper than the patterns, which most pages never need.
_CLOSING_SIGNS = (" )", ",)", ";)")
_SPACE_SIGNS = (" ,", " .", " ;", " :", " !", " ?")
_DOUBLED_SIGNS = (",,", ", ,", ";;", "; ;", "; ,", ";,", ",.", ", .", ",;", ", ;")


def tidied(text: str) -> str:
    """`text` without bold and italic quotes, empty brackets, stray commas and doubled spaces."""
    if marks.HOLE in text:
        text = _HOLED.sub("", text).replace(marks.HOLE, "")
    text = _TRAIL.sub(rf"\1{_END}", text)
    if "''" in text:
        text = _QUOTES.sub(_apostrophes, text)
    text = text.replace("\xa0", " ").replace("\u200b", "").replace("\t", " ")
    text = _OPENING.sub("(", _EMPTY_BRACKETS.sub("", text))
    if _any(_CLOSING_SIGNS, text):
        text = _CLOSING.sub(")", text)
    text = _SPACES.sub(" ", text)
    if _any(_SPACE_SIGNS, text):
        text = _SPACE_BEFORE.sub(r"\1", text)
    return _DOUBLED.sub(_first, text) if _any(_DOUBLED_SIGNS, text) else text


def _any(signs: tuple[str, ...], text: str) -> bool:
    return any(sign in text for sign in signs)


def _first(match: re.Match[str]) -> str:
    found = match.group()
    return "" if found == "," else found[0]


def _apostrophes(match: re.Match[str]) -> str:
    """MediaWiki reads four quotes as an apostrophe and bold, and any past five as apostrophes."""
    count = len(match.group())
    return "'" if count == 4 else "'" * max(0, count - 5)
