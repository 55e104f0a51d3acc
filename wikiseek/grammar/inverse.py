"""Claims told from the object's side: "[X] founded the company" is "was founded by [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import Predicate, asserted, weak
from wikiseek.grammar.inflection import participle, past_tense, third_person
from wikiseek.grammar.lexicon import LIGHT_NOUNS, LIGHT_WITH_OBJECT, OPINION, STATIVE_BY
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.paths import place
from wikiseek.grammar.possessions import POSSESSIVES

# Active verbs that make no good passive.
_STAY_ACTIVE = frozenset(
    "join enter leave have include contain suit resemble visit marry meet reach fit like win vote elect appoint award "
    "grant offer teach ask pay show promise choose accompany follow become remain rank see mention".split()
)
# Passives that say little of their agent, or that their "by" does not name one.
_STAY_PASSIVE = frozenset(
    "follow precede accompany succeed replace surround border affect influence divide separate".split()
)
_LONGEST_ROLE = 3


def turned(parse: Parse, target: int, entity: set[int], naming: Naming) -> str | None:
    """The relation of a name in whose clause the entity is the object, the agent or the owner, or None.

    `{}` in the words is the place of the name with its article.
    """
    subject, several = place(parse, parse[target])
    if subject.dep == "nsubj":
        return _acted_on(parse, subject, entity) or _role(parse, subject, several, entity, naming)
    if subject.dep == "nsubjpass":
        return _agent(parse, parse.head(subject.i), entity, naming) or _born_there(parse, subject, entity, naming)
    return None


def work_of(parse: Parse, target: int, said: list[Predicate]) -> str | None:
    """ "… is [X]'s debut album" is "is the debut album of [X]"; the last word is the name's place."""
    noun = parse.head(target)
    verbs = [one for one in said if one.at == noun.head and parse[one.at].lemma == "be" and not one.lead]
    if parse[target].dep != "poss" or noun.dep != "attr" or noun.tag != "NN" or not verbs:
        return None
    between = [parse[i] for i in parse.subtree(noun.i) if target < i < noun.i and parse[i].dep != "case"]
    if noun.lemma in LIGHT_NOUNS or any(t.tag not in ("NN", "JJ", "JJS", "VBN", "HYPH") for t in between):
        return None
    if len(between) > _LONGEST_ROLE or any(
        t.i > noun.i and t.dep in ("prep", "relcl", "acl") for t in parse.children(noun.i)
    ):
        return None
    return " ".join([verbs[0].word, "the", *(t.text for t in between), noun.text, "of {}"])


def made(parse: Parse, target: int, entity: set[int], naming: Naming) -> str | None:
    """The relation of a name with a participle behind it whose agent is the entity ("[X], designed by Holm")."""
    for verb in parse.children(target, "acl"):
        if verb.tag == "VBN" and not parse.children(verb.i, "aux", "auxpass", "neg"):
            return _by(parse, verb, entity, "was", naming)
    return None


def _acted_on(parse: Parse, subject: Token, entity: set[int]) -> str | None:
    verb = parse.head(subject.i)
    found = [t for t in parse.children(verb.i, "dobj") if t.i in entity]
    if not found or verb.tag != "VBD" or not asserted(parse, verb.i) or weak(parse, verb):
        return None
    if parse.children(verb.i, "aux", "auxpass", "oprd", "xcomp", "ccomp", "dative") or _unturnable(verb):
        return None
    if any(t.text.lower() in ("as", "to", "for", "from") for t in parse.children(verb.i, "prep")):
        return None
    particles = [t.text.lower() for t in parse.children(verb.i, "prt")]
    number = "were" if found[0].tag in ("NNS", "NNPS") else "was"
    return " ".join([number, participle(verb.lemma), *particles, "by {}"])


def _unturnable(verb: Token) -> bool:
    return verb.lemma in LIGHT_WITH_OBJECT or verb.lemma in _STAY_ACTIVE


def _agent(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] was designed by Holm" is "designed [X]"."""
    helpers = parse.children(verb.i, "aux", "auxpass")
    if verb.tag != "VBN" or weak(parse, verb) or not asserted(parse, verb.i) or len(helpers) != 1:
        return None
    return _by(parse, verb, entity, helpers[0].text.lower(), naming)


def _by(parse: Parse, verb: Token, entity: set[int], helper: str, naming: Naming) -> str | None:
    agents = [t for by in parse.children(verb.i, "agent") for t in parse.children(by.i, "pobj")]
    if not any(t.i in entity for t in agents) or verb.lemma in LIGHT_WITH_OBJECT | OPINION | _STAY_PASSIVE:
        return None
    if parse.children(verb.i, "oprd", "xcomp", "ccomp", "dobj", "prt", "prep") or naming.pronoun == "they":
        return None
    now = helper in ("is", "are") and verb.lemma in STATIVE_BY
    return f"{third_person(verb.lemma) if now else past_tense(verb.lemma)} {{}}"


def _born_there(parse: Parse, subject: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] was born in Lund" is "is the birthplace of [X]"."""
    verb = parse.head(subject.i)
    there = [
        t for p in parse.children(verb.i, "prep") if p.text.lower() in ("in", "at") for t in parse.children(p.i, "pobj")
    ]
    if naming.person or verb.lemma != "bear" or weak(parse, verb) or not asserted(parse, verb.i):
        return None
    return "is the birthplace of {}" if any(t.i in entity for t in there) else None


def _role(parse: Parse, subject: Token, several: bool, entity: set[int], naming: Naming) -> str | None:
    """ "[X] is the capital of Holm" is "has [X] as its capital"."""
    verb = parse.head(subject.i)
    if (
        several
        or verb.lemma != "be"
        or verb.tag not in ("VBZ", "VBD")
        or weak(parse, verb)
        or not asserted(parse, verb.i)
    ):
        return None
    for noun in parse.children(verb.i, "attr"):
        before = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
        of = [p for p in parse.children(noun.i) if p.i > noun.i and p.dep != "punct"]
        if noun.tag != "NN" or noun.lemma in LIGHT_NOUNS or len(of) != 1 or of[0].text.lower() != "of":
            continue
        owned = any(t.i in entity for t in parse.children(of[0].i, "pobj"))
        if owned and before and before[0].text.lower() in ("the", "a", "an") and len(before) <= _LONGEST_ROLE:
            own = POSSESSIVES.get(naming.pronoun, "its") if before[0].text.lower() == "the" else before[0].text.lower()
            words = [own, *(t.text for t in before[1:]), noun.text]
            return " ".join(["had" if verb.tag == "VBD" else "has", "{} as", *words])
    return None
