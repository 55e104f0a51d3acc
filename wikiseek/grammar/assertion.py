"""What a clause states of its subject, and whether it states it at all."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek.grammar.lexicon import HEDGES, SPEECH
from wikiseek.grammar.parsing import Parse, Token

SUBJECTS = ("nsubj", "nsubjpass")
_CONTRACTED = ("'s", "’s", "'d", "’d", "'ve", "'re", "’ve", "’re", "'m", "'ll", "’ll")
# How a noun hangs in the clause that holds it.
_NOMINAL = ("pobj", "prep", "dobj", "appos", "attr", "npadvmod", "agent", "nmod", "compound")
# Subordinate clauses that are asserted all the same.
_FACTUAL_MARKS = ("after", "when", "while", "because", "although", "though", "since", "until")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb (or predicate noun) said of the subject, with the words that make it finite before it.

    `lead` are those words ("was", "had been"), `word` the verb as written in the relation ("" for a
    noun), `at` its token. `past` tells the tense.
    """

    at: int
    lead: tuple[str, ...]
    word: str
    past: bool


def asserted(parse: Parse, verb: int) -> bool:
    """Whether the clause of `verb` is stated as a fact, not supposed, reported or denied."""
    here = parse[verb]
    while here.dep != "ROOT":
        if not _fact(parse, here):
            return False
        of_noun = here.dep == "relcl"
        here = parse.head(here.i)
        while of_noun and here.dep in _NOMINAL:
            here = parse.head(here.i)
    return True


def _fact(parse: Parse, clause: Token) -> bool:
    if clause.dep == "conj":
        return not any(cc.text.lower() in ("or", "nor") for cc in parse.children(clause.head, "cc"))
    if clause.dep == "advcl":
        mark = [t.text.lower() for t in parse.children(clause.i, "mark", "advmod") if t.i < clause.i]
        return bool(mark) and mark[0] in _FACTUAL_MARKS
    if clause.dep == "relcl":
        return any(t.text.lower() == "where" for t in parse.children(clause.i, "advmod"))
    if clause.dep in ("ccomp", "parataxis"):
        above = parse.head(clause.i)
        # "X is a novel, that tells …" with the relative clause taken for the main one.
        relative = any(t.tag in ("WDT", "WP") or t.text == "that" for t in parse.children(above.i, *SUBJECTS))
        reported = above.lemma in SPEECH and not relative
        return not parse.children(clause.i, "mark") and clause.i < clause.head and not reported
    return False


def weak(parse: Parse, verb: Token) -> bool:
    """Whether a verb is denied, hedged, modal, emphatic ("did") or contracted."""
    helpers = parse.children(verb.i, "aux", "auxpass")
    if any(t.tag in ("MD", "TO") or t.lemma == "do" or t.text.lower() in _CONTRACTED for t in helpers):
        return True
    if parse.children(verb.i, "neg", "expl", "csubj", "csubjpass"):
        return True
    return any(_hedge(t.text) for t in parse.children(verb.i, "advmod"))


def conjuncts(parse: Parse, at: int) -> list[Token]:
    """The tokens coordinated with `at` by commas and "and", in order; none if "or" joins them."""
    found: list[Token] = []
    here: int | None = at
    while here is not None:
        if any(cc.text.lower() in ("or", "nor") for cc in parse.children(here, "cc")):
            return []
        after = parse.children(here, "conj")
        found += after
        here = after[-1].i if after else None
    return sorted(found, key=lambda token: token.i)


def _hedge(word: str) -> bool:
    return word.lower() in HEDGES or word.lower() in ("never", "not", "no", "why", "how")
