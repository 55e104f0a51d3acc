"""Small repairs of running text: quotes of markup, and the orphans that dropped markup leaves behind."""

from __future__ import annotations

import re

from wikiseek.dump import charwise, marks
from wikiseek.dump.buffer import Buffer

_END = marks.LINK_END
_HOLED = re.compile(rf" ?\((?:[^()\n{marks.HOLE}]*{marks.HOLE})+[^()\n{marks.HOLE}]*\)")
_SPACES = re.compile(r"  +")
# Right behind a word there is nothing missing: "printf()".
_EMPTY_BRACKETS = re.compile(r"\((?:[\s,;:–—/]|\bor\b|\band\b)+\)|(?<!\w)\(\)")
_OPENING = re.compile(r"\([\s,;:]+")
# Each begins with one set of characters, so that `re` need not stop at every other, and not within a run.
_CLOSING = re.compile(r"[\s,;:](?:(?<=[\s,;])(?<![\s,;:].)|(?<=\w:))[\s,;:]*\)")
_NEARLY_CLOSING = re.compile(r"\)(?<=[\s,;:]\))")  # which is found in a tenth of the time
_SPACE_BEFORE = re.compile(rf" (?<!\. )([,;:!?]|\.(?! \.))(?=[\s{_END})\"”]|$)")  # but not in ". . ."
_DOUBLED = re.compile(
    r"[,;:.](?:(?<=[,;:])(?<![,;:].)(?<![,;:] .)(?: ?[,;:])* ?(?=\.(?:\s|$))(?P<stop>)|(?<=[,;])(?: ?[,;])+"
    rf"|(?<=[\w){_END}]:)(?: ?[,;])+(?=\s|$)|(?<=[\w)\]\"”']\.){_END}? ?\.(?=\s|$)(?! \.))"
)
_LEADING = re.compile(r"(?!\. ?\.)[,;.:)]+(?: [,;.:)]+)*(?: +|$)")


def tidied(text: str) -> str:
    """`text` without bold and italic quotes, empty brackets, stray commas and doubled spaces."""
    return tidy(Buffer(text)).text()


def tidy(text: Buffer) -> Buffer:
    """As `tidied`; where it can be, `text` itself is changed."""
    if text.find(marks.HOLE) >= 0:
        text = Buffer(_HOLED.sub("", text.text()).replace(marks.HOLE, ""))
    charwise.repair(text)
    # One line in fifty needs more, and to see that takes a tenth of the time that the patterns would.
    charwise.mend(text, _without_orphans)
    return text


def _without_orphans(line: str) -> str:
    line = _OPENING.sub("(", _EMPTY_BRACKETS.sub("", line))
    if leading := _LEADING.match(line):
        line = line[leading.end() :]  # what it followed is gone
    if _NEARLY_CLOSING.search(line):
        line = _CLOSING.sub(")", line)
    line = _SPACES.sub(" ", line)
    return _DOUBLED.sub(_first, _SPACE_BEFORE.sub(r"\1", line))


def _first(match: re.Match[str]) -> str:
    """One mark of several, and a full stop rather than any other."""
    found = match.group()
    if match.lastgroup == "stop":
        return ""
    if found[0] == ".":
        return f".{_END}" if _END in found else "."
    return ";" if ";" in found else ","
