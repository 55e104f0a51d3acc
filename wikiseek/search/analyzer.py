"""From text to search terms: words in lower case, stop words dropped, stemmed, accents folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

# Lucene's English stop set (EnglishAnalyzer), and what an apostrophe leaves behind ("Darwin's", "don't").
ENGLISH_STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these "
    "they this to was will with s t".split()
)
_ENGLISH = frozenset({"english", "en", "eng"})
# Chinese and Japanese have no spaces: each character is a word. Marks that \w leaves out are part of
# words in Arabic, Hebrew, and the scripts of South and South-East Asia.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0fbc\u102b-\u103e"
)
_WORDS = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}](?:[^\W_{_IDEOGRAPHS}]|[{_MARKS}])*")
_ASCII_WORDS = re.compile("[a-z0-9]+")  # the same for ASCII, in half the time
_ACCENTS = re.compile("[\u0300-\u036f]")


def words(text: str) -> list[str]:
    """The words of `text`, in order, in lower case and Unicode normal form C."""
    if text.isascii():
        return _ASCII_WORDS.findall(text.lower())
    return _WORDS.findall(unicodedata.normalize("NFC", text).lower())


class Analyzer:
    """Terms of a language, named or by ISO code as Snowball does ("english", "en", "french", …).

    A language without a Snowball stemmer is left unstemmed. Stop words are dropped for English only:
    elsewhere their low weight has to do.
    """

    def __init__(self, language: str = "english") -> None:
        self.language = language
        self._stem = _stemmer(language)
        self._stops = ENGLISH_STOP_WORDS if language in _ENGLISH else frozenset[str]()

    def term(self, word: str) -> str | None:
        """The term of a word from `words`, or None for a stop word."""
        return None if word in self._stops else _folded(self._stem(word))

    def terms(self, text: str) -> Iterator[str]:
        """The terms of `text`, in order, repeats kept."""
        return (term for word in words(text) if (term := self.term(word)) is not None)


def _folded(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word)))


def _stemmer(language: str) -> Callable[[str], str]:
    import Stemmer

    try:
        # The analyzer's callers remember terms already; the stemmer's own cache only costs.
        stem: Callable[[str], str] = Stemmer.Stemmer(language, 0).stemWord
    except KeyError:
        return str
    return stem
