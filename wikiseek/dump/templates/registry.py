"""How the template modules name what they can expand."""

from __future__ import annotations

from collections.abc import Callable

from wikiseek.dump.templates.call import Call

Maker = Callable[[Call], str]


def named(maker: Maker, names: str) -> dict[str, Maker]:
    """`maker` under each of the comma-separated `names` (lower case)."""
    return {name.strip(): maker for name in names.split(",") if name.strip()}
