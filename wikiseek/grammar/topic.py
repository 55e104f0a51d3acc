"""Who a pronoun speaks of: a cheap chain over the sentences of a paragraph, without a parser.

"It" is the page's entity only while every sentence since the last naming had it as its subject.
"He" and "she" are kinder: things between do not break the chain, people do.
"""

from __future__ import annotations

import re

from wikiseek.grammar.naming import Naming, mentions

_ADVERBIAL = (
    r"(?:In|On|At|By|After|Before|During|Since|From|For|With|When|While|As|Although|Though|Because|Despite|Under|Upon|"
    r"Following|Until|Through|Later|However|Eventually|Finally|Initially|Originally|Then|Today|Soon|Also|Subsequently|"
    r"Meanwhile|Currently|Historically|Early|Late|Born|Educated|Having|Being|Unlike|Like|Thus|Therefore|Moreover|Once|"
    r"Furthermore|Additionally|Due|Throughout|Along|Besides|According|Among|Between|Over|Around|Here|There|Within|Never"
    r"theless|Afterwards|Thereafter|Again|Shortly|Immediately|Aged|Two|Three|Four|Five|Ten|Some|That|Next|Nonetheless|"
    r"(?!(?:Emily|Sally|Billy|Kelly|Molly|Lily|Polly|Holly|Italy|July|Sicily)\b)[A-Z][a-z]+ly|Sometimes|Often|Outside|Aside|"
    r"Apart|Beyond|Thereafter|Known|Given|Taken|Driven|Chosen|Brought|Sent|Taught|Made|Left|[A-Z][a-z]+(?:ing|ed)|"
    r"Hence|Instead|So|Consequently|Alongside|Out|Up|Upon|Across|Following|Yet|Just|Except|Because|Where|"
    r"About|Near|But|And|Still|Now|Together|Using|Only|It was (?:in|at|on|here)|To)"
)
# "In 1905," and "Drawing on his notes," before the subject.
_FRONTED = re.compile(rf"^(?:{_ADVERBIAL}\b[^,]*, ?|In (?:[A-Z][a-z]+ )?\d{{4}} (?=[a-z]))+")
_PRONOUN_SOON = re.compile(rf"^{_ADVERBIAL}\b[^;]{{0,100}}?\b(he|she|it|they)\b", re.IGNORECASE)
# A name of several words is one name.
_LONG_NAME = re.compile(r"\b([A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*)+")
_FARTHEST = 160
_ANY_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|it|they)\b", re.IGNORECASE)
# A name that no preposition governs, between an adverbial and a pronoun: the pronoun may be its.
_OTHER_NAME = re.compile(
    r"(?<!^)(?<!\bin )(?<!\bat )(?<!\bto )(?<!\bof )(?<!\bfrom )(?<!\bthe )(?<!\bfor )(?<!\bon )(?<!\bduring )"
    r"(?<!\bIn )(?<!\bAt )(?<!\bOn )(?<!\bFrom )\b[A-Z][a-z]{2,}"
)
_FIRST = re.compile(r"[^\W_][\w'’-]*")
_KIN = re.compile(
    r"^(?:His|Her|Its|Their)\s+(?:\w+\s+){0,2}?(?:father|mother|brother|sister|son|daughter|wife|husband|uncle|aunt|"
    r"cousin|grandfather|grandmother|parents|teacher|mentor|friend|rival|successor|predecessor|colleague|student|"
    r"partner|family|lover|widow|nephew|niece|stepfather)s?\b"
)
_OTHERS = {
    "he": "mother|sister|daughter|wife|aunt|grandmother|widow|niece",
    "she": "father|brother|son|husband|uncle|grandfather|nephew|stepfather",
}
_TOGETHER = "parents|family|parent|families|children|sons|daughters|brothers|sisters"
# Words that open a sentence about things, or about nobody new.
_NO_PERSON = frozenset(
    "the a an this that these those his her its their it there they one some many most several all both each no not if "
    "what other another more few here much such even just every although as early late information writings works "
    "books people critics historians scholars evidence nothing little our we who whether".split()
)


def opening(text: str) -> str:
    """The sentence without fronted adverbials: "In 1905, he moved" and "In 1905 he moved" give "he moved"."""
    soon = _PRONOUN_SOON.match(text)
    rest = _FRONTED.sub("", text)
    if soon and len(text) - soon.start(1) > len(rest):
        return text[soon.start(1) :]
    before = _LONG_NAME.sub(r"\1", text[: soon.start(1)]) if soon else ""
    alone = before.endswith(", ") or not _OTHER_NAME.search(before)
    return text[soon.start(1) :] if soon and alone and not _PRONOUN.match(rest) else rest


def may_speak(text: str, naming: Naming, named: bool, chain: bool) -> bool:
    """Whether a word of a sentence can be the entity: its name, a pronoun of its chain, or its kind; seen unparsed."""
    if named or chain and _ANY_PRONOUN.search(text):
        return True
    return bool(naming.kinds) and not naming.kinds.isdisjoint(_FIRST.findall(text.lower()))


def follows(text: str, naming: Naming, before: bool) -> bool:
    """Whether the pronoun chain holds after the sentence `text`, given that it held `before` it."""
    start = opening(text)
    first = _FIRST.match(start)
    word = first.group(0).lower() if first else ""
    if opens_with_name(start, naming) or opens_with_kind(start, naming) or _named_soon(text, naming):
        return True
    if word == naming.pronoun:
        return before
    if not naming.person:
        return before and word == "its" and not _KIN.match(start)
    if kin := _KIN.match(start):
        # "His mother …": a "he" of the next sentence is still the entity.
        return before and bool(re.search(rf"\b(?:{_OTHERS[naming.pronoun]}|{_TOGETHER})$", kin.group(0)))
    if word in ("he", "she"):
        return False
    if word in ("his", "her") or _owner(start, naming):
        return before
    return before and (word in _NO_PERSON or not word[:1].isalpha() or start[:1].islower())


def _named_soon(text: str, naming: Naming) -> bool:
    """ "In 671 Temmu felt …": the entity's name right after an adverbial without a comma."""
    found = re.match(rf"(?:{_ADVERBIAL}\b[^,.;]{{0,50}}?|[Yy]oung |The young )(?=\b)", text)
    spans = mentions(text, naming, lead=False)
    if _named_behind(text, spans):
        return True
    if not found or not spans or "," in text[: spans[0][0]] or spans[0][0] > 60:
        return False
    return bool(re.match(r" (?!and\b|or\b)[a-z]", text[spans[0][1] :]))


def _named_behind(text: str, spans: list[tuple[int, int]]) -> bool:
    """ "Born in Lund, Sweden, Holm was …": the name behind the comma that ends a fronted phrase."""
    if not re.match(rf"(?:{_ADVERBIAL}|[A-Z][a-z]+(?:ing|ed))\b", text):
        return False
    return any(
        start <= _FARTHEST
        and text[:start].endswith(", ")
        and re.match(r" (?!and\b|or\b|who\b|whose\b|of\b)[a-z]", text[end:])
        for start, end in spans
    )


def _owner(start: str, naming: Naming) -> bool:
    spans = mentions(start, naming, lead=False)
    return bool(spans) and spans[0][0] == 0 and start[spans[0][1] :][:2] in ("'s", "’s", "' ", "’ ")


def opens_with_kind(start: str, naming: Naming) -> bool:
    """Whether `start` begins with "The novel" for a novel."""
    found = re.match(r"[Tt]h(?:e|is) (\w+)\b(?! (?:of|who|which|that)\b)", start)
    return bool(found) and found is not None and found.group(1).lower() in naming.kinds


def opens_with_name(start: str, naming: Naming) -> bool:
    """Whether `start` begins with the entity's name, as its subject and not as an owner or one of two."""
    skipped = start.removeprefix("The ").removeprefix("the ")
    for text in (start, skipped):
        spans = mentions(text, naming, lead=False)
        if spans and spans[0][0] == 0:
            return not text[spans[0][1] :].startswith(("'s", "’s", "' ", " and "))
    return False
