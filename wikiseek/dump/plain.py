"""The bare text of a page by a few patterns, each linear: for a page that the reader could not do in bounds.

Links become their anchors; templates, tables, tags and comments go. Nothing else is kept of the page.
"""

from __future__ import annotations

import re

from wikiseek.dump.entities import unescaped

_REMOVED = (
    re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>[^<>]*</ref>", re.IGNORECASE),
    re.compile(r"<[^<>]{0,500}>"),
    re.compile(r"\[\[[^\[\]|:]*:[^\[\]]*\]\]"),
)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{\|[^{}]*\|\}")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[(?:https?:|//)[^\s\[\]]*(?:\s([^\[\]]*))?\]")
_LINE = re.compile(r"^[ \t]*(?:=+|[*#:;|!]+)|(?<!=)=+[ \t]*$|'{2,}|\{\{+|\}\}+|\[\[|\]\]", re.MULTILINE)
_SPACES = re.compile(r"[ \t]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_DEEPEST = 8


def plain_text(wikitext: str) -> str:
    """The text of a page, paragraphs apart by an empty line."""
    text = _without_comments(wikitext)
    for pattern in _REMOVED:
        text = pattern.sub("", text)
    for _ in range(_DEEPEST):
        text, found = _TEMPLATE.subn("", text)
        if not found:
            break
    text = _LINK.sub(lambda match: match.group(1) or match.group(2) or "", text)
    text = _SPACES.sub(" ", unescaped(_LINE.sub("", text)))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def _without_comments(text: str) -> str:
    """`text` without `<!-- … -->`; one that has no end stays."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])
