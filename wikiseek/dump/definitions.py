"""Definitions written on one line, `;term:meaning`: the colon is markup, and what a reader sees apart is set apart."""

from __future__ import annotations

import re

from wikiseek.dump.charwise import has_pair

# Up to the first colon that is no part of a link, a template or an address; one with space or an end behind it is
# apart already. Raw text is passed by, up to its end tag.
_TERM = re.compile(
    r"\n;(?:[^:\n\[\]{}<>]|:(?=//)|\[\[[^\[\]\n]*\]\]|\{\{[^{}\n]*\}\})*+:(?='*[^\s:'])"
    r"|<(/?)(nowiki|pre|source|syntaxhighlight|math|timeline)\b",
    re.IGNORECASE,
)


def set_apart(text: str) -> str:
    """`text` with a space behind the colon that ends a term, outside of raw text."""
    if not has_pair(text, "\n", ";"):
        return text
    raw = ""

    def apart(match: re.Match[str]) -> str:
        nonlocal raw
        found = match.group()
        if match.group(2) is None:
            return found if raw else f"{found} "
        name = match.group(2).lower()
        if not raw and not match.group(1):
            raw = name
        elif raw == name and match.group(1):
            raw = ""
        return found

    return _TERM.sub(apart, text)
