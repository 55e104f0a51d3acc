"""Participles said of the subject: "a town located in X", "Born in X, he …", "…, working with X"."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.grammar.assertion import SUBJECTS, Predicate, conjuncts, weak
from wikiseek.grammar.inflection import past_tense, third_person
from wikiseek.grammar.lexicon import EVENT_ADJUNCTS, OPINION, STATIVE, STATIVE_BY
from wikiseek.grammar.parsing import Parse, Token

_PAST_ADVERBS = ("originally", "first", "formerly", "initially", "once")
_GERUND_MARKS = ("after", "while", "upon", "on", "since", "when")


def participle_said(parse: Parse, word: Token, main: Predicate) -> Predicate | None:
    """A participle beside a noun as a predicate of it, in the tense that the main verb asks for."""
    if weak(parse, word) or parse.children(word.i, "aux", "auxpass", "dobj" if word.tag != "VBG" else "aux"):
        return None
    text = word.text.lower()
    if word.tag == "VBN" or (word.tag == "VBD" and word.dep in ("acl", "conj")):
        by = bool(parse.children(word.i, "agent"))
        once = any(t.text.lower() in _PAST_ADVERBS for t in parse.children(word.i, "advmod"))
        state = word.lemma in (STATIVE_BY if by else STATIVE) and not main.past and not once
        return Predicate(word.i, ("is" if state else "was",), text, not state)
    bare = any(t.tag == "NN" and not parse.children(t.i, "det", "poss") for t in parse.children(word.i, "dobj"))
    if word.tag == "VBG" and text not in ("being", "including", "having") and not bare:
        made = past_tense(word.lemma) if main.past else third_person(word.lemma)
        return Predicate(word.i, (), made, main.past)
    return None


def adjuncts(parse: Parse, main: Predicate, subject: int, person: bool) -> Iterator[Predicate]:
    """ "Born in Ulm, Einstein …", "After studying at X, he …", "…, working with X": all said of the subject."""
    for word in parse.children(main.at, "advcl"):
        opens = word.tag == "VBN" and word.i < subject
        if not opens and word.tag in ("VBG", "VBN") and main.past and not parse.children(word.i, *SUBJECTS):
            yield from _some(_gerund(parse, word, person))
    for preposition in parse.children(main.at, "prep"):
        if preposition.text.lower() in _GERUND_MARKS and main.past:
            for word in parse.children(preposition.i, "pcomp"):
                yield from _some(_active_gerund(parse, word))


def fronted(parse: Parse, verb: Token, subject: int) -> Iterator[Predicate]:
    """ "Born in Ulm, Einstein …": participles that open the sentence, whatever its main verb says."""
    past = verb.tag == "VBD" or any(t.tag == "VBD" for t in parse.children(verb.i, "aux", "auxpass"))
    for word in parse.children(verb.i, "advcl"):
        start = [parse[i] for i in parse.subtree(word.i) if i < word.i]
        if parse.subtree(word.i)[0] != 0 and parse[0].dep != "mark":
            continue
        if word.tag != "VBN" or word.i > subject or any(t.dep != "advmod" or t.head != word.i for t in start):
            continue
        for each in [word, *(t for t in conjuncts(parse, word.i) if t.tag == "VBN")]:
            yield from _some(participle_said(parse, each, Predicate(verb.i, (), "", past)))


def _some(predicate: Predicate | None) -> Iterator[Predicate]:
    if predicate is not None:
        yield predicate


def _gerund(parse: Parse, word: Token, person: bool) -> Predicate | None:
    """A gerund clause beside the main verb: "…, working with X" (of persons), "while teaching at X"."""
    marks = [t.text.lower() for t in parse.children(word.i, "mark", "advmod") if t.i < word.i]
    if any(mark in ("before", "without", "by", "if", "unless", "as", "than", "to") for mark in marks):
        return None
    if not person and not (marks and marks[0] in _GERUND_MARKS):
        return None
    start = parse.subtree(word.i)[0]
    if not marks and (start != word.i or start > 0 and parse[start - 1].dep != "punct"):
        return None
    return _active_gerund(parse, word)


def _active_gerund(parse: Parse, word: Token) -> Predicate | None:
    helpers = parse.children(word.i, "aux", "auxpass")
    if weak(parse, word) or word.lemma in (EVENT_ADJUNCTS - {"become"}) | OPINION or word.lemma in ("be", "have"):
        return None
    if word.tag == "VBG" and not helpers or word.tag == "VBN" and [t.text.lower() for t in helpers] == ["having"]:
        return Predicate(word.i, (), past_tense(word.lemma), True)
    return None
