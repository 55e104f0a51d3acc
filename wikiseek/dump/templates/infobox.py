"""Which templates are infoboxes, and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from wikiseek.dump.values import attribute
from wikiseek.records import Attribute

_INFOBOX = re.compile(
    r"infobox|taxobox|speciesbox|subspeciesbox|geobox|chembox|drugbox|elementbox|planetbox|starbox|battlebox"
    r"|\bbox (?:company|film|city)\b"
)
# Boxes of 2006 carried any name; these never describe the page's subject.
_OTHER = re.compile(
    r"^(?:cite|citation|web|book|journal|news|succession|start box|s-|end box|nav|portal|main|see|sister|quote|cquote"
    r"|convert|coord|lang|birth|death|start|end|film date|protected|pp-|merge|cleanup|audio|listen|sound|image|css"
    r"|multiple|wide|double|familytree|chess|football|cricket|album|track|tracklist|singles|extra|harv|notelist"
    r"|reflist|columns|col|historical pop|us census|weather|climate|election|location|stack|redirect|about|for\b|wik)"
)
_NAME = re.compile(r"^(?:infobox|geobox)[\s:_|-]*|[\s:_-]*(?:infobox|geobox)$")
_MIN_ROWS = 5


def infobox_name(name: str, params: Sequence[tuple[str | None, str]], at_lead: bool) -> str | None:
    """What an infobox template says its subject is ("settlement", "" if nothing), None if it is no infobox.

    A template of another name that stands before the first heading with at least five named values
    counts too: boxes were called so before a naming rule was agreed on.
    """
    stated, other = _stated(name)
    if stated is not None or other or not at_lead:
        return stated
    rows = sum(1 for key, value in params if key and not key.isdecimal() and value.strip())
    return name if rows >= _MIN_ROWS else None


@lru_cache(1 << 12)
def _stated(name: str) -> tuple[str | None, bool]:
    """What the name of an infobox says, None where it is none; and whether it is surely another template's."""
    if _INFOBOX.search(name):
        return _NAME.sub("", name), False
    return None, bool(_OTHER.match(name))


def infobox_rows(params: Sequence[tuple[str | None, str]], targets: Sequence[str]) -> Iterator[Attribute]:
    """The rows with a value, in the order written; numbers of positional values are no keys."""
    for key, value in params:
        if key:
            made = attribute(key, value, targets)
            if made is not None:
                yield made
