"""Whether a model's rewording of a draft question still says the same: checks by code alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from wikiseek.store.names import fold, tokens

_LONGEST_GROWTH = 1.3
_MOST_NEW_WORDS = 2
_CLOSED_CLASS = frozenset(
    "a an and are as at be been both by did do does for from had has have he her him his in into is it its of on or "
    "she that the their them they this to was were what when where which while who whom whose with".split()
)


def faults(draft: str, text: str, constants: Iterable[str], kind: str) -> list[str]:
    """What is wrong with `text` as a rewording of `draft`; empty when it may be used.

    Every named constant stays as written, the question asks for the same kind, no number or
    capitalised word is added, and the content words stay the same but for a few.
    """
    found = list(_form_faults(draft, text, kind))
    found += [f"the name {name} is missing" for name in constants if name not in text]
    names = set(re.findall(r"\w*[A-Z0-9]\w*", draft))
    added = [token for token in re.findall(r"\w*[A-Z0-9]\w*", text)[1:] if token not in names]
    found += [f"{token} is not in the draft" for token in added]
    before, after = _content(draft), _content(text)
    found += [f"the word {word} is missing" for word in sorted(before - after)]
    if len(after - before) > _MOST_NEW_WORDS:
        found.append("too many words are new")
    found += [f"{word} is said twice" for word in _repeated(text) if word not in _repeated(draft)]
    return found


def _form_faults(draft: str, text: str, kind: str) -> Iterable[str]:
    if not text.endswith("?") or text.count("?") != 1 or "\n" in text:
        yield "it is not one question"
    if not re.match(r"(?:Which|What|Who) ", text):
        yield "it does not open with which, what or who"
    if kind not in text:
        yield f"it does not ask for a {kind}"
    if len(text) > _LONGEST_GROWTH * len(draft) or "[" in text or '"' in text.strip('"'):
        yield "it is too long or quotes something"
    if not text.isascii() and draft.isascii():
        yield "it uses signs that the draft does not"


def _content(text: str) -> set[str]:
    return {_stem(token) for token in tokens(text) if token not in _CLOSED_CLASS}


def _repeated(text: str) -> set[str]:
    row = [token for token in tokens(fold(text)) if token not in _CLOSED_CLASS]
    return {token for token in row if row.count(token) > 1}


@lru_cache(1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem
