"""Verbs that say half without what stands behind the name: "traded [X]" (to whom), "introduced [X]" (to what)."""

from __future__ import annotations

from wikiseek.grammar.lexicon import TIMES
from wikiseek.grammar.parsing import Parse, Token

# What is done to somebody or something by one of these is told by a phrase or a clause behind it.
_WANTING = frozenset(
    "trade trace drag pull push "
    "drive expel introduce invite notify credit drain welcome follow accompany assist help support face eclipse "
    "watch inform remind accuse deprive rob relieve warn advise persuade engage encourage urge inspire challenge "
    "convert translate transform transmit deliver dedicate assign appoint elevate promote recommend nominate attach "
    "bind contrast associate identify connect present propose supply equip furnish provide endow entrust reward "
    "threaten escort guide draw lure admit assure shift divert import export distribute lend sell "
    "graduate suspend defend free rescue save protect shield absolve exempt prohibit restrain ban exclude "
    "remove dismiss withdraw extract derive distinguish cite blame praise thank punish criticize fault "
    "condemn portray depict represent describe see regard pit lay carry order ask train teach assure tempt "
    "resemble surpass exceed match outdo supersede adapt ally engage involve interest steep immerse".split()
)
# Of persons these say half; of a club or a treaty they say it all.
_WITH_PERSONS = ("join", "meet", "succeed", "see")
# These take no object: what seems to be one belongs elsewhere.
_INTRANSITIVE = frozenset(
    "debut appear arrive live reside emigrate immigrate participate collaborate compete belong premiere migrate "
    "correspond settle die graduate consist depend".split()
)
_DATING = ("until", "since", "during", "before", "after", "throughout")


def wanting(parse: Parse, verb: Token, name: Token) -> bool:
    """Whether a verb whose object is `name` needs a phrase or a clause behind it that would be left out."""
    if verb.lemma in _INTRANSITIVE:
        return True
    behind = [t for t in parse.children(verb.i) if t.i > name.i]
    if any(t.dep in ("xcomp", "ccomp", "oprd", "dative", "prt", "acomp") for t in behind):
        return verb.lemma in _WANTING
    phrases = [*(t for t in behind if t.dep == "prep"), *(t for t in parse.children(name.i, "prep") if t.i > name.i)]
    if any(t.dep == "advcl" and _purpose(parse, t) for t in behind):
        return verb.lemma in _WANTING or verb.lemma in _WITH_PERSONS
    return verb.lemma in _WANTING and any(not _dated(parse, t) for t in phrases)


def _purpose(parse: Parse, clause: Token) -> bool:
    return any(t.tag == "TO" for t in parse.children(clause.i, "aux"))


def _dated(parse: Parse, phrase: Token) -> bool:
    """Whether a phrase only says when."""
    inner = parse.children(phrase.i, "pobj")
    dates = any(t.tag == "CD" or t.text.lower() in TIMES for t in inner)
    return phrase.text.lower() in _DATING or dates
