"""Pages written for a test, and what is read from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikiseek.grammar import Grammar, read_claims
from wikiseek.records import Entity, Link, Section


def page(
    title: str, marked: str, kind: str = "", flags: Sequence[str] = (), sections: Sequence[Section] = ()
) -> Entity:
    """An entity whose text is `marked` with its [[links]] or [[target|links]] taken out."""
    text, links, here = "", [], 0
    for found in re.finditer(r"\[\[(?:([^\]|]*)\|)?([^\]]*)\]\]", marked):
        text += marked[here : found.start()]
        links.append(Link(found.group(1) or found.group(2), len(text), len(text) + len(found.group(2))))
        text += found.group(2)
        here = found.end()
    text += marked[here:]
    return Entity(7, title, 3, "", text, tuple(sections), tuple(links), (), (), kind, tuple(sorted(flags)))


def told(grammar: Grammar, title: str, marked: str, kind: str = "", flags: Sequence[str] = ()) -> str:
    """The claims of a page, each with its name in brackets: "was born in [Lund]; moved to [Paris]"."""
    claims = read_claims(page(title, marked, kind, flags), grammar, lambda title: None)
    return "; ".join(claim.relation.replace("[X]", f"[{claim.anchor}]") for claim in claims)
