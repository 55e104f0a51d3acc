"""From a path to words: which words around it a relation keeps, and which it can do without."""

from __future__ import annotations

from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.besides import half_told, parallel, told_twice
from wikiseek.grammar.compass import SIDES
from wikiseek.grammar.lexicon import (
    CIRCUMSTANCE,
    COMMANDS,
    COMPLEMENTED,
    PLACED,
    RANKS,
    TIMES,
)
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.paths import Way
from wikiseek.grammar.wholeness import Unclean, adverb, check_whole, preposition

PLACE = "[X]"
_LONGEST_OBJECT = 6
_LONGEST_ADJUNCT = 4
_LONGEST_PAIR = 3
_APART = ("punct", "cc", "conj", "nsubj", "nsubjpass", "npadvmod", "mark", "preconj")
# Heads that point back to something said before, unless "of" says what they are some of.
_ANYTHING = ("one", "some", "others", "many", "all", "both", "several", "most", "none", "two", "three")
_POINTING = frozenset(
    "this these those such their following above former latter that no another other same equal".split()
)
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
    text = " ".join(predicate.lead)
    for i in [*sorted(kept - branch), *sorted(branch)]:
        word = predicate.word if i == predicate.at and predicate.word else _written(parse, i)
        text = _joined(text, word, parse, i, kept)
    return " ".join([text, *before, PLACE]).strip()


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
            kept |= _with_noun(parse, token, way.nodes[step + 1])
        elif token.tag.startswith("JJ"):
            kept |= _with_adjective(parse, token, way.nodes[step + 1])
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
    return _adjunct(parse, child)


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
    if child.dep == "acomp":
        return _short(parse, sorted(_with_adjective(parse, child, end)))
    return {child.i} | _with_noun(parse, child, end)


def _with_adjective(parse: Parse, word: Token, end: int) -> set[int]:
    kept = {word.i}
    for child in parse.children(word.i):
        if child.i < word.i:
            kept |= _before_adjective(parse, child)
        elif child.i < end and child.dep != "punct":
            if child.dep != "prep":
                raise Unclean
            kept |= _adjunct(parse, child)
    return kept


def _before_adjective(parse: Parse, child: Token) -> set[int]:
    """What stands before an adjective: "the second", "most"; not "more", which wants a "than"."""
    if child.dep == "advmod":
        return adverb(parse, child)
    return set(parse.subtree(child.i)) if child.dep != "punct" or _glues(parse, child.i) else set()


def _with_noun(parse: Parse, noun: Token, below: int) -> set[int]:
    """A noun's own words before it, and what follows it up to `below`, trimmed."""
    kept: set[int] = set()
    for child in parse.children(noun.i):
        if child.i >= below or child.dep in ("relcl", "appos", "acl") and child.i > below:
            continue
        if child.i < noun.i:
            kept |= set(parse.subtree(child.i)) if child.dep != "punct" or _glues(parse, child.i) else set()
        elif child.dep == "prep":
            kept |= _adjunct(parse, child)
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
    return _short(parse, sorted(kept | {noun.i})) - {noun.i}


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


def _short(parse: Parse, words: list[int]) -> set[int]:
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


def _adjunct(parse: Parse, preposition: Token) -> set[int]:
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
        return {preposition.i}.union(*({t.i} | _with_noun(parse, t, len(parse)) for t in inner))
    if low[0] == "in" and parse.head(preposition.i).lemma in COMPLEMENTED and len(words) > _LONGEST_ADJUNCT:
        raise Unclean
    named = any(t.tag in ("NNP", "NNPS") for t in inner)
    above = parse.head(preposition.i)
    if low[0] in CIRCUMSTANCE and named and above.lemma not in COMPLEMENTED and not above.tag.startswith("NN"):
        return set()
    if len(words) > _LONGEST_ADJUNCT or not all(_self_standing(parse[i]) for i in words):
        raise Unclean
    return set(words)
