"""Claims told from the object's side: "[X] founded the company" is "was founded by [X]"."""

from __future__ import annotations

from wikiseek.grammar.assertion import SUBJECTS, Predicate, asserted, weak
from wikiseek.grammar.inflection import participle, past_tense, third_person
from wikiseek.grammar.lexicon import LIGHT_NOUNS, LIGHT_WITH_OBJECT, OPINION, STATIVE_BY
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Token
from wikiseek.grammar.roles import POSSESSIVES, role
from wikiseek.grammar.rows import place

# Active verbs that make no good passive.
_STAY_ACTIVE = frozenset(
    "join enter leave have include contain suit resemble visit marry meet reach fit like win vote elect appoint award "
    "grant offer teach ask pay show promise choose accompany follow become remain rank see mention "
    "credit charge provide supply".split()
)
# Passives that say little of their agent, or that their "by" does not name one.
_STAY_PASSIVE = frozenset(
    "follow precede accompany succeed replace surround border affect influence divide separate".split()
)

_MUTUAL = ("marry", "meet", "wed")
_STARRING = ("star",)
_LYING = ("lie", "stand")
_LOCATED = ("locate", "situate", "base", "headquarter")
# What happens at a place, so that the place is where it happened.
_HAPPENED = frozenset(
    "execute bury crown baptize baptise kill murder assassinate imprison marry educate raise sign fight film shoot "
    "hold found establish invent build inter behead hang martyr ordain record".split()
)
_DID = ("die", "live", "study", "reside", "settle")
_SITES = frozenset(
    "university college school museum park stadium airport church cathedral library theatre theater hospital castle "
    "palace bridge station zoo temple mosque synagogue monastery abbey fort prison market mall skyscraper tower garden "
    "gallery arena hotel monument observatory lake mountain hill volcano".split()
)
_LONGEST_ROLE = 3


def turned(parse: Parse, target: int, entity: set[int], naming: Naming) -> str | None:
    """The relation of a name in whose clause the entity is the object, the agent or the owner, or None.

    `{}` in the words is the place of the name with its article.
    """
    subject, several = place(parse, parse[target])
    verb = parse.head(subject.i)
    if parse[target].dep in ("appos", "npadvmod") and parse.head(target).tag.startswith("NNP"):
        return None  # "Holm College, [X]": where the subject is
    if subject.dep not in SUBJECTS or weak(parse, verb) or not asserted(parse, verb.i):
        return None
    if subject.dep == "nsubj":
        told = _acted_on(parse, verb, entity) or role(parse, verb, several, entity, naming)
        return told or _placed(parse, verb, entity, naming) or _site(parse, verb, entity, naming)
    told = _agent(parse, verb, entity, naming) or _named_after(parse, verb, entity, naming)
    return told or _placed(parse, verb, entity, naming)


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


def _acted_on(parse: Parse, verb: Token, entity: set[int]) -> str | None:
    found = [t for t in parse.children(verb.i, "dobj") if t.i in entity]
    if not found or verb.tag not in ("VBD", "VBZ", "VBN"):
        return None
    helpers = [t.text.lower() for t in parse.children(verb.i, "aux", "auxpass")]
    if verb.lemma in _MUTUAL and not helpers and verb.tag == "VBD":
        return f"{past_tense(verb.lemma)} {{}}"
    if parse.children(verb.i, "oprd", "xcomp", "ccomp", "dative") or _unturnable(verb):
        return None
    if any(t.text.lower() in ("as", "to", "for", "from") for t in parse.children(verb.i, "prep")):
        return None
    be = _passive(verb, helpers, plural=found[0].tag in ("NNS", "NNPS"))
    particles = [t.text.lower() for t in parse.children(verb.i, "prt")]
    return " ".join([be, participle(verb.lemma), *particles, "by {}"]) if be else None


def _passive(verb: Token, helpers: list[str], plural: bool) -> str | None:
    """The forms of "be" that make a passive of an active verb of the same tense, None for other tenses."""
    if verb.tag == "VBD" and not helpers:
        return "were" if plural else "was"
    if verb.tag == "VBZ" and not helpers:
        return "are" if plural else "is"
    if verb.tag == "VBN" and helpers in (["has"], ["have"]):
        return "have been" if plural else "has been"
    return None


def _unturnable(verb: Token) -> bool:
    return verb.lemma in LIGHT_WITH_OBJECT or verb.lemma in _STAY_ACTIVE


def _agent(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] was designed by Holm" is "designed [X]"."""
    helpers = parse.children(verb.i, "aux", "auxpass")
    return (
        _by(parse, verb, entity, helpers[0].text.lower(), naming) if verb.tag == "VBN" and len(helpers) == 1 else None
    )


def _by(parse: Parse, verb: Token, entity: set[int], helper: str, naming: Naming) -> str | None:
    agents = [t for by in parse.children(verb.i, "agent") for t in parse.children(by.i, "pobj")]
    if not any(t.i in entity for t in agents) or verb.lemma in LIGHT_WITH_OBJECT | OPINION | _STAY_PASSIVE:
        return None
    if parse.children(verb.i, "oprd", "xcomp", "ccomp", "dobj", "prt", "prep") or naming.pronoun == "they":
        return None
    now = helper in ("is", "are") and verb.lemma in STATIVE_BY
    return f"{third_person(verb.lemma) if now else past_tense(verb.lemma)} {{}}"


def _named_after(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] is named after Holm" is "gave his name to [X]"."""
    after = [p for p in parse.children(verb.i, "prep") if p.text.lower() in ("after", "for")]
    named = verb.lemma in ("name", "rename", "christen") and any(
        t.i in entity for p in after for t in parse.children(p.i, "pobj")
    )
    return f"gave {POSSESSIVES.get(naming.pronoun, 'its')} name to {{}}" if named else None


def _site(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] is a museum in Holm" is "is home to [X]"."""
    if naming.person or verb.lemma != "be" or verb.tag not in ("VBZ", "VBD"):
        return None
    for noun in parse.children(verb.i, "attr"):
        inside = [p for p in parse.children(noun.i, "prep") if p.i == noun.i + 1 and p.text.lower() in ("in", "at")]
        if noun.lemma in _SITES and any(t.i in entity for p in inside for t in parse.children(p.i, "pobj")):
            return "is home to {}" if verb.tag == "VBZ" else "was home to {}"
    return None


def _was(parse: Parse, verb: Token) -> bool:
    return [t.text.lower() for t in parse.children(verb.i, "aux", "auxpass")] == ["was"]


def _placed(parse: Parse, verb: Token, entity: set[int], naming: Naming) -> str | None:
    """ "[X] was born in Lund", "[X] lies in Lund", "[X] starred in the film", told of the place or film."""
    inside = [p for p in parse.children(verb.i, "prep") if p.text.lower() in ("in", "at") and p.i == verb.i + 1]
    if naming.person or not any(t.i in entity for p in inside for t in parse.children(p.i, "pobj")):
        return None
    passive = bool(parse.children(verb.i, "auxpass"))
    if verb.lemma == "bear" and passive:
        return "is the birthplace of {}"
    if passive and verb.lemma in _HAPPENED and verb.tag == "VBN" and _was(parse, verb):
        return f"is where {{}} was {verb.text.lower()}"
    if not passive and verb.lemma in _DID and verb.tag == "VBD" and not parse.children(verb.i, "aux"):
        return f"is where {{}} {verb.text.lower()}"
    if verb.lemma in _STARRING and not passive and verb.tag == "VBD":
        return "starred {}"
    now = verb.tag == "VBZ" or any(t.text.lower() == "is" for t in parse.children(verb.i, "auxpass"))
    located = verb.lemma in _LYING and not passive and verb.tag == "VBZ" or verb.lemma in _LOCATED and passive
    return ("is home to {}" if now else "was home to {}") if located and (now or verb.tag == "VBN") else None
