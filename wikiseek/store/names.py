"""Names as sequences of folded tokens: one definition of "this text says that name".

A name is said in a text when its tokens stand there in a row, whatever the case, accents and
punctuation. Names of one token of up to three characters ("US", "It") would be found in every
text that way; they count only as written.
"""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\w+")
# The blocks of combining marks; NFKD leaves the accents of every script that has case in them.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_AS_WRITTEN = "="
_SHORT = 3
_LONGEST_KEY = 100


def fold(text: str) -> str:
    """`text` without case and accents, compatibility forms resolved."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def tokens(text: str) -> list[str]:
    """The folded tokens of `text` in order: runs of letters, digits and underscores."""
    return _TOKEN.findall(fold(text))


def bare(title: str) -> str:
    """A title without its closing parenthesis: "Mercury (planet)" is called "Mercury"."""
    return _PARENTHESIS.sub("", title) or title


def name_key(name: str) -> str:
    """The key under which `name` is found: its folded tokens joined by one space, "" if it has none."""
    found = tokens(bare(name))
    if len(found) == 1 and len(found[0]) <= _SHORT:
        written = _TOKEN.findall(name)
        return _AS_WRITTEN + written[0] if written else ""
    return " ".join(found)


def token_keys(text: str) -> set[str]:
    """Every key of one token that `text` contains, for the token postings."""
    return {token for token in tokens(text) if len(token) <= _LONGEST_KEY} | names_as_written(text)


def key_tokens(key: str) -> list[str]:
    """The token postings whose intersection holds every text that says the name of `key`."""
    return [key] if key.startswith(_AS_WRITTEN) else key.split(" ")


def row(text: str) -> str:
    """The folded tokens of `text` with one space before, between and behind them."""
    return f" {' '.join(tokens(text))} "


def says(text: str, key: str) -> bool:
    """Whether `text` says the name of `key`."""
    if key.startswith(_AS_WRITTEN):
        return key[1:] in _TOKEN.findall(text)
    return f" {key} " in row(text)


def names_as_written(text: str) -> set[str]:
    """The keys of the short names that `text` may say: those that count only as written."""
    return {_AS_WRITTEN + raw for raw in _TOKEN.findall(text) if len(raw) <= _SHORT}
