"""Reading a page's relation claims: its sentences, their subjects, their paths to links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wikiseek.codec import digest
from wikiseek.grammar.assertion import Predicate
from wikiseek.grammar.cast import cast
from wikiseek.grammar.chosen import Sentence, chosen
from wikiseek.grammar.holders import holder
from wikiseek.grammar.inverse import made, turned, work_of
from wikiseek.grammar.naming import Naming, naming, stand_in
from wikiseek.grammar.objects import article, demonym
from wikiseek.grammar.offices import office
from wikiseek.grammar.parsing import Atom, Grammar, Parse, Span, Unit
from wikiseek.grammar.paths import path
from wikiseek.grammar.possessions import owners, possessed, relative
from wikiseek.grammar.predicates import predicates
from wikiseek.grammar.roles import apposed
from wikiseek.grammar.subjects import entity_tokens
from wikiseek.grammar.vetting import stands_alone
from wikiseek.grammar.vitals import vital
from wikiseek.grammar.wording import relation
from wikiseek.records import Claim, Constraint, Entity, Evidence, Link

_UNREADABLE = frozenset({"date", "disambiguation", "list"})
_PARENTHESIS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)|\s*\[[^\[\]]*\]")
# A verb with a prefix, which the parser would cut in pieces: it shall see the verb alone.
_HYPHENED = re.compile(r"(?<![\w-])(?:co|re|pre)-([a-z]+(?:ed|es|wrote|led|ran|won))\b")
# Before the verb of a page's first sentence: other names of its entity, and letters of honours.
_LEAD_GAPS = re.compile(
    rf"{_PARENTHESIS.pattern}|(?:, [A-Z]{{2,5}}\b)+,?(?= \(| (?:is|was)\b)|"
    r",? (?:(?:also|often|sometimes|commonly|better|formerly|originally|usually|more|officially|properly|simply) )*"
    r"(?:called|known (?:\w+ )?as|nicknamed|abbreviated|pronounced|spelled|spelt|styled) [^;:.]{1,90}?,"
    r"(?= (?:is|was|are|were) )"
)
SENTENCES_READ = 100
# The word by which the parser sees every person who is a page's own subject.
_PERSON = "Smith"


def read_claims(
    entity: Entity, grammar: Grammar, resolve: Callable[[str], int | None], limit_sentences: int = SENTENCES_READ
) -> list[Claim]:
    """The relation claims of a page, in reading order, from its first `limit_sentences` sentences.

    `resolve` gives the page id of a link's target, None for a page that does not exist; such claims
    are kept with no target id. Only named objects are offered, and never the page itself.
    """
    if _UNREADABLE.intersection(entity.flags):
        return []
    names = naming(entity)
    read = list(chosen(entity, names, limit_sentences))
    units = [_unit(entity, sentence, names) for sentence in read]
    claims: list[Claim] = []
    for sentence, unit, parse in zip(read, units, grammar.parse(units), strict=True):
        claims += _claims(entity, names, sentence, unit, parse, resolve)
    return _distinct(claims)


def _unit(entity: Entity, sentence: Sentence, names: Naming) -> Unit:
    text = entity.text[sentence.start : sentence.end]
    gaps = [m.span() for m in (_LEAD_GAPS if sentence.lead else _PARENTHESIS).finditer(text)]
    atoms: list[Atom] = []
    for link in sentence.links:
        _add_atom(atoms, gaps, link.start - sentence.start, link.end - sentence.start, stand_in(text_of(entity, link)))
    for verb in _HYPHENED.finditer(text):
        _add_atom(atoms, gaps, *verb.span(), verb.group(1))
    for start, end in sentence.own:
        _add_atom(atoms, gaps, start, end, _PERSON if names.person else stand_in(text[start:end]))
    return Unit(text, tuple(sorted(atoms)), tuple(gaps))


def _add_atom(atoms: list[Atom], gaps: list[Span], start: int, end: int, word: str) -> None:
    if all(end <= s or start >= e for s, e in [*((s, e) for s, e, _ in atoms), *gaps]):
        atoms.append((start, end, word))


def text_of(entity: Entity, link: Link) -> str:
    """A link's anchor as the page writes it."""
    return entity.text[link.start : link.end]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A parsed sentence with what it says of the entity: its tokens, the words that own for it, its predicates."""

    unit: Unit
    parse: Parse
    naming: Naming
    known: set[int]
    owning: set[int]
    said: list[Predicate]


def _read(names: Naming, sentence: Sentence, unit: Unit, parse: Parse) -> _Reading:
    own = set(sentence.own)
    known = entity_tokens(parse, own, names, sentence.pronoun, sentence.lead)
    said = predicates(parse, known, names.person, names.pronoun == "they")
    return _Reading(unit, parse, names, known, owners(parse, own, names, sentence.pronoun), said)


def _claims(
    entity: Entity, names: Naming, sentence: Sentence, unit: Unit, parse: Parse, resolve: Callable[[str], int | None]
) -> Iterator[Claim]:
    reading = _read(names, sentence, unit, parse)
    places = {t.start: t.i for t in parse.tokens}
    for link in sentence.links:
        target_id = resolve(link.target)
        if link.target == entity.title or target_id == entity.id:
            continue
        anchor = text_of(entity, link)
        target = places.get(link.start - sentence.start)
        if target is None:
            words = _vital(unit, sentence, link) if names.person and sentence.lead else None
        else:
            words = None if target in reading.known or demonym(anchor) else _words(reading, target)
        words = words or _alone(cast(parse, unit.text[: link.start - sentence.start], reading.known, names), (), names)
        if words:
            constraint = Constraint("links_to", target_id, link.target)
            yield Claim(constraint, words, _evidence(entity, sentence), anchor)


def _words(reading: _Reading, target: int) -> str | None:
    """The relation to the name at token `target`: the shortest way that gives a phrase that stands alone."""
    parse, names = reading.parse, reading.naming
    held = office(parse, target, reading.said) if names.person else None
    before = article(parse, target, reading.unit.text)
    if held or before is None:
        return held or _alone(work_of(parse, target, reading.said), (), names)
    found: list[tuple[int, str]] = []
    for predicate in reading.said:
        way = path(parse, predicate, target)
        words = relation(parse, predicate, way, before) if way else None
        if way and words and stands_alone(words, names):
            found.append((len(way.nodes), words))
    if found:
        return min(found)[1]
    return _told_otherwise(reading, target, before)


def _told_otherwise(reading: _Reading, target: int, before: tuple[str, ...]) -> str | None:
    """The relation where the entity is not the subject: turned round, or told of what it has."""
    parse, names = reading.parse, reading.naming
    template = (
        turned(parse, target, reading.known, names)
        or made(parse, target, reading.known, names)
        or apposed(parse, target, reading.known, names)
        or possessed(parse, target, reading.known, reading.owning, names)
        or holder(parse, target, reading.known, reading.owning, names)
        or relative(parse, target, reading.known, reading.owning, names)
    )
    return _alone(template, before, names)


def _alone(template: str | None, before: tuple[str, ...], names: Naming) -> str | None:
    words = template.format(" ".join([*before, "[X]"])) if template else ""
    return words if words and stands_alone(words, names) else None


def _vital(unit: Unit, sentence: Sentence, link: Link) -> str | None:
    for start, end in unit.gaps:
        if re.search(r" (?:is|was) ", unit.text[:start]):
            return None  # not the parenthesis behind the name
        if start <= link.start - sentence.start and link.end - sentence.start <= end:
            inside = tuple(Link(k.target, k.start - sentence.start, k.end - sentence.start) for k in sentence.links)
            here = Link(link.target, link.start - sentence.start, link.end - sentence.start)
            return vital(unit.text, inside, here, start, end)
    return None


def _evidence(entity: Entity, sentence: Sentence) -> Evidence:
    quote = entity.text[sentence.start : sentence.end]
    return Evidence(
        entity.id, entity.title, entity.revision, sentence.start, sentence.end, digest(quote.encode()), quote
    )


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Each (target, relation) once, where it is first said."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        found.setdefault((claim.constraint.target, claim.relation), claim)
    return list(found.values())
