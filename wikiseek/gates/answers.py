"""Whether what was said is the answer: compared as SQuAD's evaluation does, accents folded as well.

Rajpurkar and others, "SQuAD: 100,000+ Questions for Machine Comprehension of Text" (EMNLP 2016): small letters, no
punctuation, no articles, single spaces; then the texts must be equal.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable

from wikiseek.store.names import bare, fold

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_ASCII_SIGNS = frozenset(string.punctuation)


def normalised(text: str) -> str:
    """`text` in the form in which answers are compared; "" if nothing of it is left."""
    letters = "".join(sign for sign in fold(text) if not _punctuates(sign))
    return " ".join(_ARTICLES.sub(" ", letters).split())


def accepted(answer: str, aliases: Iterable[str]) -> frozenset[str]:
    """Every normalised form of an answer: its own, its aliases', and both without a closing parenthesis."""
    return frozenset(normalised(form) for name in (answer, *aliases) for form in (name, bare(name))) - {""}


def hits(said: Iterable[str], names: frozenset[str]) -> int:
    """How many of the answers `said` are among `names`, which are normalised."""
    return sum(normalised(answer) in names for answer in said)


def _punctuates(sign: str) -> bool:
    return sign in _ASCII_SIGNS or (not sign.isascii() and unicodedata.category(sign).startswith("P"))
