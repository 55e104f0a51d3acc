"""What a sentence asserts of its subject: the finite verbs, participles and nouns said of it."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.grammar.assertion import SUBJECTS, Predicate, asserted, conjuncts, weak
from wikiseek.grammar.inflection import past_tense, past_tense_only
from wikiseek.grammar.lexicon import COMMANDS, INTRANSITIVE, KIN, LIGHT_NOUNS, NAMING, OPINION, PASSIVE_IN_PAIRS
from wikiseek.grammar.memberships import memberships
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.participles import adjuncts, fronted, participle_said

_SEVERAL = (("were",), ("are",), ("have",))
_FINITE = ("VBD", "VBZ", "VBP")
# Adjectives that stand behind their noun: "a bird native to X".
_BEHIND = ("native", "endemic", "indigenous", "adjacent", "peculiar", "unique", "sacred", "loyal", "tributary")
_VERBAL = (*_FINITE, "VB", "VBN", "VBG")


def predicates(parse: Parse, subjects: set[int], person: bool, plural: bool = False) -> list[Predicate]:
    """All that is asserted of the tokens `subjects`, without repeats, in text order.

    A verb in the plural is said of the entity only where that is `plural`: else another shares it.
    """
    found: dict[int, Predicate] = {}
    for subject in sorted(subjects):
        verb = parse.head(subject)
        if parse[subject].dep in SUBJECTS and asserted(parse, verb.i):
            for more in fronted(parse, verb, subject):
                found.setdefault(more.at, more)
            for predicate in _finite_chain(parse, verb):
                found.setdefault(predicate.at, predicate)
                for more in [*_around(parse, predicate, subject), *adjuncts(parse, predicate, subject, person)]:
                    found.setdefault(more.at, more)
    several = [at for at, one in found.items() if one.lead[:1] in _SEVERAL or not one.lead and (one.word,) in _SEVERAL]
    return [found[at] for at in sorted(found) if plural or at not in several]


def _finite_chain(parse: Parse, verb: Token) -> Iterator[Predicate]:
    """The predicate of `verb`, then of the verbs coordinated with it that have no own subject."""
    first = _finite(parse, verb) or _reduced(parse, verb)
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


def _reduced(parse: Parse, verb: Token) -> Predicate | None:
    """ "X, nicknamed Y, was a poet", where the parser takes the participle for the main verb."""
    finite = [t for t in parse.children(verb.i, "conj") if t.tag in _FINITE and not parse.children(t.i, *SUBJECTS)]
    if verb.tag != "VBN" or verb.dep != "ROOT" or parse[verb.i - 1].text != "," or not finite:
        return None
    if parse.children(verb.i, "aux", "auxpass", "cc") or finite[0].lemma != "be":
        return None
    return Predicate(finite[0].i, (), finite[0].text.lower(), finite[0].tag == "VBD")


def _coordinated(parse: Parse, second: int) -> bool:
    """Whether "and", "but", "then" or a comma stands right before a verb and what belongs to it, as it must."""
    own = [t.i for t in parse.children(second) if t.i < second and t.dep not in ("cc", "punct")]
    start = min([second, *(parse.subtree(i)[0] for i in own)])
    while start and parse[start - 1].dep == "advmod" and parse.head(start - 1).dep == "cc":
        start -= 1  # "but also took"
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
    if parse.children(verb.i, "oprd") and verb.dep == "conj":
        return True
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
    if verb.lemma in (
        "elect",
        "appoint",
        "crown",
        "name",
        "call",
        "make",
        "declare",
        "proclaim",
        "designate",
        "render",
    ):
        return None
    active = past_tense_only(verb.lemma, word) or parse.children(verb.i, "dobj") or verb.lemma in INTRANSITIVE
    return Predicate(verb.i, (), word, True) if active and past_tense(verb.lemma) == word else None


def _around(parse: Parse, main: Predicate, subject: int) -> Iterator[Predicate]:
    """What hangs on the subject or on a noun that says what it is: participles, "who …", appositions."""
    yield from _said_of_noun(parse, subject, main)
    for word in _nouns_beside(parse, main, subject):
        yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)
    for word in parse.children(subject, "appos"):
        if word.tag == "NN" and parse.children(word.i, "det", "prep") and _right_after(parse, subject, word):
            yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)
    if parse[main.at].lemma == "be" and not main.lead:
        for noun in parse.children(main.at, "attr"):
            yield from memberships(parse, noun, main)
            if noun.i > main.at and _plain_kind(parse, noun):
                for each in [noun, *(t for t in conjuncts(parse, noun.i) if _plain_kind(parse, t))]:
                    yield from _said_of_noun(parse, each.i, main)
            elif noun.i > main.at:
                yield from _one_of(parse, noun, main)


def _nouns_beside(parse: Parse, main: Predicate, subject: int) -> Iterator[Token]:
    """ "A native of X, he …" before the subject, and "…, the son of X" behind a birth."""
    while_ = 0 if parse[0].text == "While" else main.at
    fronted = [t for t in parse.tokens[:subject] if t.head in (main.at, subject, while_) or t.i == parse[subject].head]
    for word in fronted:
        if word.tag == "NN" and word.dep != "pobj" and _opens(parse, word, subject):
            yield word
    if parse[main.at].lemma == "bear" and parse[subject].dep == "nsubjpass":
        yield from (word for word in parse.tokens[main.at :] if word.lemma in KIN and _behind_comma(parse, word))


def _behind_comma(parse: Parse, word: Token) -> bool:
    """Whether a noun with an article follows a comma, and "of" follows it ("…, the son of X")."""
    start = parse.subtree(word.i)[0]
    beside = word.dep in ("appos", "npadvmod", "attr", "conj") and parse[start].dep == "det"
    return beside and parse[start - 1].text == "," and _plain_of(parse, word)


def _opens(parse: Parse, word: Token, subject: int) -> bool:
    """Whether a noun phrase with "of" or "in" opens the sentence and a comma and the subject end it."""
    words = [i for i in parse.subtree(word.i) if i < subject]
    start = [parse[i] for i in words if i <= word.i]
    before = subject - 1 if parse[subject - 1].text == "," else subject - 2
    first = 1 if parse[0].text == "While" else 0
    whole = before > word.i and parse[before].text == "," and words[0] == first
    return whole and start[0].dep == "det" and bool(parse.children(word.i, "prep"))


def _plain_of(parse: Parse, word: Token) -> bool:
    after = parse[word.i + 1] if word.i + 1 < len(parse) else word
    return after.text == "of" and after.head == word.i


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
    named = noun.tag == "NNP" and any(t.text.lower() in ("a", "an") for t in words)
    return named or noun.tag in ("NN", "NNS") or noun.tag == "JJ" and bool(parse.children(noun.i, "det"))


def _one_of(parse: Parse, noun: Token, main: Predicate) -> Iterator[Predicate]:
    """ "One of two forces employed by X": what is said of all of them; "the first …, created by X"."""
    several = [t for of in parse.children(noun.i, "prep") if of.text == "of" for t in parse.children(of.i, "pobj")]
    if noun.text.lower() == "one" and several and several[0].tag == "NNS":
        for word in parse.children(several[0].i, "acl"):
            yield from _some(
                participle_said(parse, word, main)
                if word.i > several[0].i and _near(parse, several[0].i, word)
                else None
            )
    for word in parse.children(noun.i, "acl"):
        between = any(parse[i].tag in ("NNP", "NNPS") for i in range(noun.i + 1, word.i))
        if word.tag == "VBN" and parse[parse.subtree(word.i)[0] - 1].text == "," and not between:
            yield from _some(participle_said(parse, word, main))


def _some(predicate: Predicate | None) -> Iterator[Predicate]:
    if predicate is not None:
        yield predicate


def _said_of_noun(parse: Parse, noun: int, main: Predicate) -> Iterator[Predicate]:
    for word in parse.children(noun, "acl"):
        if word.i > noun and _near(parse, noun, word):
            for each in [word, *(t for t in conjuncts(parse, word.i) if t.tag in ("VBN", "VBG"))]:
                predicate = participle_said(parse, each, main)
                if predicate is not None:
                    yield predicate
    for word in parse.children(noun, "amod", "acl"):
        if word.i == noun + 1 and word.text.lower() in _BEHIND and parse.children(word.i, "prep"):
            yield Predicate(word.i, ("was" if main.past else "is",), "", main.past)
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
