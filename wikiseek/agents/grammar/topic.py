"""Who a pronoun speaks of: a cheap chain over the sentences of a paragraph, without a parser.

"It" is the page's entity only while every sentence since the last naming had it as its subject.
"He" and "she" are kinder: things between do not break the chain, people do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wikiseek.agents.grammar.lexicon import MONTHS
from wikiseek.agents.grammar.naming import Naming, mentions

_FRONTED = re.compile(
    r"^(?:(?:In|On|At|By|After|Before|During|Since|From|For|With|When|While|As|Although|Though|Because|Despite|Under|"
    r"Upon|Following|Until|Through|Later|However|Eventually|Finally|Initially|Originally|Then|Today|Soon|Also|"
    r"Subsequently|Meanwhile|Currently|Historically|Early|Late|Born|Educated|Having|Being|Unlike|Like|Thus|Therefore|"
    r"Moreover|Furthermore|Additionally|Once|Due|Throughout|Along|Besides|According|Among|Between|Over|Around)\b"
    r"[^,]*, ?)+"
)
_TIME = re.compile(r"^(?:In|On|By|From|Since|During|After|Until|Between)\s+(?:[^,]{0,40}?\d{2,4}s?|that year)\s+")
_FIRST = re.compile(r"[^\W_][\w'’-]*")
_KIN = re.compile(
    r"^(?:His|Her|Its|Their)\s+(?:\w+\s+){0,2}?(?:father|mother|brother|sister|son|daughter|wife|husband|uncle|aunt|"
    r"cousin|grandfather|grandmother|parents|teacher|mentor|friend|rival|successor|predecessor|colleague|student|"
    r"partner|family|lover|widow|nephew|niece|stepfather)s?\b"
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their it there he she they one some many most several all both each "
    "no not if what who such other another more few here".split()
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What holds before a sentence: whether a pronoun that opens it means the entity."""

    pronoun: bool


def opening(text: str) -> str:
    """The sentence without fronted adverbials: "In 1905, he moved" gives "he moved"."""
    rest = _FRONTED.sub("", text)
    return _TIME.sub("", rest)


def follows(text: str, naming: Naming, before: bool) -> bool:
    """Whether the pronoun chain holds after the sentence `text`, given that it held `before` it."""
    start = opening(text)
    first = (_FIRST.match(start) or re.match("", start))
    word = first.group(0).lower() if first else ""
    if _opens_with_name(start, naming) or opens_with_kind(start, naming):
        return True
    if word == naming.pronoun:
        return before
    if not naming.person:
        return False
    if _KIN.match(start) or word in ("he", "she"):
        return False
    return before and (word in _DETERMINERS or not word[:1].isalpha() or word in MONTHS or start[:1].islower())


def opens_with_kind(start: str, naming: Naming) -> bool:
    """Whether `start` begins with "The novel" for a novel."""
    return bool(naming.kind) and bool(re.match(rf"[Tt]he {re.escape(naming.kind)}\b(?! of\b)", start))


def _opens_with_name(start: str, naming: Naming) -> bool:
    skipped = start.removeprefix("The ").removeprefix("the ")
    for text in (start, skipped):
        spans = mentions(text, naming, lead=False)
        if spans and spans[0][0] == 0:
            return not text[spans[0][1] :].startswith(("'s", "’s", "' ", " and "))
    return False
