"""The names by which a page speaks of its own entity, and where they stand in a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from wikiseek.grammar.lexicon import KIND_GROUPS
from wikiseek.grammar.name_words import PERSON_TITLES
from wikiseek.grammar.parsing import Span
from wikiseek.records import Entity

_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_SUFFIX = re.compile(r",?\s+(?:Jr\.?|Sr\.?|I{1,3}|IV|VI{0,3})$")
# Pages on one side of a thing: "it" and "the country" there are the thing, not the page.
_ASPECT = re.compile(
    r"(?:Economy|Geography|History|Politics|Government|Demographics|Culture|Military|Transport(?:ation)?|"
    r"Foreign relations|Communications|Music|Cinema|Education|Religion|Law) (?:of|in) "
)
_LANGUAGE = re.compile(r"(?: programming)? language$")
_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]?[A-Z]{1,4})[,;)]")
_OPENED = re.compile(r"(?:^|[.\n]\s*)(He|She|It)\b")
# Kinds of figures that are no human beings in the index and are spoken of like them.
_FIGURES = frozenset(
    "fictional character|character|god|goddess|deity|hero|mythical figure|figure|titan|nymph".split("|")
)
_EMPTY = frozenset({"one", "name", "term", "member", "part", "world", "first"})
_LEAD_NAME = re.compile(
    r"(?:The )?([^\W\d_a-z][\w.'’-]*(?: (?:(?:of|the|and|de|&) )*[^\W\d_a-z][\w.'’-]*)*)"
    r"(?= \(|,? (?:is|was|are|were)\b)"
)
# The name with which a page opens, with other names after "or", before its verb, a comma or a parenthesis.
_NAME_WORD = r"[\"“]?[^\W\d_a-z][\w.'’\"”-]*"
_OPENING_NAME = re.compile(
    rf"{_NAME_WORD}(?:,? (?:(?:of|the|or|de|von|van|der|la|du|&) ){{0,2}}{_NAME_WORD}){{1,9}}"
    rf"(?=,? \(|,? (?:is|was|are|were)\b)"
)
_FORM = re.compile(r",? (?:Limited|Ltd\.?|Inc\.?|Incorporated|Corporation|Corp\.?|Company|plc|PLC|AG|GmbH|S\.A\.)$")
_LONGEST_NAME = 6
_MOST_OF_A_PAGE = 8000
_SOME_OF_A_PAGE = 3000
_LEAD = 200


def is_figure(kind: str) -> bool:
    """Whether what is of this kind is no human being in the index and is spoken of like one ("goddess")."""
    return kind in _FIGURES


@dataclass(frozen=True, slots=True)
class Naming:
    """How an entity is named: full names, then (persons) parts of them; its pronoun; its kinds ("novel").

    `words` are the words of its title that would give it away, folded.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    given: str
    pronoun: str
    kinds: frozenset[str]
    words: frozenset[str]

    @property
    def person(self) -> bool:
        """Whether the page is about one human being."""
        return self.pronoun in ("he", "she")


def naming(entity: Entity) -> Naming:
    """Read the names of `entity` off its title, flags and text."""
    title = bare_title(entity.title)
    person = "person" in entity.flags and " and " not in title
    names = [title] if title else []
    initials = _ACRONYM.search(entity.text[:_LEAD])
    for other in (
        _SUFFIX.sub("", title),
        title.split(", ")[0],
        title.removeprefix("The "),
        *([] if _ASPECT.match(title) else _initials(initials, title)),
        *([] if person or _ASPECT.match(title) else _lead_names(entity.text, title)),
    ):
        if other and other not in names:
            names.append(other)
    own = title.removeprefix("The ").split(", ")[0]
    if ": " in title and title.rpartition(": ")[2] not in names:
        names.append(title.rpartition(": ")[2])
    if (spoken := _LANGUAGE.sub("", own)) not in names:
        names.append(spoken)
    core = re.split(r" (?:of|the|de la|von) ", _SUFFIX.sub("", own))[0].split() if person else []
    parts = _person_parts(core) if person else []
    return Naming(
        names=tuple(names),
        parts=tuple(part for part in parts if part not in names),
        given=core[0] if core else "",
        pronoun="" if _ASPECT.match(title) else _pronoun(entity, person),
        kinds=frozenset() if _ASPECT.match(title) else _kinds(entity.kind, own, person, entity.text),
        words=frozenset(fold(word) for word in _WORD.findall(title)) - set(entity.kind.lower().split()),
    )


def bare_title(title: str) -> str:
    """The title without a closing parenthesis: "Mercury (planet)" is "Mercury"."""
    return _PARENTHESIS.sub("", title).strip()


def fold(word: str) -> str:
    """A word in lower case, without accents and without a closing full stop."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).rstrip(".")


def mentions(text: str, naming: Naming, lead: bool) -> list[Span]:
    """The disjoint spans of `text` that name the entity, in order.

    In the lead sentence a person's full name ("August William Derleth") counts too.
    """
    found: list[Span] = []
    if naming.person and naming.parts:
        found += _person_spans(text, naming, lead)
    if lead and naming.pronoun and (opening := _OPENING_NAME.match(text)):
        words = {fold(word) for word in _WORD.findall(opening.group())}
        found += [opening.span()] if any(len(word) > 2 for word in words & naming.words) else []
    for name in naming.names:
        found += [m.span() for m in re.finditer(rf"(?<![\w-]){_spelled(name, naming)}(?![\w-])", text)]
    return [span for span in _disjoint(found) if not _part_of_longer_name(text, span)]


def _spelled(name: str, naming: Naming) -> str:
    """A pattern for a name; one that is a common noun ("Escort carrier") is written small inside sentences."""
    common = not naming.person and " " in name and name[1:].islower()
    return f"[{name[0]}{name[0].lower()}]{re.escape(name[1:])}" if common and name[0].isalpha() else re.escape(name)


def _initials(found: re.Match[str] | None, title: str) -> list[str]:
    """ "(IMO)" right after the title, when its letters begin the title's words."""
    if found is None:
        return []
    capitals = "".join(word[0] for word in _WORD.findall(title) if word[0].isupper())
    return [found.group(1)] if found.group(1)[0] == capitals[:1] and len(capitals) > 1 else []


def _lead_names(text: str, title: str) -> list[str]:
    """The name with which the text begins, when it shares a word with the title ("Bentley Motors Limited")."""
    found = _LEAD_NAME.match(text[:_LEAD])
    if not found or len(found.group(1).split()) > _LONGEST_NAME or ", " in title:
        return []
    name = found.group(1)
    words = [word for word in _WORD.findall(name) if word[0].isupper()]
    if len(words) < 2 or {fold(word) for word in words}.isdisjoint(fold(w) for w in _WORD.findall(title)):
        return []
    short = _FORM.sub("", name)
    return [name, *([short] if short != name and " " in short else [])]


def _kinds(kind: str, title: str, person: bool, text: str) -> frozenset[str]:
    """The common nouns that "the …" may call the entity by: its kind's head, and its title's ("Convention")."""
    found = {kind.rsplit(maxsplit=1)[-1].lower()} if kind else set()
    found |= set() if person else {word for group in KIND_GROUPS for word in group if found & group}
    words = title.split()
    # "Chandrasekhar limit" is a name if it keeps its capital inside a sentence.
    proper = f" {title[:1].upper()}{title[1:]}" in re.sub(r"[.!?\n]\W+\w+", ".", text[:_MOST_OF_A_PAGE])
    if not any(word[0].isupper() for word in words[1:]) and not (len(words) == 2 and proper):
        return frozenset(found - _EMPTY)
    if not person and words[-1].isalpha() and " of " not in title and " the " not in title:
        found.add(words[-1].lower())
    elif " of " in title and not person:
        found.add(title.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].lower())
    return frozenset(found - _EMPTY)


def _person_parts(core: list[str]) -> list[str]:
    parts = [" ".join(core[i:]) for i in range(1, len(core))]
    return [part for part in [*parts, core[0]] if len(part) > 2 and part[0].isupper()] if core else []


def _person_spans(text: str, naming: Naming, lead: bool) -> list[Span]:
    found: list[Span] = []
    surname = naming.parts[-2] if len(naming.parts) > 1 else naming.parts[0]
    middle = r"(?:[\w.'’\"“”-]+\s+){0,4}?" if lead else r"(?:[^\W\d_a-z][\w.'’-]*\s+){0,3}?"
    full = rf"(?<![\w-]){re.escape(naming.given)}\s+{middle}{re.escape(surname)}(?![\w-])"
    found += [m.span() for m in re.finditer(full, text)]
    if lead:
        opening = re.match(rf"(?:[\"“]?[^\W\d_a-z][\w.'’\"”-]*\s+){{1,5}}{re.escape(surname)}(?![\w-])", text)
        found += [opening.span()] if opening else []
    for part in naming.parts:
        found += [m.span() for m in re.finditer(rf"(?<![\w-]){re.escape(part)}(?![\w-])", text)]
    return found


def _disjoint(spans: list[Span]) -> list[Span]:
    """The longest spans first wherever several overlap."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end))
    return sorted(kept)


def _part_of_longer_name(text: str, span: Span) -> bool:
    """Whether a capitalised word right before or after makes this another name ("Ford Street")."""
    before = re.search(r"([^\W\d_][\w.'’-]*) $", text[: span[0]])
    if before and before.group(1)[0].isupper() and before.group(1).lower() not in PERSON_TITLES:
        inside = before.start() > 0 and not re.search(r"[.!?:;,]\s*$", text[: before.start()])
        if inside or before.group(1) not in _SENTENCE_OPENERS:
            return True
    return bool(re.match(r"(?:-|:? (?!I\b)[A-Z][a-z])", text[span[1] :]))


_SENTENCE_OPENERS = frozenset(
    "The A An In At On By When While After Before As Although Though Since For From With During Later However Once "
    "Then Thus But And Both Where If Like Until Under Today Soon Also Because That Young Of To "
    "Thereafter Afterwards Subsequently Eventually Finally Initially Originally Meanwhile Consequently Conversely "
    "Nonetheless Nevertheless Therefore Moreover Furthermore Yet So Now Here There Often Sometimes Instead Despite "
    "Though".split()
)


# Words that stand for no name: the parser would take them for what they are.
_NO_NAMES = frozenset("The A An Of And In On To For With From By At As It I".split())


def stand_in(name: str) -> str:
    """One proper noun to stand for a name in the parser's eyes: a capitalised word of it, no plural."""
    words: list[str] = _WORD.findall(name)
    capital = [word for word in words if word[0].isupper() and word.isalpha() and word not in _NO_NAMES]
    single = [word for word in capital if not word.endswith("s")]
    return (single or capital or words or ["X"])[-1]


def _pronoun(entity: Entity, person: bool) -> str:
    """The pronoun of the entity: of persons, and of others who are called "he" or "she" more than "it"."""
    text = entity.text[:_MOST_OF_A_PAGE]
    he, she = len(_HE.findall(text)), len(_SHE.findall(text))
    if person:
        return "she" if she > he else "he"
    if "plural" in entity.flags or "person" in entity.flags:
        return "they"
    opened = [word.lower() for word in _OPENED.findall(text[:_SOME_OF_A_PAGE])]
    if len(opened) >= 2 and opened.count("it") * 3 < len(opened) and is_figure(entity.kind):
        return "she" if she > he else "he"
    return "it"
