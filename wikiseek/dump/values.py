"""Infobox values as plain text: one line, list items and line breaks joined by commas, links listed."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    if len(raw_key) > _MAX_KEY:
        return None
    key = _KEY.sub("_", marks.unmarked(raw_key).replace("'''", "").lower()).strip("_")
    value = flat(raw_value)
    if not key or not value or key.isdigit() or _PRESENTATION.search(key):
        return None
    links = dict.fromkeys(targets[number] for number in marks.linked(value))
    plain = marks.unmarked(value)[:_MAX_VALUE].strip(" ,;")
    return Attribute(key, plain, tuple(links)) if plain else None


def flat(value: str) -> str:
    """`value` on one line, marks of links kept."""
    if not value or value.isspace():
        return ""
    joined = _LISTED.sub("", value.strip()).strip()
    if "\n" in joined or marks.BREAK in joined:
        joined = _LINE_END.sub(", ", joined)
    if "<" in joined:
        joined = _TAG.sub("", joined)
    return _COMMAS.sub(r"\1 ", tidied(joined)).strip(" ,;")
