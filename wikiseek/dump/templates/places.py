"""Templates of coordinates, where they stand in the text rather than beside the title."""

from __future__ import annotations

import re

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named

_NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?")
_SIGNS = "°′″"


def _coordinates(call: Call) -> str:
    """`{{coor dms|40|23|N|49|52|E}}`, `{{coord|40.4|49.9}}`; nothing when shown beside the title only."""
    if call.get("display").lower() in ("title", "t"):
        return ""
    angles: list[str] = []
    numbers: list[str] = []
    for value in call.pos:
        if value.upper() in ("N", "S", "E", "W"):
            angles.append("".join(map("".join, zip(numbers, _SIGNS, strict=False))) + value.upper())
            numbers = []
        elif _NUMBER.fullmatch(value):
            numbers.append(value)
        else:
            break
    return " ".join(angles) or ", ".join(numbers[:2])


MAKERS: dict[str, Maker] = named(
    _coordinates, "coord, coor, coor d, coor dm, coor dms, coordinates, coorddec, geolinks"
)
