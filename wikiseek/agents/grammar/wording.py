"""From a path to words: which words around it a relation keeps, and which it can do without."""

from __future__ import annotations

from wikiseek.agents.grammar.lexicon import CIRCUMSTANCE, KEPT_ADVERBS, TIMES
from wikiseek.agents.grammar.parsing import Parse, Token
from wikiseek.agents.grammar.predicates import Predicate

PLACE = "[X]"
_LONGEST_OBJECT = 6
_LONGEST_ADJUNCT = 4
_NOUN_LEFT = ("det", "amod", "compound", "nummod", "poss", "predet", "quantmod", "nmod", "case", "npadvmod")


class Unclean(Exception):
    """The words between the verb and the name cannot be cut to a phrase that stands alone."""


def relation(parse: Parse, predicate: Predicate, way: list[int], before: tuple[str, ...]) -> str | None:
    """The relation phrase along `way`, with `before` (an article) and `[X]` at its end, or None."""
    try:
        kept = _kept(parse, predicate, way)
    except Unclean:
        return None
    # What leads to the name comes last: "In Paris he studied law" becomes "studied law in [X]".
    branch = kept.intersection(parse.subtree(way[1]))
    text = " ".join(predicate.lead)
    for i in [*sorted(kept - branch), *sorted(branch)]:
        word = predicate.word if i == predicate.at and predicate.word else parse[i].text
        text = _joined(text, word, parse, i, kept)
    return " ".join([text, *before, PLACE]).strip()


def _joined(text: str, word: str, parse: Parse, i: int, kept: set[int]) -> str:
    glued = i - 1 in kept and parse[i - 1].end == parse[i].start
    return f"{text}{word}" if glued or not text else f"{text} {word}"


def _kept(parse: Parse, predicate: Predicate, way: list[int]) -> set[int]:
    kept: set[int] = set()
    for step, node in enumerate(way[:-1]):
        below = way[step + 1]
        token = parse[node]
        kept.add(node)
        if token.tag.startswith("VB") and not (node == predicate.at and not predicate.word):
            kept |= _with_verb(parse, token, below, way, node == predicate.at)
        elif token.tag.startswith("NN"):
            kept |= _with_noun(parse, token, below, way)
        elif token.tag.startswith("JJ"):
            kept |= _with_adjective(parse, token)
    return kept


def _with_verb(parse: Parse, verb: Token, below: int, way: list[int], first: bool) -> set[int]:
    kept: set[int] = set()
    for child in parse.children(verb.i):
        if child.i == below or child.i in way:
            continue
        if child.dep in ("aux", "auxpass"):
            kept |= set() if first else {child.i}
        elif child.dep == "neg":
            raise Unclean
        elif child.dep == "prt":
            kept.add(child.i)
        elif child.dep in ("dobj", "oprd", "attr", "acomp"):
            kept |= _complement(parse, child, below)
        elif child.dep == "dative":
            raise Unclean
        elif child.dep in ("xcomp", "ccomp"):
            if child.i < way[-1]:
                raise Unclean
        elif child.dep in ("prep", "agent") and verb.i < child.i < below:
            kept |= _adjunct(parse, child)
        elif child.dep == "advmod" and child.text.lower() in KEPT_ADVERBS and child.i < below:
            kept.add(child.i)
    return kept


def _complement(parse: Parse, child: Token, below: int) -> set[int]:
    """The object or predicate noun that the relation needs besides the name."""
    words = parse.subtree(child.i)
    if parse[below].dep == "dobj":
        raise Unclean
    if words[-1] > below and not below < words[0]:
        words = [i for i in words if i < below]
    if child.i > below and parse[below].i > child.head:
        raise Unclean
    short = [i for i in words if parse[i].dep != "punct" or _glues(parse, i)]
    if len(short) > _LONGEST_OBJECT or any(not _self_standing(parse[i]) for i in short):
        raise Unclean
    if any(parse[i].dep in ("relcl", "acl", "appos", "ccomp") for i in short):
        raise Unclean
    return set(short)


def _glues(parse: Parse, i: int) -> bool:
    return parse[i].text in ("-", "–", "'")


def _self_standing(token: Token) -> bool:
    """Whether a word means something without the rest of the page."""
    if token.tag in ("PRP", "WP", "WDT", "WRB", "WP$"):
        return False
    return token.text.lower() not in ("this", "these", "those", "such", "their", "following", "above", "former", "latter")


def _adjunct(parse: Parse, preposition: Token) -> set[int]:
    """A phrase between the verb and the way: kept when the relation may need it, left out when not."""
    words = parse.subtree(preposition.i)
    low = [parse[i].text.lower() for i in words]
    if any(word in TIMES or word.isdigit() for word in low):
        return set()
    named = any(parse[i].tag in ("NNP", "NNPS") for i in words)
    if low[0] in CIRCUMSTANCE and named:
        return set()
    if len(words) > _LONGEST_ADJUNCT or not all(_self_standing(parse[i]) for i in words):
        raise Unclean
    return set(words)


def _with_noun(parse: Parse, noun: Token, below: int, way: list[int]) -> set[int]:
    kept: set[int] = set()
    for child in parse.children(noun.i):
        if child.i in way or child.i > below:
            continue
        if child.dep in _NOUN_LEFT and child.i < noun.i:
            kept |= set(parse.subtree(child.i))
        elif child.dep in ("prep",) and child.i > noun.i:
            kept |= _adjunct(parse, child)
        elif child.dep == "punct" and _glues(parse, child.i):
            kept.add(child.i)
        elif child.dep in ("relcl", "acl", "appos"):
            raise Unclean
    if len(kept) > _LONGEST_OBJECT or not all(_self_standing(parse[i]) for i in kept):
        raise Unclean
    return kept


def _with_adjective(parse: Parse, word: Token) -> set[int]:
    return {t.i for t in parse.children(word.i, "advmod") if t.i < word.i and t.text.lower() in KEPT_ADVERBS}
