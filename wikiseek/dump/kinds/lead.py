"""The defining sentence of an article: where its subject ends and what follows the copula."""

from __future__ import annotations

import re
from typing import NamedTuple

_WINDOW = 900  # characters of the text that are looked at
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|/[^/\s][^/]{0,40}/")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Jr|Sr|vs|etc|ca?|b|d|fl|approx|Mt|Ft|No|Inc|Ltd|Co|Corp|lit|esp|pron|Prof|Gen|Col|Rev)"
    r"|\.[A-Za-z])$"
)
_END = re.compile(r"[.!?](?=\s+[\"“'A-Z0-9]|\s*$)|\n")
_COPULA = re.compile(
    r"\b(is|was|are|were)\b(?:,? (?:also|currently|now|still|once|originally|formerly|perhaps|probably|essentially"
    r"|basically|usually|generally|often|sometimes|simply|actually|arguably|technically|today|at present|in fact|both"
    r"|either|historically|officially|commonly|primarily|then|thus|widely|by far|one of the best known examples of"
    r"|among)\b,?)* +(an?|the|one of|any of|any|each|two|three|four|several)\b",
)
_PLURAL = re.compile(r"\b(are|were)\b")
_RELATIVE = re.compile(
    r"\b(?:which|that|who|what|where|when|if|it|there|this|whose|as|because|since|while|whom|these|those)"
    r"\W*(?:\w+\W+){0,2}$"
)
_PRONOUN = re.compile(r"^(?:It|He|She|This|They|The (?:\w+ ){1,3})\b")
_APPOSITION = re.compile(
    r"^(?!(?:In|On|At|For|From|By|To|As|With|Under|During|After|Before)\b)[^,.;:]{1,80}, (?:an?|the)\b"
)


class Lead(NamedTuple):
    """What defines the subject: the words after "is a", which determiner, and whether the subject is plural."""

    definition: str
    determiner: str
    plural: bool


def lead_of(text: str) -> Lead | None:
    """The definition in the first sentence of a plain text, or in a second one that begins "It is …"."""
    sentences = _sentences(text)
    first = sentences[0] if sentences else ""
    found = _defined(first)
    if found is None and len(sentences) > 1 and _PRONOUN.match(sentences[1]):
        found = _defined(sentences[1])
    if found is None and first:
        apposition = _APPOSITION.match(first)
        if apposition:
            return Lead(first[apposition.end() :].strip(), "a", False)
    return found


def _sentences(text: str) -> list[str]:
    """The first two sentences, parentheses taken out."""
    window = text[:_WINDOW].lstrip()
    for _ in range(3):
        if not any(bracket in window for bracket in ")]/"):
            break
        *before, last = _BRACKETED.split(window)
        if not before:
            break
        window = "".join([*map(str.rstrip, before), last])
    window = window.replace("“", "").replace("”", "").replace('"', "")
    found, start = [], 0
    for match in _END.finditer(window):
        if match.group() == "." and _ABBREVIATION.search(window[max(0, match.start() - 8) : match.start()]):
            continue
        sentence = window[start : match.start()].strip()
        start = match.end()
        if sentence:
            found.append(sentence)
        if len(found) == 2:
            break
    rest = window[start:].strip()
    return found if len(found) == 2 or not rest else [*found, rest]


def _defined(sentence: str) -> Lead | None:
    for match in _COPULA.finditer(sentence):
        if not _RELATIVE.search(sentence[: match.start()]):
            return Lead(sentence[match.end() :].strip(), match.group(2), match.group(1) in ("are", "were"))
    plural = _PLURAL.search(sentence)
    if plural and plural.start() < 80 and not _RELATIVE.search(sentence[: plural.start()]):
        return Lead(sentence[plural.end() :].strip(), "", True)
    return None
