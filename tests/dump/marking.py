"""Marks as `wikiseek.dump` writes them, made one by one."""

from __future__ import annotations

from wikiseek.dump import marks


def link(number: int, anchor: str) -> str:
    """`anchor` marked as the link to target `number`; the numbers are the private-use characters from U+E020 on."""
    in_bmp = 0xF900 - 0xE020
    code = 0xE020 + number if number < in_bmp else 0xF0000 + number - in_bmp
    return f"{marks.LINK}{chr(code)}{anchor}{marks.LINK_END}"


def heading(level: int, title: str) -> str:
    """`title` marked as a heading of `level` (1 to 6)."""
    return f"{marks.HEAD}{chr(0xE008 + level)}{title}{marks.HEAD_END}"
