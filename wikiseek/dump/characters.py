"""Characters written by name or number."""

from __future__ import annotations

from functools import cache

from wikiseek.dump import marks
from wikiseek.dump.entities import unescaped


@cache
def character(entity: str) -> str:
    """What `&name;` stands for, hidden from later clean-up where it is a character of markup."""
    return marks.literal(marks.without_own(unescaped(entity)))
