"""The last look at a sentence and at a relation: what is doubted, denied, or gives the answer away."""

from __future__ import annotations

import re

from wikiseek.grammar.lexicon import FAILING, PLACE_NOUNS
from wikiseek.grammar.naming import Naming, fold

_DOUBT = re.compile(
    r"\b(?:according to|(?:is|was|are|were|been) (?:\w+ )?(?:said|believed|thought|claimed|alleged|rumou?red|reputed|"
    r"supposed|assumed|suspected|speculated|reported|considered by some) to|may have|might have|could have|"
    r"would have|must have|reportedly|allegedly|supposedly|purportedly|possibly|probably|perhaps|presumably|"
    r"apparently|legend (?:has|says|holds)|tradition (?:has|says|holds)|it is (?:said|believed|thought|claimed)|"
    r"as .{0,40}\b(?:lore|legend|tradition|story|myth) (?:goes|has it|says)|"
    r"in (?:one|another|some|most) (?:version|account)s?|"
    r"if|hoax|myth that|fictitious)\b",
    re.IGNORECASE,
)
_LONGEST = 13
_PRONOUNS = re.compile(r"\b(?:he|she|it|they|him|them|we|us|i|you|their|our|my|your|this|these|those|such|which|who)\b")
_OWN = re.compile(r"\b(?:his|her|its)\b", re.IGNORECASE)
_ORPHAN = re.compile(
    r"^(?:is|was|are|were) \[X\]|^(?:had|has) \[X\]$|^(?:is|was|are|were) the \[X\]|^\W|\bthe the\b|\[X\].+\[X\]"
)
# A verb whose object was lost on the way ("spent … at"), a noun whose article was, one half of a comparison
# ("the third-largest after [X]" and somebody else), what wants to be told after what ("returned with [X]") or to what
# end ("was transferred by [X]").
_INCOMPLETE = re.compile(
    r"^(?:(?:had|has) )?(?:spent|gave|given|brought|put|won) (?:at|in|on|with|from|to|for|by|during)\b|^went in\b|"
    r"\b(?:second|third|fourth|fifth)[ -]\w*est\b.*\b(?:following|after|behind) (?:the )?\[X\]|"
    r"^(?:(?:had|has) )?(?:returned|came back|come back|continued|followed|responded|replied|finished) with\b|"
    r"^(?:was|were|is|are) (?:transferred|moved|sent|brought|given|driven|forced|asked|told|allowed|ordered|persuaded|"
    r"urged|turned|converted|reduced) by (?:the )?\[X\]$|"
    r"^(?:is|was) (?:strong|close|key|early|leading|major|regular|frequent) \w+(?:er|or|nt|st|an) (?:of|for|in|to)\b"
)
# Relations that say little of both ends: a passing visit, a mention, a share in a whole.
_WEAK = re.compile(
    r"^(?:(?:is|was|are|were|has|had|have|been|often|also|widely|well|best) )*(?:"
    r"visited|progressed|thanked|delayed|postponed|learned|mentioned|discussed|noted|known in|known to|listed|said|"
    r"seen|found out|stayed|waited|looked|stopped|(?:a |an |one )?(?:\w+ )?(?:part|parts|portion|aspect|example) of|"
    r"similar to|different from|distinct from|unlike|like|available|common in|popular in|"
    r"comes to|important (?:to|in|for|at)|able|interested|ranked by|aware|present|absent|responsible|subject to)\b"
)
# Of a place or a body this says enough.
_PART = re.compile(r"(?:is|was) (?:a )?part of (?:the )?\[X\]")
# A row of words cut in its middle, and a share of a whole behind another noun.
_CUT = re.compile(
    r"\b(?:and|but|both) (?:the )?\[X\]|\bpart of (?:the )?\[X\]|\b(?:is|was|are|were) visiting\b|"
    r"^(?:was|were) (?:in|on|at|with|within|among|near|from|under|behind|against) (?:the )?\[X\]$"
)
# Words that join a sentence to what was said before it, a comparison of which one side is left out,
# and what is said of several together.
_JOINING = re.compile(
    r"^(?:so|then|later|thus|together)\b|\b(?:then|therefore|thus|hence|however|also|later on|again|eventually|"
    r"afterwards|subsequently|meanwhile|instead|likewise|similarly|respectively)\b(?!-)|\bsecond only to\b|"
    r"\bsurpassed\b|\bonly (?:in|of|by|to|at|on|for|from|with)\b|\balong with\b|\bis second to\b|"
    r"^had paid\b|\bwhile\b|\bthe opening\b|\bonly \w+ed by\b|^(?:close|known|remembered|born|located|based) \w+|"
    r"^\w+ed first (?:the )?\[X\]|"
    r"^brings together\b|\b(?:more|fewer|less) (?!than\b)\w+"
)
# Every place in another could be said to be its city: a role is one of a kind, and says itself what it is.
_NO_ROLE = re.compile(
    rf"\bas (?:its|an?) (?:{'|'.join(sorted(PLACE_NOUNS))})(?:$| (?:in|on|at|of|near|by)\b)"
    r"|\[X\] as (?:its|an?) .* (?:in|on|at|near|by|for) "
)
_SMALL = frozenset("the of and in for on at to by an a from with or as is was de la le du von van der".split())


def doubted(sentence: str) -> bool:
    """Whether a sentence hedges, reports or asks rather than states."""
    return bool(_DOUBT.search(sentence)) or sentence.endswith("?")


def names_no_role(relation: str) -> bool:
    """Whether a relation says something to be what is no role ("has [X] as its city", but not "… as its seat")."""
    return bool(_NO_ROLE.search(relation))


def stands_alone(relation: str, naming: Naming) -> bool:
    """Whether a relation reads by itself and keeps the entity's name to itself."""
    words = relation.split()
    if not 2 <= len(words) <= _LONGEST or _ORPHAN.search(relation) or _INCOMPLETE.search(relation):
        return False
    if names_no_role(relation):
        return False
    if not naming.person and _PART.fullmatch(relation):
        return not _tells_name(words, naming)
    if _WEAK.match(relation) or _CUT.search(relation) or _JOINING.search(relation):
        return False
    if _PRONOUNS.search(relation) or any(ch in relation for ch in '"“”()\n:;'):
        return False
    own = {m.lower() for m in _OWN.findall(relation)}
    if own - ({"his", "her"} if naming.person else {"its"}):
        return False
    if any(word.lower() in FAILING for word in words[:1]):
        return False
    return not _tells_name(words, naming)


def _tells_name(words: list[str], naming: Naming) -> bool:
    """Whether the relation holds a word of the entity's title, or one of the same stem."""
    own = {word for word in naming.words if word not in _SMALL and len(word) > 1}
    for word in words:
        plain = fold(word.strip(".,'’-"))
        if plain in own:
            return True
        if len(plain) >= 5 and any(len(o) >= 5 and (plain.startswith(o[:-1]) or o.startswith(plain[:-1])) for o in own):
            return True
    return False
