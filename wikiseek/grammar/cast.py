"""Who plays in a film, told beside a part of its story: "The film begins with Ida (played by X)"."""

from __future__ import annotations

import re

from wikiseek.grammar.assertion import SUBJECTS
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse

_SHOWN = frozenset("film movie picture comedy drama thriller series show sitcom musical western soap".split())
_BY = re.compile(r"\b(?:played|portrayed|voiced)(?: memorably| brilliantly)? by (?:(?:actor|actress|comedian) )?$")


def cast(parse: Parse, before: str, entity: set[int], naming: Naming) -> str | None:
    """The relation of a name behind "played by" in a sentence whose subject is the film; `before` stands before it."""
    if naming.kinds.isdisjoint(_SHOWN) or not _BY.search(before):
        return None
    told = any(parse[i].dep in SUBJECTS and parse.head(i).tag == "VBZ" for i in entity)
    return "features {}" if told else None
