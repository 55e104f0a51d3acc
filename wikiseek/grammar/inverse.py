"""Claims told from the object's side: "[X] founded the company" is "was founded by [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import asserted, weak
from wikiseek.grammar.inflection import participle
from wikiseek.grammar.lexicon import LIGHT_WITH_OBJECT
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.paths import place

# Active verbs that make no good passive.
_STAY_ACTIVE = frozenset(
    "join enter leave have include contain suit resemble visit marry meet reach fit like win vote elect appoint award "
    "grant offer teach ask pay show promise choose accompany follow become remain".split()
)


def turned(parse: Parse, target: int, entity: set[int]) -> str | None:
    """The passive relation of a name that is the subject of a verb whose object is the entity, or None.

    The words end in "by", ready for the name's article and `[X]`.
    """
    subject, _ = place(parse, parse[target])
    if subject.dep != "nsubj":
        return None
    verb = parse[subject.head]
    found = [t for t in parse.children(verb.i, "dobj") if t.i in entity]
    if not found or verb.tag != "VBD" or not asserted(parse, verb.i) or weak(parse, verb):
        return None
    if parse.children(verb.i, "aux", "auxpass", "oprd", "xcomp", "ccomp", "dative") or _unturnable(verb):
        return None
    if any(t.text.lower() in ("as", "to", "for", "from") for t in parse.children(verb.i, "prep")):
        return None
    particles = [t.text.lower() for t in parse.children(verb.i, "prt")]
    number = "were" if found[0].tag in ("NNS", "NNPS") else "was"
    return " ".join([number, participle(verb.lemma), *particles, "by"])


def _unturnable(verb: Token) -> bool:
    return verb.lemma in LIGHT_WITH_OBJECT or verb.lemma in _STAY_ACTIVE
