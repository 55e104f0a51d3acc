"""Cutting plain text into sentences by rules alone: fast, and never across a line.

A full stop ends a sentence when a space and an opening (a capital, a digit or a quotation mark)
follow and the word before is no abbreviation, initial or ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wikiseek.grammar.parsing import Span

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)")
_OPENING = re.compile(r"\s+[\"'“‘(\[]*[^\W_a-z]")
_LAST_WORD = re.compile(r"([^\s(\[\"“'‘—–-]+)$")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
# Abbreviations that stand before a capital or a number.
_BEFORE_NAMES = frozenset(
    "mr mrs ms dr prof st ste mt ft gen col lt cmdr capt sgt maj rev fr hon gov sen rep pres adm cpl pvt msgr br sr "
    "no nos vol vols ch fig figs eq pp op art sec vs v cf e.g i.e eg viz esp c ca circa fl b d r approx ed eds trans "
    "jan feb mar apr jun jul aug sep sept oct nov dec al messrs mme mlle lit var subsp spp".split()
)
# Abbreviations that end a sentence when the next word opens one (and stand inside one otherwise).
_OPENERS = re.compile(
    r"\s+[\"'“‘(\[]*(?:The|A|An|In|On|At|He|She|It|They|His|Her|Its|This|These|That|Those|There|However|After|Before|"
    r"During|Since|By|From|For|As|When|While|Although|Some|Many|Most|One|Today|Later|Its|Their|With|Under|Also)\b(?!\.)"
)


def sentences(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """The spans of the sentences inside `paragraphs` (spans of `text`), in order.

    A newline always ends a sentence. Spans carry no space at either end.
    """
    return [span for start, end in paragraphs for span in _lines(text, start, end)]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    here = start
    while here < end:
        stop = text.find("\n", here, end)
        stop = end if stop < 0 else stop
        yield from _cut(text, here, stop)
        here = stop + 1


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    here = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() >= here and _ends(text, here, stop.start(), stop.end(), end):
            yield from _trimmed(text, here, stop.end())
            here = stop.end()
    yield from _trimmed(text, here, end)


def _ends(text: str, start: int, mark: int, after: int, end: int) -> bool:
    if not _OPENING.match(text, after, end):
        return False
    if text[mark] != "." or after - mark > 1:
        return True
    found = _LAST_WORD.search(text, start, mark)
    word = found.group(1) if found else ""
    if word.lower() in _BEFORE_NAMES:
        return False
    if _INITIAL.match(word):
        # "J. R. R. Tolkien" and "the U.S. Army" go on; "in the U.S. The army" and "World War I. He" do not.
        return bool(_OPENERS.match(text, after, end))
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
