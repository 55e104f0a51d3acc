"""Names as sequences of folded tokens: one definition of "this text says that name".

A name is said in a text when its tokens stand there in a row, whatever the case, accents and
punctuation. Names of one token of up to three characters ("US", "It") would be found in every
text that way; they count only as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"\w+")
_APART = re.compile(r"\W")
# The blocks of combining marks; NFKD leaves the accents of every script that has case in them.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
# Of bytes: those of tokens in small letters, and a space for each other one; those beyond ASCII stay.
_SPACED = bytes(
    byte if byte > 0x7F else ord(chr(byte).lower() if _TOKEN.match(chr(byte)) else " ") for byte in range(256)
)
_ASCII = bytes(range(0x80))
# Signs of a text that are looked at one by one; one with more is folded as a whole.
_FEW_SIGNS = 100
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
    return encoded_row(text).decode("utf-8", "surrogatepass")


def encoded_row(text: str) -> bytes:
    """The same in UTF-8, as what `tokens` gives, in half the time.

    Growth reads thousands of pages so. Texts are ASCII but for a few signs, and only those are folded as `fold` does.
    """
    data = text.encode("utf-8", "surrogatepass")
    signs = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if len(signs) > _FEW_SIGNS or not all(map(_is_apart, signs)):
        data = f" {' '.join(tokens(text))} ".encode("utf-8", "surrogatepass")
    else:
        for sign in sorted(signs):
            data = data.replace(sign.encode("utf-8", "surrogatepass"), _folded(sign))
    return b" %b " % b" ".join(data.translate(_SPACED).split())


@lru_cache(1 << 16)
def _is_apart(sign: str) -> bool:
    """Whether a sign is folded alike in any text: marks that are not dropped change places, and few fold twice."""
    return fold(fold(sign)) == fold(sign) and (not unicodedata.combining(sign) or not fold(sign))


@lru_cache(1 << 16)
def _folded(sign: str) -> bytes:
    """A sign folded, a space in the place of what is in no token."""
    return _APART.sub(" ", fold(sign)).encode("utf-8", "surrogatepass")


def says(text: str, key: str) -> bool:
    """Whether `text` says the name of `key`."""
    if key.startswith(_AS_WRITTEN):
        return key[1:] in _TOKEN.findall(text)
    return f" {key} " in row(text)


def names_as_written(text: str) -> set[str]:
    """The keys of the short names that `text` may say: those that count only as written."""
    return {_AS_WRITTEN + raw for raw in _TOKEN.findall(text) if len(raw) <= _SHORT}
