"""The words that a noun, an adjective or a preposition beside the way keeps, and which of them need more."""

from __future__ import annotations

from wikiseek.grammar.compass import SIDES
from wikiseek.grammar.lexicon import CIRCUMSTANCE, COMPLEMENTED, RANKS, TIMES
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.wholeness import Unclean, adverb

_LONGEST_OBJECT = 6
_LONGEST_ADJUNCT = 4
_LONGEST_PAIR = 3
# Heads that point back to something said before, unless "of" says what they are some of.
_ANYTHING = ("one", "some", "others", "many", "all", "both", "several", "most", "none", "two", "three")
_POINTING = frozenset(
    "this these those such their following above former latter that no another other same similar equal".split()
)


def with_adjective(parse: Parse, word: Token, end: int) -> set[int]:
    """An adjective with what stands before it and between it and `end`."""
    kept = {word.i}
    for child in parse.children(word.i):
        if child.i < word.i:
            kept |= _before_adjective(parse, child)
        elif child.i < end and child.dep != "punct":
            if child.dep != "prep":
                raise Unclean
            kept |= adjunct(parse, child)
    return kept


def _before_adjective(parse: Parse, child: Token) -> set[int]:
    """What stands before an adjective: "the second", "most"; not "more", which wants a "than"."""
    if child.dep == "advmod":
        return adverb(parse, child)
    return set(parse.subtree(child.i)) if child.dep != "punct" or _glues(parse, child.i) else set()


def with_noun(parse: Parse, noun: Token, below: int) -> set[int]:
    """A noun's own words before it, and what follows it up to `below`, trimmed."""
    kept: set[int] = set()
    for child in parse.children(noun.i):
        if child.i >= below or child.dep in ("relcl", "appos", "acl") and child.i > below:
            continue
        if child.i < noun.i:
            kept |= set(parse.subtree(child.i)) if child.dep != "punct" or _glues(parse, child.i) else set()
        elif child.dep == "prep":
            kept |= adjunct(parse, child)
        elif child.dep in ("relcl", "acl", "appos"):
            raise Unclean
        elif child.dep == "conj":
            kept |= _pair(parse, noun, child)
        elif child.dep not in ("punct", "cc") or _glues(parse, child.i):
            kept |= set(parse.subtree(child.i))
    if below < len(parse) and _restricted(parse, noun, below):
        raise Unclean
    of = any(parse[i].text == "of" for i in kept) or below < len(parse) and parse[below].text == "of"
    if noun.text.lower() in _ANYTHING and not of:
        raise Unclean
    return short(parse, sorted(kept | {noun.i})) - {noun.i}


def _restricted(parse: Parse, noun: Token, below: int) -> bool:
    """ "The first member of X to …": only the clause that is left out makes the noun the first."""
    before = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
    ranked = any(t.tag == "JJS" or t.text.lower() in RANKS or t.text == "the" and noun.dep == "attr" for t in before)
    after = [t for t in parse.children(noun.i, "relcl", "acl") if t.i > below]
    inside = [
        t for i in parse.subtree(below) if not parse[i].tag.startswith("NNP") for t in parse.children(i, "relcl", "acl")
    ]
    clauses = [t for t in [*after, *inside] if parse[parse.subtree(t.i)[0] - 1].text != ","]
    return ranked and any(t.tag == "VB" or t.dep == "relcl" or t in after for t in clauses)


def _pair(parse: Parse, noun: Token, other: Token) -> set[int]:
    """The second of two nouns ("law and history"); longer rows are not kept."""
    words = set(parse.subtree(other.i))
    joined = [t.i for t in parse.children(noun.i, "cc") if t.text.lower() == "and"]
    if len(words) > _LONGEST_PAIR or not joined or not other.tag.startswith("NN"):
        raise Unclean
    return words | set(joined)


def short(parse: Parse, words: list[int]) -> set[int]:
    """The words of a noun phrase without its marks; `Unclean` if it is long or points elsewhere."""
    kept = [i for i in words if parse[i].dep != "punct" or _glues(parse, i)]
    spaced = sum(1 for i in kept if parse[i - 1].end < parse[i].start) if kept else 0
    if spaced > _LONGEST_OBJECT or not all(_self_standing(parse[i]) for i in kept):
        raise Unclean
    if any(parse[i].dep in ("relcl", "ccomp") for i in kept):
        raise Unclean
    return set(kept)


def _glues(parse: Parse, i: int) -> bool:
    """Whether a mark joins two words ("commander-in-chief")."""
    inside = 0 < i < len(parse) - 1 and parse[i].text not in (",", '"', "“", "”", ";", ":")
    return inside and parse[i - 1].end == parse[i].start and parse[i].end == parse[i + 1].start


def _self_standing(token: Token) -> bool:
    """Whether a word means something without the rest of the page."""
    if token.tag in ("PRP", "WP", "WDT", "WRB", "WP$"):
        return False
    return token.text.lower() not in _POINTING or token.text.lower() == "former" and token.dep == "amod"


def adjunct(parse: Parse, preposition: Token) -> set[int]:
    """A prepositional phrase before the way: left out when it only places the event in time or space."""
    words = parse.subtree(preposition.i)
    low = [parse[i].text.lower() for i in words]
    if low[0] == "between":
        raise Unclean
    inner = parse.children(preposition.i, "pobj")
    if any(t.text in SIDES and not parse.children(t.i, "prep") for t in inner):
        return set()
    if any(t.text.lower() in TIMES or t.tag == "CD" for t in inner) and low[0] != "of":
        return set()
    if low[0] == "as":
        return {preposition.i}.union(*({t.i} | with_noun(parse, t, len(parse)) for t in inner))
    if low[0] == "in" and parse.head(preposition.i).lemma in COMPLEMENTED and len(words) > _LONGEST_ADJUNCT:
        raise Unclean
    named = any(t.tag in ("NNP", "NNPS") for t in inner)
    above = parse.head(preposition.i)
    if low[0] in CIRCUMSTANCE and named and above.lemma not in COMPLEMENTED and not above.tag.startswith("NN"):
        return set()
    words = [i for i in words if i not in _played(parse, inner)]
    if len(words) > _LONGEST_ADJUNCT or not all(_self_standing(parse[i]) for i in words):
        raise Unclean
    return set(words)


def _played(parse: Parse, nouns: list[Token]) -> set[int]:
    """ "Her role as Ida in X": whom one plays can be left out."""
    roles = [t for t in nouns if t.lemma in ("role", "part", "performance", "portrayal", "appearance")]
    named = [p for t in roles for p in parse.children(t.i, "prep") if p.text.lower() in ("as", "of") and p.i == t.i + 1]
    return {i for p in named for i in parse.subtree(p.i)}
