"""What the name of a template says of it, read once for each name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from wikiseek.dump.templates.call import MAX_NAME, template_name
from wikiseek.dump.templates.infobox import infobox_name, never_a_box
from wikiseek.dump.templates.inline import maker_of
from wikiseek.dump.templates.registry import Maker


class Template(NamedTuple):
    """Its `name`, and what its `maker` is, if its value is part of the text.

    `box` is what an infobox says its subject is ("settlement", "" if nothing), None if it is not named as one;
    `may_be_box` whether it can be one all the same.
    """

    name: str
    maker: Maker | None
    box: str | None
    may_be_box: bool


def template_of(raw: str) -> Template:
    """The template that a page calls `raw`."""
    return _template_of(raw[:MAX_NAME])


@lru_cache(1 << 12)
def _template_of(raw: str) -> Template:
    name = template_name(raw)
    return Template(name, maker_of(name), infobox_name(name), not never_a_box(name))
