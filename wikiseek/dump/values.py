"""Infobox values as plain text: one line, list items and line breaks joined by commas, links listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wikiseek.dump import marks
from wikiseek.dump.tidy import tidied
from wikiseek.records import Attribute

_KEY = re.compile(r"[^\w]+")
_LINE_END = re.compile(f"(?<!\\s)\\s*[{marks.BREAK}\n][{marks.BREAK}\\s]*")
_LISTED = re.compile(f"[{marks.ITEM}{marks.INDENT}]+\\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_COMMAS = re.compile(r"(?:[,;] )*([,;:]) (?:[,;] )+")
_PRESENTATION = re.compile(
    r"(?:^|_)(?:image|img|photo|picture|caption|alt|size|width|height_px|colou?r|background|bgcolor|map|mapsize|logo|"
    r"signature|style|class|footnotes?|notes?|align|flag|seal|coat|blank|pixels|px|hide|show|label|above|below|child|"
    r"embed|module|cat|nocat|ref|refs|range_map|status_ref|status_system)\d*(?:$|_)"
)
_MAX_VALUE = 1000
_MAX_KEY = 200


def attribute(raw_key: str, raw_value: str, targets: Sequence[str]) -> Attribute | None:
    """The row as an `Attribute`; None for empty values and for what only lays the box out."""
    key = _key(raw_key) if len(raw_key) <= _MAX_KEY else ""
    value = flat(raw_value) if key else ""
    if not value:
        return None
    links = dict.fromkeys(targets[number] for number in marks.linked(value)) if marks.LINK in value else ()
    plain = marks.unmarked(value)[:_MAX_VALUE].strip(" ,;")
    return Attribute(key, plain, tuple(links)) if plain else None


@lru_cache(1 << 12)
def _key(raw: str) -> str:
    """The key that a row's name stands for, "" where it only lays the box out."""
    key = _KEY.sub("_", marks.unmarked(raw).replace("'''", "").lower()).strip("_")
    return "" if key.isdigit() or _PRESENTATION.search(key) else key


def flat(value: str) -> str:
    """`value` on one line, marks of links kept."""
    if not value or value.isspace():
        return ""
    joined = value.strip()
    if marks.ITEM in joined or marks.INDENT in joined:
        joined = _LISTED.sub("", joined).strip()
    if "\n" in joined or marks.BREAK in joined:
        joined = _LINE_END.sub(", ", joined)
    if "<" in joined:
        joined = _TAG.sub("", joined)
    joined = tidied(joined)
    if " , " in joined or " ; " in joined:
        joined = _COMMAS.sub(r"\1 ", joined)
    return joined.strip(" ,;")
