"""What a sentence asserts of its subject: the finite verbs, participles and nouns said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek.grammar.inflection import past_tense, past_tense_only, third_person
from wikiseek.grammar.lexicon import (
    COMMANDS,
    EVENT_ADJUNCTS,
    HEDGES,
    INTRANSITIVE,
    LIGHT_NOUNS,
    NAMING,
    OPINION,
    PASSIVE_IN_PAIRS,
    SPEECH,
    STATIVE,
    STATIVE_BY,
)
from wikiseek.grammar.parsing import Parse, Token

_SEVERAL = (("were",), ("are",), ("have",))
SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP")
_VERBAL = (*_FINITE, "VB", "VBN", "VBG")
_CONTRACTED = ("'s", "’s", "'d", "’d", "'ve", "'re", "’ve", "’re", "'m", "'ll", "’ll")
# Subordinate clauses that are asserted all the same.
_FACTUAL_MARKS = ("after", "when", "while", "because", "although", "though", "since", "until")
_GERUND_MARKS = ("after", "while", "upon", "on", "since", "when")


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


def predicates(parse: Parse, subjects: set[int], person: bool, plural: bool = False) -> list[Predicate]:
    """All that is asserted of the tokens `subjects`, without repeats, in text order.

    A verb in the plural is said of the entity only where that is `plural`: else another shares it.
    """
    found: dict[int, Predicate] = {}
    for subject in sorted(subjects):
        verb = parse.head(subject)
        if parse[subject].dep in SUBJECTS and asserted(parse, verb.i):
            for predicate in _finite_chain(parse, verb):
                found.setdefault(predicate.at, predicate)
                for more in [*_around(parse, predicate, subject), *_adjuncts(parse, predicate, subject, person)]:
                    found.setdefault(more.at, more)
    several = [at for at, one in found.items() if one.lead[:1] in _SEVERAL or not one.lead and (one.word,) in _SEVERAL]
    return [found[at] for at in sorted(found) if plural or at not in several]


def asserted(parse: Parse, verb: int) -> bool:
    """Whether the clause of `verb` is stated as a fact, not supposed, reported or denied."""
    here = parse[verb]
    while here.dep != "ROOT":
        if not _fact(parse, here):
            return False
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
        reported = parse.head(clause.i).lemma in SPEECH
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


def _finite_chain(parse: Parse, verb: Token) -> Iterator[Predicate]:
    """The predicate of `verb`, then of the verbs coordinated with it that have no own subject."""
    first = _finite(parse, verb)
    if first is None:
        return
    yield first
    for word in conjuncts(parse, verb.i):
        if parse.children(word.i, *SUBJECTS, "expl", "mark") or word.tag not in _VERBAL:
            continue
        if not _coordinated(parse, word.i):
            continue
        pair = first.lead and word.tag in ("VBN", "VBD") and not parse.children(word.i, "aux", "auxpass")
        after = _shared(parse, first, word) if pair else _finite(parse, word)
        if after is not None:
            yield after


def _coordinated(parse: Parse, second: int) -> bool:
    """Whether "and", "but", "then" or a comma stands right before a verb and what belongs to it, as it must."""
    own = [t.i for t in parse.children(second) if t.i < second and t.dep not in ("cc", "punct")]
    start = min([second, *(parse.subtree(i)[0] for i in own)])
    before = parse[start - 1] if start else None
    if before is None or before.dep != "cc" and parse[second].tag in ("VB", "VBP"):
        return False
    return before.dep in ("cc", "punct") or before.text.lower() == "then"


def _finite(parse: Parse, verb: Token) -> Predicate | None:
    """The predicate of a verb that is finite by itself or by its own auxiliaries."""
    helpers = [t for t in parse.children(verb.i, "aux", "auxpass") if t.i < verb.i]
    if weak(parse, verb):
        return None
    word = verb.text.lower()
    if not helpers:
        finite = verb.tag in _FINITE and not _participle_in_disguise(parse, verb) and verb.lemma not in OPINION | NAMING
        return Predicate(verb.i, (), word, verb.tag == "VBD") if finite else None
    lead = tuple(t.text.lower() for t in helpers)
    lemmas = {t.lemma for t in helpers}
    if helpers[0].tag == "VBG":
        return None
    if not (verb.tag in ("VBN", "VBD") and lemmas & {"be", "have"} or verb.tag == "VBG" and "be" in lemmas):
        return None
    return Predicate(verb.i, lead, word, lead[0] in ("was", "were", "had"))


def _participle_in_disguise(parse: Parse, verb: Token) -> bool:
    """Whether a seeming past tense lacks the object its verb must have ("… and promoted to X")."""
    if verb.tag != "VBD" or parse.children(verb.i, "dobj", "ccomp") or past_tense_only(verb.lemma, verb.text.lower()):
        return False
    commanded = verb.lemma in COMMANDS and bool(parse.children(verb.i, "xcomp"))
    return commanded or bool(parse.children(verb.i, "agent")) or verb.lemma in PASSIVE_IN_PAIRS


def _shared(parse: Parse, first: Predicate, verb: Token) -> Predicate | None:
    """A coordinated participle takes the auxiliaries of the first verb ("was born … and raised").

    A past tense looks like a participle; after a passive it is one only for verbs that need an object.
    """
    word = verb.text.lower()
    if weak(parse, verb) or parse[first.at].tag == "VBG":
        return None
    passive = first.lead[-1] in ("was", "were", "is", "are", "been")
    if not passive and parse.children(verb.i, "agent"):
        return None
    if not passive:
        return Predicate(verb.i, first.lead, word, first.past) if verb.tag == "VBN" else None
    if verb.lemma in PASSIVE_IN_PAIRS and not parse.children(verb.i, "dobj") or parse.children(verb.i, "agent"):
        return Predicate(verb.i, first.lead, word, first.past)
    if verb.lemma in ("elect", "appoint", "crown", "name", "call"):
        return None
    active = past_tense_only(verb.lemma, word) or parse.children(verb.i, "dobj") or verb.lemma in INTRANSITIVE
    return Predicate(verb.i, (), word, True) if active and past_tense(verb.lemma) == word else None


def _around(parse: Parse, main: Predicate, subject: int) -> Iterator[Predicate]:
    """What hangs on the subject or on a noun that says what it is: participles, "who …", appositions."""
    yield from _said_of_noun(parse, subject, main)
    for word in parse.children(subject, "appos"):
        if word.tag == "NN" and parse.children(word.i, "det", "prep") and _right_after(parse, subject, word):
            yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)
    if parse[main.at].lemma == "be" and not main.lead:
        for noun in parse.children(main.at, "attr"):
            if noun.i > main.at and _plain_kind(parse, noun):
                for each in [noun, *(t for t in conjuncts(parse, noun.i) if _plain_kind(parse, t))]:
                    yield from _said_of_noun(parse, each.i, main)


def _right_after(parse: Parse, subject: int, word: Token) -> bool:
    """Whether an apposition follows its noun at once, behind a comma."""
    return parse.subtree(word.i)[0] == subject + 2 and parse[subject + 1].text == ","


def _plain_kind(parse: Parse, noun: Token) -> bool:
    """Whether what follows the noun is said of the subject too: not after "the first …", "no …"."""
    words = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
    if any(t.text.lower() in ("no", "not", "neither", "first", "last", "only", "one") or t.tag == "JJS" for t in words):
        return False
    if noun.lemma.lower() in LIGHT_NOUNS:
        return False
    return noun.tag in ("NN", "NNS") or noun.tag == "JJ" and bool(parse.children(noun.i, "det"))


def _said_of_noun(parse: Parse, noun: int, main: Predicate) -> Iterator[Predicate]:
    for word in parse.children(noun, "acl"):
        if word.i > noun and _near(parse, noun, word):
            for each in [word, *(t for t in conjuncts(parse, word.i) if t.tag == word.tag)]:
                predicate = _participle(parse, each, main)
                if predicate is not None:
                    yield predicate
    for word in parse.children(noun, "relcl"):
        if _relative_subject(parse, noun, word):
            yield from _finite_chain(parse, word)


def _near(parse: Parse, noun: int, word: Token) -> bool:
    """Whether a participle is surely the noun's own: nothing else between, or set off by a comma."""
    between = [parse[i] for i in range(noun + 1, word.i)]
    if not any(t.tag.startswith("NN") for t in between):
        return True
    while between and between[-1].dep == "advmod":
        between.pop()
    return word.tag == "VBN" and between[-1].text == ","


def _relative_subject(parse: Parse, noun: int, verb: Token) -> bool:
    """Whether `verb` begins "who …" or "which …" said of `noun`, with nothing it could mean between."""
    pronouns = [t for t in parse.children(verb.i, *SUBJECTS) if t.text.lower() in ("who", "which", "that")]
    if not pronouns or pronouns[0].i < noun:
        return False
    between = [parse[i] for i in range(noun + 1, pronouns[0].i)]
    return not any(t.tag.startswith("NN") or t.tag == "PRP" for t in between)


def _participle(parse: Parse, word: Token, main: Predicate) -> Predicate | None:
    if weak(parse, word) or parse.children(word.i, "aux", "auxpass", "dobj" if word.tag != "VBG" else "aux"):
        return None
    text = word.text.lower()
    if word.tag == "VBN" or (word.tag == "VBD" and word.dep in ("acl", "conj")):
        by = bool(parse.children(word.i, "agent"))
        state = word.lemma in (STATIVE_BY if by else STATIVE) and not main.past
        return Predicate(word.i, ("is" if state else "was",), text, not state)
    bare = any(t.tag == "NN" and not parse.children(t.i, "det", "poss") for t in parse.children(word.i, "dobj"))
    if word.tag == "VBG" and text not in ("being", "including", "having") and not bare:
        made = past_tense(word.lemma) if main.past else third_person(word.lemma)
        return Predicate(word.i, (), made, main.past)
    return None


def _adjuncts(parse: Parse, main: Predicate, subject: int, person: bool) -> Iterator[Predicate]:
    """ "Born in Ulm, Einstein …", "After studying at X, he …", "…, working with X": all said of the subject."""
    for word in parse.children(main.at, "advcl"):
        if parse.children(word.i, *SUBJECTS):
            continue
        if word.tag == "VBN" and word.i < subject and parse.subtree(word.i)[0] == word.i:
            for each in [word, *(t for t in conjuncts(parse, word.i) if t.tag == "VBN")]:
                yield from _some(_participle(parse, each, main))
        elif word.tag in ("VBG", "VBN") and main.past:
            yield from _some(_gerund(parse, word, person))
    for preposition in parse.children(main.at, "prep"):
        if preposition.text.lower() in _GERUND_MARKS and main.past:
            for word in parse.children(preposition.i, "pcomp"):
                yield from _some(_active_gerund(parse, word))


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
    if weak(parse, word) or word.lemma in EVENT_ADJUNCTS | OPINION or word.lemma in ("be", "have"):
        return None
    if word.tag == "VBG" and not helpers or word.tag == "VBN" and [t.text.lower() for t in helpers] == ["having"]:
        return Predicate(word.i, (), past_tense(word.lemma), True)
    return None


def _hedge(word: str) -> bool:
    return word.lower() in HEDGES or word.lower() in ("never", "not", "no", "why", "how")
