"""From a path to words: which words around it a relation keeps, and which it can do without."""

from __future__ import annotations

from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.besides import half_told, parallel, pointing, told_twice
from wikiseek.grammar.lexicon import (
    COMMANDS,
    PLACED,
    WORDS,
)
from wikiseek.grammar.nouns import adjunct, short, with_adjective, with_noun
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.paths import Way
from wikiseek.grammar.roles import with_article
from wikiseek.grammar.wholeness import Unclean, adverb, check_whole, preposition

PLACE = "[X]"
_APART = ("punct", "cc", "conj", "nsubj", "nsubjpass", "npadvmod", "mark", "preconj")
_NEVER_FRONTED = ("to", "from", "of", "into", "onto")
_COMPLEMENTS = ("dobj", "oprd", "attr", "acomp")


def relation(parse: Parse, predicate: Predicate, way: Way, before: tuple[str, ...]) -> str | None:
    """The relation phrase along `way`, with `before` (an article) and `[X]` at its end, or None."""
    try:
        kept = _kept(parse, predicate, way)
    except Unclean:
        return None
    if _repeats(parse, kept, way):
        return None
    # What leads to the name comes last: "In Paris he studied law" becomes "studied law in [X]".
    branch = kept.intersection(parse.subtree(way.nodes[1]))
    if branch and max(branch) < way.nodes[0] and parse[way.nodes[1]].text.lower() in _NEVER_FRONTED:
        return None
    if branch and any(parse[i].text == ";" for i in range(max(branch), way.nodes[0])):
        return None
    text = " ".join(predicate.lead)
    order = [*sorted(kept - branch), *sorted(branch)]
    if order[-1] != predicate.at and parse[order[-1]].tag[:2] == "NN":
        return None  # "his work [X]": no other noun can stand there
    for i in order:
        word = predicate.word if i == predicate.at and predicate.word else _written(parse, i)
        text = _joined(text, word, parse, i, kept)
    return " ".join([with_article(text), *before, PLACE]).strip()


def _repeats(parse: Parse, kept: set[int], way: Way) -> bool:
    """Whether the preposition of the way stands in the words before it too ("as Minister … as [X]")."""
    own = parse[way.nodes[1]]
    heads = way.nodes if own.text == "of" else way.nodes[:1]
    before = [parse[i] for i in kept if i not in way.nodes and parse[i].dep == "prep" and parse[i].head in heads]
    return own.dep in ("prep", "conj") and any(t.text.lower() == own.text.lower() for t in before)


def _written(parse: Parse, i: int) -> str:
    """A word as it stands inside a sentence."""
    token = parse[i]
    first = i == 0 or parse[i - 1].text in (".", ";", ":")
    return token.text.lower() if first and not token.tag.startswith("NNP") else token.text


def _joined(text: str, word: str, parse: Parse, i: int, kept: set[int]) -> str:
    glued = i - 1 in kept and parse[i - 1].end == parse[i].start
    return f"{text}{word}" if glued or not text else f"{text} {word}"


def _kept(parse: Parse, predicate: Predicate, way: Way) -> set[int]:
    kept: set[int] = set()
    for step, node in enumerate(way.nodes[:-1]):
        token, below = parse[node], parse[way.roles[step + 1]]
        kept.add(node)
        if token.dep == "pobj" and token.tag == "VBG":
            raise Unclean
        if token.tag.startswith("VB") and (node != predicate.at or predicate.word):
            kept |= _with_verb(parse, token, below, way)
        elif token.tag.startswith("NN") or token.dep in ("attr", "dobj", "pobj", "appos"):
            kept |= with_noun(parse, token, way.nodes[step + 1])
        elif token.tag.startswith("JJ"):
            kept |= with_adjective(parse, token, way.nodes[step + 1])
        elif token.dep in ("prep", "agent"):
            kept |= preposition(parse, token, below.i)
    check_whole(parse, kept, way.nodes)
    return kept


def _with_verb(parse: Parse, verb: Token, below: Token, way: Way) -> set[int]:
    """The words that a verb needs; `below` is the dependent through which the way leads on."""
    kept: set[int] = set()
    for child in parse.children(verb.i):
        if child.i == below.i or child.dep in _APART:
            continue
        if child.dep in ("neg", "dative", "csubj", "expl"):
            raise Unclean
        if child.dep == "ccomp" and child.i < verb.i:
            continue
        if child.dep in ("xcomp", "ccomp"):
            if child.i < way.nodes[-1] or not _may_go(parse, verb, child, below):
                raise Unclean
            continue
        if child.dep == "prep" and child.i > way.nodes[-1] and half_told(verb, child):
            raise Unclean
        if child.dep in ("aux", "auxpass") and verb.i != way.nodes[0] or child.dep == "prt":
            kept.add(child.i)
        elif child.dep in _COMPLEMENTS:
            kept |= _complement(parse, verb, child, below, way)
        elif (
            child.dep in ("prep", "agent", "advmod", "advcl")
            and verb.i < child.i
            and (child.i < below.i or below.i < verb.i and child.dep != "advcl")
        ):
            if parallel(parse, child, below):
                continue
            if told_twice(parse, child, below):
                raise Unclean
            placed = verb.lemma in PLACED and below.text.lower() in ("in", "at", "to")
            kept |= set() if placed and child.dep == "prep" else _between(parse, child)
        elif child.dep == "advmod" and child.i < verb.i and child.tag != "WRB":
            kept |= adverb(parse, child)
            if verb.lemma == "be" and child.i in kept and verb.i == way.nodes[0]:
                raise Unclean
    return kept


def _to(parse: Parse, clause: Token) -> bool:
    return any(t.tag == "TO" for t in parse.children(clause.i, "aux"))


def _may_go(parse: Parse, verb: Token, clause: Token, below: Token) -> bool:
    """Whether a clause after the name can be left out: not "was asked by X to come", "agreed with X to go"."""
    if clause.dep == "xcomp" and below.dep == "prep" and _to(parse, clause) and not parse.children(verb.i, "dobj"):
        return False
    passive = bool(parse.children(verb.i, "auxpass"))
    if clause.dep == "ccomp" and not passive:
        return False
    return bool(parse.children(clause.i, "nsubj", "nsubjpass")) or verb.lemma not in COMMANDS


def _between(parse: Parse, child: Token) -> set[int]:
    """What stands between a verb and the way: kept when the relation may need it, left out when not."""
    if child.dep == "advcl":
        raise Unclean
    if child.dep == "advmod":
        return adverb(parse, child)
    return adjunct(parse, child)


def _complement(parse: Parse, verb: Token, child: Token, below: Token, way: Way) -> set[int]:
    """The object or predicate noun that the relation needs besides the name."""
    if child.i > way.nodes[-1] and verb.i < below.i and child.dep in ("attr", "acomp"):
        return set()
    if child.tag in ("DT", "PDT", "WDT"):
        raise Unclean
    if child.dep == "oprd" and verb.lemma == "bear":
        return set()
    if below.dep in _COMPLEMENTS or verb.i < below.i < child.i or child.i < verb.i:
        raise Unclean
    end = below.i if below.i > child.i else len(parse)
    if child.dep == "attr" and child.lemma.lower() in WORDS or pointing(parse, child, below):
        raise Unclean
    if child.dep == "acomp":
        return short(parse, sorted(with_adjective(parse, child, end)))
    return {child.i} | with_noun(parse, child, end)
