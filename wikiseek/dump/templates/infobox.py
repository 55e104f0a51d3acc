"""Which templates are infoboxes, and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def infobox_name(name: str) -> str | None:
    """What the name of an infobox says its subject is ("settlement", "" if nothing), None if it is no such name."""
    return _NAME.sub("", name) if _INFOBOX.search(name) else None


def never_a_box(name: str) -> bool:
    """Whether a template is one of those that are no boxes whatever their values."""
    return bool(_OTHER.match(name))


def has_rows(params: Sequence[tuple[str | None, str]]) -> bool:
    """Whether a template has the values of an infobox: boxes were called anything before there was a rule."""
    return sum(1 for key, value in params if key and not key.isdecimal() and value.strip()) >= _MIN_ROWS


def infobox_rows(params: Sequence[tuple[str | None, str]], targets: Sequence[str]) -> Iterator[Attribute]:
    """The rows with a value, in the order written; numbers of positional values are no keys."""
    for key, value in params:
        if key:
            made = attribute(key, value, targets)
            if made is not None:
                yield made
