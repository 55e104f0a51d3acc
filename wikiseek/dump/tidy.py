"""Small repairs of running text: quotes of markup, and the orphans that dropped markup leaves behind."""

from __future__ import annotations

import re

from wikiseek.dump import charwise, marks

_END = marks.LINK_END
_HOLED = re.compile(rf" ?\([^()\n]*{marks.HOLE}[^()\n]*\)")
_SPACES = re.compile(r"  +")
_EMPTY_BRACKETS = re.compile(r"\((?:[\s,;:–—/]|\bor\b|\band\b)*\)")
_OPENING = re.compile(r"\([\s,;:]+")
_CLOSING = re.compile(r"[\s,;]+\)")
_SPACE_BEFORE = re.compile(rf" ([,.;:!?])(?=[\s{_END})\"”]|$)")
_DOUBLED = re.compile(r",(?: ?,)+|;(?: ?[,;])+|,(?= ?[.;](?:\s|$))")


def tidied(text: str) -> str:
    """`text` without bold and italic quotes, empty brackets, stray commas and doubled spaces."""
    if marks.HOLE in text:
        text = _HOLED.sub("", text).replace(marks.HOLE, "")
    text = charwise.repaired(text)
    parts: list[str] = []
    at = 0
    # One line in fifty needs more, and to see that takes a tenth of the time that the patterns would.
    for start, end in charwise.untidy(text):
        parts += (text[at:start], _without_orphans(text[start:end]))
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def _without_orphans(line: str) -> str:
    line = _OPENING.sub("(", _EMPTY_BRACKETS.sub("", line))
    line = _SPACES.sub(" ", _CLOSING.sub(")", line))
    return _DOUBLED.sub(_first, _SPACE_BEFORE.sub(r"\1", line))


def _first(match: re.Match[str]) -> str:
    found = match.group()
    return "" if found == "," else found[0]
