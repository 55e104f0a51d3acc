"""Private-use characters that carry structure through the text until it is final.

A link in the making is one character that numbers its target, the anchor, and `LINK_END`. Whatever
clean-up happens between, the span read off at the end is that of the anchor in the final text.
"""

from __future__ import annotations

import re

LINK_END = "\ue000"
ITEM = "\ue001"  # a list item begins (`*`, `#`)
INDENT = "\ue002"  # an indented line begins (`:`, `;`)
HEAD_END = "\ue003"
BREAK = "\ue004"  # a line break inside a paragraph (`<br>`)
NOTHING = "\ue005"  # keeps its neighbours apart (`<nowiki/>`)
_HEAD = 0xE005  # + level 1–6
_LITERAL = 0xE010
_LINK = 0xE020
_LINKS_IN_BMP = 0xF8FF - _LINK + 1
_PLANE_15 = 0xF0000

_OWN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
HEAD_START = re.compile("[\ue006-\ue00b]")
LINK_START_CLASS = "\ue020-\uf8ff\U000f0000-\U0010fffd"
_NOT_IN_ANCHOR = f"\ue000\ue003\ue006-\ue00b{LINK_START_CLASS}"
STRUCTURE = re.compile(f"([{LINK_START_CLASS}])([^{_NOT_IN_ANCHOR}]*)\ue000|[{_NOT_IN_ANCHOR}]")
_ANY = re.compile(f"[\ue000-\ue00b{LINK_START_CLASS}]")

_LAYOUT = re.compile("[\ue001\ue002\ue004\ue005]")

_SPECIAL = "<>[]{}|'*#:;=_"
_HIDE = {ord(char): _LITERAL + at for at, char in enumerate(_SPECIAL)}
_SHOW = {_LITERAL + at: char for at, char in enumerate(_SPECIAL)}
_HIDDEN = re.compile("[\ue010-\ue01f]")


def without_own(text: str) -> str:
    """`text` as found in a dump, free of the characters this module uses."""
    return text if text.isascii() else _OWN.sub("", text)


def link_start(number: int) -> str:
    """The character that opens the link to target `number`."""
    return chr(_LINK + number if number < _LINKS_IN_BMP else _PLANE_15 + number - _LINKS_IN_BMP)


def link_number(mark: str) -> int:
    """The number of the target behind a link's opening character; negative for any other mark."""
    code = ord(mark)
    return code - _LINK if code < _PLANE_15 else code - _PLANE_15 + _LINKS_IN_BMP


def head_start(level: int) -> str:
    """The character that opens a heading of `level` (1 to 6)."""
    return chr(_HEAD + level)


def head_level(mark: str) -> int:
    """The level of a heading's opening character."""
    return ord(mark) - _HEAD


def literal(text: str) -> str:
    """`text` with the characters of wiki markup hidden, so that no clean-up takes them for markup."""
    return text.translate(_HIDE)


def shown(text: str) -> str:
    """`text` with what `literal` hid put back."""
    return text.translate(_SHOW) if _HIDDEN.search(text) else text


def without_layout(text: str) -> str:
    """`text` without the marks that only lay lines out, once the lines are laid out."""
    return _LAYOUT.sub("", text)


def unmarked(text: str) -> str:
    """`text` without any mark, hidden characters put back."""
    return shown(_ANY.sub("", text))
