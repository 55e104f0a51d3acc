"""Characters written by name or number."""

from __future__ import annotations

from functools import cache
from html import unescape

from wikiseek.dump import marks


@cache
def character(entity: str) -> str:
    """What `&name;` stands for, hidden from later clean-up where it is a character of markup."""
    return marks.literal(marks.without_own(unescape(entity)))
