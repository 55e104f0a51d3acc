"""Whether what was said is the answer: compared as SQuAD's evaluation does, and by tokens, in any spelling.

Rajpurkar and others, "SQuAD: 100,000+ Questions for Machine Comprehension of Text" (EMNLP 2016): small letters, no
punctuation, no articles, single spaces; then the texts must be equal. Accents are folded as well, and a hyphen may be
a space; "+" and "#" stay, or C++ would be C.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable

from wikiseek.store.exposure import spellings, unranked
from wikiseek.store.names import bare, fold

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_ASCII_SIGNS = frozenset(string.punctuation) - {"+", "#"}
_HYPHENS = re.compile(r"[-‐‑–—]")


def normalised(text: str) -> str:
    """`text` in the form in which answers are compared; "" if nothing of it is left."""
    letters = "".join(sign for sign in fold(text) if not _punctuates(sign))
    return " ".join(_ARTICLES.sub(" ", letters).split())


def accepted(names: Iterable[str]) -> frozenset[str]:
    """Every normalised form of an answer's names, each also without a closing parenthesis."""
    return frozenset(form for name in names for shown in (name, bare(name)) for form in _forms(shown))


def hits(said: Iterable[str], names: frozenset[str]) -> int:
    """How many of the answers `said` are among `names`, which are normalised."""
    return sum(not names.isdisjoint(said_forms(answer)) for answer in said)


def said_forms(answer: str) -> frozenset[str]:
    """The normalised forms of what was said, as it is and without a rank or a closing parenthesis."""
    return frozenset(form for shown in (answer, bare(answer), unranked(bare(answer))) for form in _forms(shown))


def _forms(text: str) -> Iterable[str]:
    written = (spelled for each in (text, _HYPHENS.sub(" ", text)) for spelled in spellings(each))
    return filter(None, map(normalised, written))


def _punctuates(sign: str) -> bool:
    return sign in _ASCII_SIGNS or (not sign.isascii() and unicodedata.category(sign).startswith("P"))
