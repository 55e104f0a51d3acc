"""The names by which a page speaks of its own entity, and where they stand in a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from wikiseek.records import Entity

from wikiseek.agents.grammar.lexicon import PERSON_TITLES
from wikiseek.agents.grammar.parsing import Span

_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_SUFFIX = re.compile(r",?\s+(?:Jr\.?|Sr\.?|I{1,3}|IV|VI{0,3})$")
_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_MOST_OF_A_PAGE = 8000


@dataclass(frozen=True, slots=True)
class Naming:
    """How an entity is named: full names first, then (persons) parts; its pronoun; its kind's head."""

    names: tuple[str, ...]
    parts: tuple[str, ...]
    given: str
    pronoun: str
    kind: str
    words: frozenset[str]

    @property
    def person(self) -> bool:
        """Whether the page is about one human being."""
        return self.pronoun in ("he", "she")


def naming(entity: Entity) -> Naming:
    """Read the names of `entity` off its title, flags and text."""
    title = bare_title(entity.title)
    person = "person" in entity.flags
    names = [title] if title else []
    for shorter in (_SUFFIX.sub("", title), title.split(", ")[0], title.removeprefix("The ")):
        if shorter and shorter not in names:
            names.append(shorter)
    core = re.split(r" (?:of|the|de la|von) ", names[-1])[0].split() if person else []
    parts = _person_parts(core) if person else []
    return Naming(
        names=tuple(names),
        parts=tuple(part for part in parts if part not in names),
        given=core[0] if core else "",
        pronoun=_pronoun(entity, person),
        kind=entity.kind.split()[-1].lower() if entity.kind else "",
        words=frozenset(fold(word) for word in _WORD.findall(title)),
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
    for name in naming.names:
        found += [m.span() for m in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
    return [span for span in _disjoint(found) if not _part_of_longer_name(text, span)]


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
        opening = re.match(rf"(?:[^\W\d_a-z][\w.'’\"-]*\s+){{1,5}}{re.escape(surname)}(?![\w-])", text)
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
    return bool(re.match(r"(?:-| (?!I\b)[A-Z][a-z])", text[span[1] :]))


_SENTENCE_OPENERS = frozenset(
    "The A An In At On By When While After Before As Although Though Since For From With During Later However Once "
    "Then Thus But And Both Where If Like Until Under Today Soon Also Because That Young Of To".split()
)


def _pronoun(entity: Entity, person: bool) -> str:
    if not person:
        return "they" if "plural" in entity.flags else "it"
    text = entity.text[:_MOST_OF_A_PAGE]
    he, she = len(_HE.findall(text)), len(_SHE.findall(text))
    return "she" if she > he else "he"
