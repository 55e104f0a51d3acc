"""The table of templates whose value is part of the sentence they stand in."""

from __future__ import annotations

from wikiseek.dump.templates import (
    dates,
    functions,
    identifiers,
    languages,
    links,
    lists,
    places,
    plain,
    science,
    units,
)
from wikiseek.dump.templates.registry import Maker

_MAKERS: dict[str, Maker] = {}
for _module in (plain, science, identifiers, dates, units, places, languages, links, lists):
    _MAKERS.update(_module.MAKERS)


def maker_of(name: str) -> Maker | None:
    """What makes the text that a reader sees in place of a template, with marks; None where that is left out."""
    return _MAKERS.get(name) or languages.by_prefix(name) or functions.by_prefix(name)
