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
from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker

_MAKERS: dict[str, Maker] = {}
for _module in (plain, science, identifiers, dates, units, places, languages, links, lists):
    _MAKERS.update(_module.MAKERS)


def expand(call: Call) -> str:
    """The text a reader sees in place of a template, with marks; "" for templates that are left out."""
    maker = _MAKERS.get(call.name)
    if maker is None:
        maker = languages.by_prefix(call.name) or functions.by_prefix(call.name)
    return maker(call) if maker is not None else ""
