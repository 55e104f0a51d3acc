"""What one is to another, told from the other end: a father's son, a country's capital."""

from __future__ import annotations

import re

from wikiseek.grammar.lexicon import KIN, LIGHT_NOUNS
from wikiseek.grammar.naming import Naming
from wikiseek.grammar.parsing import Parse, Token

POSSESSIVES = {"he": "his", "she": "her", "it": "its", "they": "their"}
_BORN = {"he": "son", "she": "daughter", "they": "child"}
_PARENT = {"he": "father", "she": "mother", "they": "parent"}
_SIBLING = {"he": "brother", "she": "sister", "they": "sibling"}
_GRANDCHILD = {"he": "grandson", "she": "granddaughter", "they": "grandchild"}
_GRANDPARENT = {"he": "grandfather", "she": "grandmother", "they": "grandparent"}
# What the entity is to its …: the table of words is by the entity's pronoun.
_CONVERSE = {
    **dict.fromkeys(("father", "mother", "parent"), _BORN),
    **dict.fromkeys(("son", "daughter", "child"), _PARENT),
    **dict.fromkeys(("brother", "sister", "sibling"), _SIBLING),
    **dict.fromkeys(("grandfather", "grandmother", "grandparent"), _GRANDCHILD),
    **dict.fromkeys(("grandson", "granddaughter", "grandchild"), _GRANDPARENT),
    "cousin": dict.fromkeys(_BORN, "cousin"),
    **dict.fromkeys(("teacher", "tutor", "mentor"), dict.fromkeys(_BORN, "student")),
    **dict.fromkeys(("student", "pupil"), dict.fromkeys(_BORN, "teacher")),
}
_MARRIED = ("wife", "husband", "spouse")
_WHICH = frozenset("older younger elder eldest youngest oldest only first second third fourth twin".split())
_LONGEST_ROLE = 3
_ONLY = ("eldest", "youngest", "oldest", "only", "first", "second", "third", "fourth")
_BARE = re.compile(
    rf"(is|was) (?:({'|'.join(_ONLY)}|younger|maternal|paternal|legitimate|natural) )*"
    rf"(?:{'|'.join(sorted(KIN))}|pupil|disciple|student|friend|native|member|citizen|winner|successor|ally|"
    rf"follower|recipient|resident|graduate) of\b"
)


def with_article(text: str) -> str:
    """ "Was son of" is "was a son of", "was eldest son of" is "was the eldest son of"."""
    bare = _BARE.match(text)
    if bare is None:
        return text
    return f"{bare.group(1)} {'the' if bare.group(2) in _ONLY else 'a'} {text[len(bare.group(1)) + 1 :]}"


def kinship(noun: Token, left: list[str], naming: Naming) -> str | None:
    """What a person is to "his …": of a father the son, of a teacher the student; `{}` is the name's place."""
    if not naming.person or not _WHICH.issuperset(left):
        return None
    if noun.lemma in _MARRIED:
        return "was married to {}"
    if noun.lemma not in _CONVERSE:
        return None
    kin = _CONVERSE[noun.lemma][naming.pronoun]
    return f"was {'the' if kin in ('father', 'mother') else 'a'} {kin} of {{}}"


def role(parse: Parse, verb: Token, several: bool, entity: set[int], naming: Naming) -> str | None:
    """ "[X] is the capital of Holm" is "has [X] as its capital"."""
    if several or verb.lemma != "be" or verb.tag not in ("VBZ", "VBD"):
        return None
    told = [_told(parse, noun, entity, naming, verb.tag == "VBD") for noun in parse.children(verb.i, "attr")]
    return next((words for words in told if words), None)


def apposed(parse: Parse, target: int, entity: set[int], naming: Naming) -> str | None:
    """ "[X], a student of Holm, …"."""
    told = [
        _told(parse, noun, entity, naming, past=True)
        for noun in parse.children(target, "appos")
        if naming.person and parse[target + 1].text == "," and parse.subtree(noun.i)[0] == target + 2
    ]
    return next((words for words in told if words), None)


def _told(parse: Parse, noun: Token, entity: set[int], naming: Naming, past: bool) -> str | None:
    before = [parse[i] for i in parse.subtree(noun.i) if i < noun.i]
    of = [p for p in parse.children(noun.i) if p.i > noun.i and p.dep != "punct"]
    if noun.tag != "NN" or noun.lemma in LIGHT_NOUNS or len(of) != 1 or of[0].text.lower() != "of":
        return None
    if not any(t.i in entity for t in parse.children(of[0].i, "pobj")) or len(before) > _LONGEST_ROLE:
        return None
    if not before or before[0].text.lower() not in ("the", "a", "an") or any(not t.text.islower() for t in before[1:]):
        return None
    left = [t.text for t in before[1:]]
    own = POSSESSIVES.get(naming.pronoun, "its") if before[0].text.lower() == "the" else before[0].text.lower()
    return kinship(noun, left, naming) or " ".join(["had" if past else "has", "{} as", own, *left, noun.text])
