"""What a sentence asserts of its subject: the finite verbs, participles and nouns said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek.agents.grammar.lexicon import HEDGES, INTRANSITIVE, SPEECH, STATIVE
from wikiseek.agents.grammar.parsing import Parse, Token
from wikiseek.agents.grammar.phrases import third_person

_FINITE = ("VBD", "VBZ", "VBP")
_VERBAL = (*_FINITE, "VB", "VBN", "VBG")
_SUBJECTS = ("nsubj", "nsubjpass")
_CONTRACTED = ("'s", "’s", "'d", "’d", "'ve", "'re", "’ve", "’re", "'m", "'ll", "’ll")
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


def predicates(parse: Parse, subjects: set[int]) -> list[Predicate]:
    """All that is asserted of the tokens `subjects`, without repeats, in text order."""
    found: dict[int, Predicate] = {}
    for subject in sorted(subjects):
        verb = parse.head(subject)
        if parse[subject].dep in _SUBJECTS and asserted(parse, verb.i):
            for predicate in _finite_chain(parse, verb):
                found.setdefault(predicate.at, predicate)
                for more in _around(parse, predicate, subject):
                    found.setdefault(more.at, more)
    return [found[at] for at in sorted(found)]


def asserted(parse: Parse, verb: int) -> bool:
    """Whether the clause of `verb` is stated as a fact, not supposed, reported or denied."""
    here = parse[verb]
    while here.dep != "ROOT":
        if here.dep == "conj":
            if any(cc.text.lower() in ("or", "nor") for cc in parse.children(here.head, "cc")):
                return False
        elif here.dep == "advcl":
            mark = [t.text.lower() for t in parse.children(here.i, "mark", "advmod") if t.i < here.i]
            if not mark or mark[0] not in _FACTUAL_MARKS:
                return False
        elif here.dep == "relcl":
            if not any(t.text.lower() == "where" for t in parse.children(here.i, "advmod")):
                return False
        elif here.dep in ("ccomp", "parataxis"):
            if parse.children(here.i, "mark") or here.i > here.head or parse.head(here.i).lemma in SPEECH:
                return False
        else:
            return False
        here = parse.head(here.i)
    return True


def _finite_chain(parse: Parse, verb: Token) -> Iterator[Predicate]:
    """The predicate of `verb`, then of the verbs coordinated with it that have no own subject."""
    first = _finite(parse, verb)
    if first is None:
        return
    yield first
    before, here = first, verb
    for word in _conjuncts(parse, here.i):
        if parse.children(word.i, "nsubj", "nsubjpass", "expl", "mark") or word.tag not in _VERBAL:
            continue
        after = _finite(parse, word) or _shared(parse, before, word)
        if after is not None:
            yield after


def _conjuncts(parse: Parse, at: int) -> list[Token]:
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


def _finite(parse: Parse, verb: Token) -> Predicate | None:
    """The predicate of a verb that is finite by itself or by its own auxiliaries."""
    helpers = [t for t in parse.children(verb.i, "aux", "auxpass") if t.i < verb.i]
    lead = tuple(t.text.lower() for t in helpers)
    if _weak(parse, verb, helpers):
        return None
    has_be = any(t.lemma == "be" for t in helpers)
    has_have = any(t.lemma == "have" for t in helpers)
    ok = (
        verb.tag in _FINITE and not helpers or verb.tag in ("VBN", "VBD") and (has_be or has_have)
        or verb.tag == "VBG" and has_be
    )  # fmt: skip
    past = helpers[0].tag in ("VBD",) or lead[0] in ("was", "were", "had") if helpers else verb.tag == "VBD"
    return Predicate(verb.i, lead, verb.text.lower(), past) if ok else None


def _weak(parse: Parse, verb: Token, helpers: list[Token]) -> bool:
    """Whether the verb is denied, hedged, modal or emphatic ("did")."""
    if any(t.tag == "MD" or t.lemma == "do" or t.text.lower() in _CONTRACTED or t.tag == "TO" for t in helpers):
        return True
    if parse.children(verb.i, "neg", "expl", "csubj", "csubjpass"):
        return True
    return any(_hedge(t.text) for t in parse.children(verb.i, "advmod"))


def _hedge(word: str) -> bool:
    return word.lower() in HEDGES or word.lower() in ("never", "not", "no", "why", "how")


def _shared(parse: Parse, first: Predicate, verb: Token) -> Predicate | None:
    """A coordinated participle takes the auxiliaries of the first verb ("was born … and raised")."""
    if verb.tag not in ("VBN", "VBD") or _weak(parse, verb, parse.children(verb.i, "aux", "auxpass")):
        return None
    if not first.lead or first.word in ("being",):
        return None
    passive = first.lead[-1] in ("was", "were", "is", "are", "been")
    active = parse.children(verb.i, "dobj") or verb.lemma in INTRANSITIVE
    if passive and active:
        return Predicate(verb.i, (), verb.text.lower(), True) if verb.text.lower().endswith("ed") else None
    return Predicate(verb.i, first.lead, verb.text.lower(), first.past)


def _around(parse: Parse, main: Predicate, subject: int) -> Iterator[Predicate]:
    """What hangs on the subject or on a noun that says what it is: participles, "who …", appositions."""
    yield from _said_of_noun(parse, subject, main, kindred=False)
    for noun in parse.children(main.at, "nsubj", "nsubjpass"):
        if noun.i != subject:
            yield from _said_of_noun(parse, noun.i, main, kindred=False)
    if parse[main.at].lemma == "be":
        for noun in parse.children(main.at, "attr"):
            if noun.tag in ("NN", "NNS") and not _negative(parse, noun.i):
                for each in [noun, *(t for t in _conjuncts(parse, noun.i) if t.tag in ("NN", "NNS"))]:
                    yield from _said_of_noun(parse, each.i, main, kindred=True)
    yield from _fronted(parse, main, subject)


def _negative(parse: Parse, noun: int) -> bool:
    return any(t.text.lower() in ("no", "not", "neither") for t in parse.children(noun))


def _said_of_noun(parse: Parse, noun: int, main: Predicate, kindred: bool) -> Iterator[Predicate]:
    for word in parse.children(noun, "acl"):
        if word.i > noun and _adjacent(parse, noun, word.i):
            for each in [word, *(t for t in _conjuncts(parse, word.i) if t.tag == word.tag)]:
                predicate = _participle(parse, each, main)
                if predicate is not None:
                    yield predicate
    for word in parse.children(noun, "relcl"):
        if _relative_subject(parse, noun, word):
            yield from _finite_chain(parse, word)
    if not kindred:
        for word in parse.children(noun, "appos"):
            if word.tag == "NN" and parse.children(word.i, "det", "prep") and word.i > noun:
                yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)


def _adjacent(parse: Parse, noun: int, word: int) -> bool:
    """Whether no other noun stands between a noun and its participle, so that it is surely its own."""
    return not any(parse[i].tag.startswith("NN") for i in range(noun + 1, word) if i not in _names(parse, noun))


def _names(parse: Parse, noun: int) -> set[int]:
    return {i for t in parse.children(noun, "appos") for i in parse.subtree(t.i)}


def _relative_subject(parse: Parse, noun: int, verb: Token) -> bool:
    """Whether `verb` begins "who …" or "which …" said of `noun`, with nothing it could mean between."""
    pronouns = [t for t in parse.children(verb.i, *_SUBJECTS) if t.text.lower() in ("who", "which", "that")]
    if not pronouns or pronouns[0].i < noun:
        return False
    between = [parse[i] for i in range(noun + 1, pronouns[0].i)]
    return not any(t.tag.startswith("NN") or t.tag == "PRP" for t in between)


def _participle(parse: Parse, word: Token, main: Predicate) -> Predicate | None:
    if _weak(parse, word, parse.children(word.i, "aux", "auxpass")) or parse.children(word.i, "aux", "auxpass"):
        return None
    if word.tag == "VBN" or (word.tag == "VBD" and word.dep in ("acl", "conj")):
        if parse.children(word.i, "dobj"):
            return None
        state = word.lemma in STATIVE and not main.past
        return Predicate(word.i, ("is" if state else "was",), word.text.lower(), not state)
    if word.tag == "VBG" and not main.past and word.text.lower() not in ("being", "including"):
        return Predicate(word.i, (), third_person(word.lemma), False)
    return None


def _fronted(parse: Parse, main: Predicate, subject: int) -> Iterator[Predicate]:
    """ "Born in Ulm, Einstein moved …": a participle before the subject is said of it."""
    for word in parse.children(main.at, "advcl"):
        if word.i < subject and word.tag == "VBN" and parse.subtree(word.i)[0] == word.i:
            predicate = _participle(parse, word, main)
            if predicate is not None:
                yield predicate
