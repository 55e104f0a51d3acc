"""Private-use characters that carry structure through the text until it is final.

A link in the making is `LINK`, one character that numbers its target, the anchor, and `LINK_END`.
Whatever clean-up happens between, the span read off at the end is that of the anchor in the final text.
"""

from __future__ import annotations

import re

from wikiseek.dump.charwise import has_own

LINK_END = "\ue000"
ITEM = "\ue001"  # a list item begins (`*`, `#`)
INDENT = "\ue002"  # an indented line begins (`:`, `;`)
HEAD_END = "\ue003"
BREAK = "\ue004"  # a line break inside a paragraph (`<br>`)
NOTHING = "\ue005"  # keeps its neighbours apart (`<nowiki/>`)
HOLE = "\ue00e"  # a value that cannot be known here: the parenthesis around it goes with it
HEAD = "\ue006"  # a heading begins; the character after it gives its level: U+E008 + 1–6
LINK = "\ue007"  # a link begins; the character after it numbers its target
_LITERAL = 0xE010
_NUMBER = 0xE020
_NUMBERS_IN_BMP = 0xF8FF - _NUMBER + 1
_PLANE_15 = 0xF0000

_OWN = re.compile("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MARK = re.compile("\ue007.|\ue006.|[\ue000-\ue005\ue00e]", re.DOTALL)
_SPECIAL = "<>[]{}|'*#:;=_(,"  # the last two for code: `f()` is no orphan
_HIDDEN = [(char, chr(_LITERAL + at)) for at, char in enumerate(_SPECIAL)]
_HIDE = str.maketrans(dict(_HIDDEN))
_ANY_HIDDEN = re.compile("[\ue010-\ue01f]")


def without_own(text: str) -> str:
    """`text` as found in a dump, free of the characters this module uses, and of lone surrogates."""
    return _OWN.sub("", text) if has_own(text) else text


def _number(mark: str) -> int:
    code = ord(mark)
    return code - _NUMBER if code < _PLANE_15 else code - _PLANE_15 + _NUMBERS_IN_BMP


def linked(text: str) -> list[int]:
    """The numbers of the targets linked in marked text, in order."""
    return [_number(part[0]) for part in text.split(LINK)[1:] if part]


def literal(text: str) -> str:
    """`text` with the characters of wiki markup hidden, so that no clean-up takes them for markup."""
    return text.translate(_HIDE)


def shown(text: str) -> str:
    """`text` with what `literal` hid put back."""
    if not text.isascii() and _ANY_HIDDEN.search(text):
        for char, hidden in _HIDDEN:
            text = text.replace(hidden, char)
    return text


def unmarked(text: str) -> str:
    """`text` without any mark, hidden characters put back."""
    return text if text.isascii() else shown(_MARK.sub("", text))
