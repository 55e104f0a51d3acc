"""Whether a text gives a hidden page away: by a name of it, in any spelling, or by a part that tells as much.

Names are compared as rows of folded tokens, so case, accents, punctuation and possessives do not matter; what
folding leaves of other letters (ø, æ, ł, ß) and of umlauts is compared in each spelling that is used for it.

* a title or alias, with or without what tells namesakes apart: "Mercury" of "Mercury (planet)", "Chicago" of
  "Chicago, Illinois", "Alfonso III" of "Alfonso III of Aragon", "Pius XI" of "Pope Pius XI";
* of a person the surname, and the first name with the surname;
* of a country the adjective of its people;
* a rare word of the title, or another rare word with the same stem: it tells the page as well as the title does.

A surname may stand in a longer name of something else ("Washington, D.C."): where the text says that name, the part
of it is no exposure, unless it is rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import Stemmer

from wikiseek.store.demonyms import PLACES
from wikiseek.store.names import bare, name_key, row, says, tokens
from wikiseek.store.reader import Store

_TELLING_LENGTH = 4
# A title's word is tell-tale when fewer than this share of pages use it.
_TELLING_SHARE = 0.02
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
     "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "ß": "ss"}
)  # fmt: skip
_UMLAUTS = str.maketrans(
    {"ä": "ae", "Ä": "Ae", "ö": "oe", "Ö": "Oe", "ü": "ue", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
)
_NUMBERED = re.compile(r"(.+ [IVXL]+) of .+$")
_TITLED = re.compile(
    r"(?:Emperor|Empress|King|Queen|Pope|Prince|Princess|Saint|St\.?|Sir|Lord|Lady|Duke|Count|Tsar|Sultan|President) "
    r"(.+ .+)$"
)
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|the \w+)$")
_NUMERAL = re.compile(r" [IVX]+$")
_OF_PLACE = re.compile(r" (?:of|from|the|de la|de|di|da) ")
_PERSON = "person"
_ADJECTIVES: dict[str, list[str]] = {}
for _adjective, _places in PLACES.items():
    for _place in _places:
        _ADJECTIVES.setdefault(_place, []).append(_adjective)


def exposed(text: str, page_id: int, store: Store) -> list[str]:
    """The names of `page_id` and what tells as much that `text` says, sorted."""
    rows = _rows(text)
    said = set(said_of(_names(page_id, store), text))
    said |= {part for part in _parts(page_id, store) if _said(part, text, rows) and not _of_others(part, text, store)}
    said |= {word for word in _adjectives(page_id, store) if _said(word, text, rows)}
    said |= set(_telling(page_id, store, rows[0].split()))
    return sorted(said)


def said_of(names: Iterable[str], text: str) -> list[str]:
    """Those of some names that `text` says, in any spelling of either."""
    rows = _rows(text)
    return [name for name in dict.fromkeys(names) if _said(name, text, rows)]


def called(page_id: int, store: Store) -> list[str]:
    """Every name of a page and its short forms: without what tells namesakes apart or says the rank, a surname."""
    return list(dict.fromkeys((*_names(page_id, store), *_parts(page_id, store))))


def unranked(name: str) -> str:
    """A name without the rank before it: "Pius XI" of "Pope Pius XI"."""
    titled = _TITLED.match(name)
    return titled[1] if titled else name


def telling_words(page_id: int, store: Store) -> set[str]:
    """The rare words of a page's title, which identify it as well as the whole title does."""
    words = {word for word in tokens(bare(store.title(page_id))) if len(word) >= _TELLING_LENGTH}
    return {word for word in words if _rare(word, store)}


def spellings(text: str) -> list[str]:
    """`text` as it is, and with its letters written in the other ways that are used for them."""
    if text.isascii():
        return [text]
    return list(dict.fromkeys((text, text.translate(_LETTERS), text.translate(_UMLAUTS).translate(_LETTERS))))


def _rows(text: str) -> list[str]:
    return [row(each) for each in spellings(text)]


def _said(name: str, text: str, rows: Iterable[str]) -> bool:
    """Whether a name stands in a text in any spelling of either; short names count as written only."""
    keys = dict.fromkeys(name_key(each) for each in spellings(name))
    return any(key and (says(text, key) if key[0] == "=" else any(f" {key} " in each for each in rows)) for key in keys)


def _names(page_id: int, store: Store) -> Iterator[str]:
    """The title and the aliases, each also without what tells namesakes apart or says the rank."""
    for name in (store.title(page_id), *store.aliases(page_id)):
        yield from _shorter(bare(name), store)


def _shorter(name: str, store: Store) -> Iterator[str]:
    yield name
    head, _, place = name.partition(", ")
    if place and store.resolve(place) is not None:
        yield head
    if numbered := _NUMBERED.match(name):
        yield numbered[1]
    if (rest := unranked(name)) != name:
        yield from _shorter(rest, store)


def _parts(page_id: int, store: Store) -> Iterator[str]:
    """The surname of a person, and its first name with the surname."""
    if _PERSON not in store.entity(page_id).flags:
        return
    name = _SUFFIX.sub("", bare(store.title(page_id)))
    if _NUMERAL.search(name):
        return  # who is numbered has no surname
    words = name.split()
    if len(words) > 1 and not _OF_PLACE.search(name) and len(words[-1].strip(".")) > 1:
        yield words[-1]
        yield f"{words[0]} {words[-1]}"


def _of_others(part: str, text: str, store: Store) -> bool:
    """Whether `text` says a part of a name only inside longer names of other things."""
    said = left = row(text)
    keys = [key for each in spellings(part) if f" {(key := name_key(each))} " in said]
    for page_id in store.names_in([word.encode("utf-8", "surrogatepass") for word in said.split()]):
        for other in store.name_keys(page_id):
            if other not in keys and any(f" {key} " in f" {other} " for key in keys):
                left = left.replace(f" {other} ", "  ")
    return bool(keys) and not any(f" {key} " in left for key in keys)


def _adjectives(page_id: int, store: Store) -> Iterator[str]:
    yield from _ADJECTIVES.get(bare(store.title(page_id)), ())


def _telling(page_id: int, store: Store, said: list[str]) -> Iterator[str]:
    """The rare words of the title that are said, as they are or as rare words of the same stem."""
    words = telling_words(page_id, store)
    stems = {stem(word) for word in words}
    for word in dict.fromkeys(said):
        if word in words or (len(word) >= _TELLING_LENGTH and stem(word) in stems and _rare(word, store)):
            yield word


def _rare(word: str, store: Store) -> bool:
    return len(store.containing(word)) <= max(2, int(len(store.candidates) * _TELLING_SHARE))


@lru_cache(1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """The Snowball stem of a folded word."""
    found: str = _stemmer().stemWord(word)
    return found
