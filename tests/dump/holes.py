"""A detector of holes: places where the text reads as if something had been cut out of it.

What the writer wrote is no hole: a suspicious place counts only when its words do not stand side by side so
in the source, its quotes, links, notes and inline tags aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_SMALL = (
    "is|was|are|were|of|in|by|from|and|or|the|a|an|at|to|for|with|on|about|than|between|as|into|near|over|under|per"
    "|approximately|around|called|named|known as|its|his|their|also"
)
_MEASURED = "of|about|approximately|around|some|nearly|over|least|than"
_AFTER_MEASURE = "from|above|below|long|wide|tall|high|deep|in length|in height|away|per|north|south|east|west"
HOLES = {
    "empty brackets": r"\( ?\)|\[ ?\]|“ ?”|« ?»|⟨ ?⟩",
    "bracket": r"\( ?[,;:.](?!\w)|[,;:] ?\)|\w \)|\( \w",
    "space before": r"[\w)”\"’] [,;.:!?](?=\s|$)",
    "doubled": r",\s?,|;\s?;|,\s?;|[,;:]\s?\.(?![.\w])|(?<![.])(?<!\. )\. ?\.(?! ?[.\w])",
    "spaces": r"\S  +\S",
    "orphan": rf"(?<![\w'’*-])(?:{_SMALL}) ?[,;.)](?![\d\w.])",
    "two prepositions": r"\b(?:of|in|by|from|at|to|with|than|the|between) (?:of|by|from|at|than|and|was|is|were|are)\b",
    "no number": rf"\b(?:{_MEASURED}) (?:{_AFTER_MEASURE})\b",
    "dash": r"\w\s?[–—-]\s?[,.;)](?=\s)|\(\s?[–—-]\s",
    "colon": r": ?[,;.)](?=\s|$)",
    "no amount": r"[$£€](?=[\s),;])",
    "no beginning": r"(?m)^(?:is|was|are|were|has|had|of|and|or|who|which) \w+|^(?!\.\.)[,;.:)]",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in HOLES.items()}
_NOTES = re.compile(r"<!--.*?-->|<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref>|<references\b.*?</references>", re.DOTALL | re.I)
_TAGS = re.compile(r"'{2,}|</?(?:small|i|b|sub|sup|span|big|u|em|nowiki|math|code|tt)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[(?:https?:)?//\S+ ?([^\[\]]*)\]")
_MARKS = re.compile(r"^[*#:;]+ *", re.MULTILINE)
_AROUND = 15


class Hole(NamedTuple):
    """A suspicious place: which pattern found it, and the text around it."""

    kind: str
    before: str
    found: str
    after: str


def holes(text: str, source: str) -> Iterator[Hole]:
    """The holes of a page's text; `source` is its wikitext."""
    lines = "\n" + _as_written(source) + "\n"
    joined = " ".join(lines.split())
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if not _is_written(text, *match.span(), lines, joined):
                start, end = match.span()
                yield Hole(kind, text[max(0, start - 70) : start], match.group(), text[end : end + 50])


def _as_written(source: str) -> str:
    """The source's lines without notes, quotes, links and inline tags: what is left are words and templates."""
    plain = _LINK.sub(r"\1\2", _NOTES.sub("", source))
    plain = _MARKS.sub("", _TAGS.sub("", unescape(unescape(plain))))
    return re.sub("[ \t\xa0]+", " ", plain)


def _is_written(text: str, start: int, end: int, lines: str, joined: str) -> bool:
    """Whether a place and the characters around it on its line stand so in the source."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if start == line:
        return "\n" + text[start : min(stop, end + _AROUND)] in lines
    return text[max(line, start - _AROUND) : min(stop, end + _AROUND)] in joined
