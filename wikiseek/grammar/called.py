"""Nouns that only say what a named place is: "the port of X" is X."""

from __future__ import annotations

from wikiseek.grammar.parsing import Parse, Token

_PLACES = frozenset(
    "city town village suburb hamlet state island province county kingdom duchy principality port municipality "
    "settlement township".split()
)
# What may stand before the noun without making another place of it ("the largest city of X" is not X).
_PLAIN = frozenset(
    "small large old ancient modern medieval historic historical nearby neighboring neighbouring coastal port market "
    "fishing mining tiny little remote federal former independent resort industrial spa border hanseatic".split()
)


def called(parse: Parse, name: Token) -> Token | None:
    """The noun in whose place a name stands behind "of"; None where the noun says more."""
    of = parse.head(name.i)
    if name.dep != "pobj" or of.text != "of" or of.dep != "prep":
        return None
    noun = parse.head(of.i)
    if noun.lemma not in _PLACES or noun.tag not in ("NN", "NNS") or noun.dep not in ("pobj", "dobj", "conj"):
        return None
    return noun if of.i == noun.i + 1 and _says_no_more(parse, noun, of) else None


def _says_no_more(parse: Parse, noun: Token, of: Token) -> bool:
    if any(t.i > noun.i and t.i != of.i and t.dep not in ("punct", "cc", "conj") for t in parse.children(noun.i)):
        return False
    before = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
    return bool(before) and before[0].text.lower() == "the" and all(_plain(t) for t in before[1:])


def _plain(word: Token) -> bool:
    low = word.text.lower()
    people = word.tag in ("JJ", "NNP") and word.text[0].isupper() and (word.dep == "amod" or low in ("u.s.", "us"))
    return people or low in _PLAIN or word.tag == "HYPH"
