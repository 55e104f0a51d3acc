"""Finite forms and participles of English verbs, from their lemmas: rules and the irregular ones."""

from __future__ import annotations

import re

# lemma: past, participle (the participle only where it differs)
_IRREGULAR = {
    row.split()[0]: tuple(row.split()[1:])
    for row in """
    be was been|bear bore born|beat beat beaten|become became become|begin began begun|bind bound
    break broke broken|bring brought|build built|buy bought|cast cast|catch caught|choose chose chosen
    come came come|cut cut|deal dealt|do did done|draw drew drawn|drive drove driven|eat ate eaten
    fall fell fallen|feed fed|fight fought|find found|flee fled|fly flew flown|forget forgot forgotten
    forgive forgave forgiven|get got|give gave given|go went gone|grow grew grown|have had|hear heard
    hide hid hidden|hit hit|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let let
    lie lay lain|lose lost|make made|mean meant|meet met|overcome overcame overcome|oversee oversaw overseen
    overthrow overthrew overthrown|pay paid|put put|read read|rebuild rebuilt|retake retook retaken
    ride rode ridden|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set
    shoot shot|show showed shown|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken
    spend spent|split split|spread spread|stand stood|steal stole stolen|strike struck|swear swore sworn
    swim swam swum|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
    undergo underwent undergone|understand understood|undertake undertook undertaken|wear wore worn|wed wed
    win won|withdraw withdrew withdrawn|write wrote written|rewrite rewrote rewritten|arise arose arisen
    awake awoke awoken|blow blew blown|dig dug|fling flung|hang hung|hurt hurt|shut shut|slay slew slain
    drink drank drunk|foresee foresaw foreseen|forbid forbade forbidden|freeze froze frozen|bite bit bitten|bleed bled
    breed bred|creep crept|feel felt|forsake forsook forsaken|grind ground|kneel knelt|ring rang rung|shake shook shaken
    shine shone|slide slid|spin spun|spring sprang sprung|stick stuck|sting stung|sweep swept|tread trod trodden
    wake woke woken|weep wept|withhold withheld|withstand withstood|uphold upheld|undo undid undone|outrun outran outrun
    foretell foretold|beget begot begotten|shed shed|burst burst|quit quit|thrust thrust|upset upset|offset offset
    swing swung|weave wove woven|wind wound|broadcast broadcast
    """.replace("\n", "|").split("|")
    if row.strip()
}
_DOUBLED = frozenset(
    "commit refer occur transfer permit admit prefer submit compel control expel propel rebel equip program "
    "confer defer deter incur infer omit patrol regret repel transmit recur abet acquit dispel emit excel".split()
)


def past_tense(lemma: str) -> str:
    """The simple past of a verb: "study" gives "studied", "write" gives "wrote"."""
    return _IRREGULAR[lemma][0] if lemma in _IRREGULAR else _regular(lemma)


def participle(lemma: str) -> str:
    """The past participle of a verb: "found" gives "founded", "write" gives "written"."""
    return _IRREGULAR[lemma][-1] if lemma in _IRREGULAR else _regular(lemma)


def third_person(lemma: str) -> str:
    """The third person singular of a verb: "feature" gives "features", "carry" "carries"."""
    irregular = {"be": "is", "have": "has"}
    if lemma in irregular:
        return irregular[lemma]
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def is_past(word: str) -> bool:
    """Whether a word can be a simple past: it ends in -ed or is an irregular one."""
    return word.endswith("ed") or word in _PASTS


def past_of_participle(word: str) -> str:
    """The simple past of the verb whose past participle is `word`, "" for what is none."""
    return _PAST_OF.get(word, word if word.endswith("ed") else "")


def participle_of_past(word: str) -> str:
    """The past participle of the verb whose simple past is `word`, "" for what is none."""
    return _PARTICIPLE_OF.get(word, word if word.endswith("ed") else "")


def past_tense_only(lemma: str, word: str) -> bool:
    """Whether `word` is the past of a verb whose participle is another word ("wrote")."""
    return word == past_tense(lemma) != participle(lemma)


def _regular(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    if lemma in _DOUBLED or re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma):
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


_PASTS = frozenset(forms[0] for forms in _IRREGULAR.values())
_PAST_OF = {forms[-1]: forms[0] for forms in _IRREGULAR.values()}
_PARTICIPLE_OF = {forms[0]: forms[-1] for forms in _IRREGULAR.values()}
