"""Reading a page's relation claims: its sentences, their subjects, their paths to links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wikiseek.agents.grammar.naming import Naming, mentions, naming
from wikiseek.agents.grammar.objects import article, demonym, named
from wikiseek.agents.grammar.parsing import Grammar, Parse, Span, Unit
from wikiseek.agents.grammar.paths import path
from wikiseek.agents.grammar.predicates import predicates
from wikiseek.agents.grammar.sentences import sentences
from wikiseek.agents.grammar.topic import follows, opening
from wikiseek.agents.grammar.vetting import doubted, stands_alone
from wikiseek.agents.grammar.wording import relation
from wikiseek.codec import digest
from wikiseek.records import Claim, Constraint, Entity, Evidence, Link

_UNREADABLE = frozenset({"date", "disambiguation", "list"})
_LIST_LINE = re.compile(r"\s*(?:[*#:;•·–—-]|\d+[.)]\s)")
_PARENTHESIS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)|\s*\[[^\[\]]*\]")
_LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence to parse: where it is, its named links, and whether a pronoun in it is the entity."""

    start: int
    end: int
    links: tuple[Link, ...]
    pronoun: bool
    lead: bool


def read_claims(
    entity: Entity, grammar: Grammar, resolve: Callable[[str], int | None], limit_sentences: int = 40
) -> list[Claim]:
    """The relation claims of a page, in reading order, from its first `limit_sentences` sentences.

    `resolve` gives the page id of a link's target, None for a page that does not exist; such claims
    are kept with no target id. Only named objects are offered, and never the page itself.
    """
    if _UNREADABLE.intersection(entity.flags):
        return []
    names = naming(entity)
    chosen = list(_sentences(entity, names, limit_sentences))
    units = [_unit(entity, sentence, names) for sentence in chosen]
    claims: list[Claim] = []
    for sentence, unit, parse in zip(chosen, units, grammar.parse(units), strict=True):
        claims += _claims(entity, names, sentence, unit, parse, resolve)
    return _distinct(claims)


def prose(entity: Entity) -> list[Span]:
    """The spans of the lines of an entity's text that are prose: no headings, no list lines."""
    headings = {section.start for section in entity.sections}
    spans: list[Span] = []
    here = 0
    for line in entity.text.splitlines(keepends=True):
        start, here = here, here + len(line)
        body = line.strip()
        if here in headings or not body or _LIST_LINE.match(body) or not re.search(r"[.!?][\"'”’)\]]*$", body):
            continue
        spans.append((start, start + len(line.rstrip("\n"))))
    return spans


def _sentences(entity: Entity, names: Naming, limit: int) -> Iterator[_Sentence]:
    """The sentences worth a parse among the first `limit`, with the pronoun chain followed through."""
    starts = [link.start for link in entity.links]
    first_section = entity.sections[0].start if entity.sections else len(entity.text)
    seen = 0
    chain = False
    for number, paragraph in enumerate(prose(entity)):
        if paragraph[0] >= first_section or number == 0:
            chain = names.person
        for start, end in sentences(entity.text, [paragraph]):
            if seen >= limit:
                return
            text = entity.text[start:end]
            before, chain = chain, follows(text, names, chain)
            links = _named_links(entity, starts, start, end)
            if links and end - start <= _LONGEST_SENTENCE and not doubted(text):
                yield _Sentence(start, end, links, before, seen == 0)
            seen += 1


def _named_links(entity: Entity, starts: list[int], start: int, end: int) -> tuple[Link, ...]:
    inside = entity.links[bisect_left(starts, start) : bisect_left(starts, end)]
    return tuple(link for link in inside if link.end <= end and named(link, entity.text, start))


def _unit(entity: Entity, sentence: _Sentence, names: Naming) -> Unit:
    text = entity.text[sentence.start : sentence.end]
    gaps = [m.span() for m in _PARENTHESIS.finditer(text)]
    atoms: list[Span] = []
    wanted = [(link.start - sentence.start, link.end - sentence.start) for link in sentence.links]
    for start, end in [*wanted, *mentions(text, names, sentence.lead)]:
        if all(end <= s or start >= e for s, e in [*atoms, *gaps]):
            atoms.append((start, end))
    return Unit(text, tuple(sorted(atoms)), tuple(gaps))


def _claims(
    entity: Entity, names: Naming, sentence: _Sentence, unit: Unit, parse: Parse, resolve: Callable[[str], int | None]
) -> Iterator[Claim]:
    own = {span for span in mentions(unit.text, names, sentence.lead)}
    subjects = {t.i for t in parse.tokens if _is_subject(parse, t.i, own, names, sentence)}
    if not subjects:
        return
    said = predicates(parse, subjects)
    places = {t.start: t.i for t in parse.tokens}
    for link in sentence.links:
        target = places.get(link.start - sentence.start)
        if target is None or parse[target].end != link.end - sentence.start or target in subjects:
            continue
        anchor = entity.text[link.start : link.end]
        target_id = resolve(link.target)
        if link.target == entity.title or target_id == entity.id:
            continue
        words = _words(parse, unit, said, target, anchor, names)
        if words:
            constraint = Constraint("links_to", target_id, link.target)
            yield Claim(constraint, words, _evidence(entity, sentence), anchor)


def _words(parse: Parse, unit: Unit, said: list, target: int, anchor: str, names: Naming) -> str | None:  # type: ignore[type-arg]
    before = article(parse, target, unit.text)
    if before is None or demonym(anchor):
        return None
    found: list[tuple[int, str]] = []
    for predicate in said:
        way = path(parse, predicate, target)
        if way is None:
            continue
        words = relation(parse, predicate, way, before)
        if words and stands_alone(words, names):
            found.append((len(way), words))
    return min(found)[1] if found else None


def _is_subject(parse: Parse, at: int, own: set[Span], names: Naming, sentence: _Sentence) -> bool:
    """Whether token `at` is a grammatical subject that names the page's entity."""
    token = parse[at]
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    below = [t for t in parse.children(at) if t.dep not in ("punct", "appos", "relcl", "acl")]
    low = token.text.lower()
    if low in ("he", "she", "it", "they"):
        return low == names.pronoun and not below and _pronoun_is_entity(parse, at, names, sentence)
    if (token.start, token.end) in own:
        return all(t.text.lower() == "the" or t.dep == "compound" and t.i == at - 1 for t in below)
    if names.kind and low == names.kind:
        return [t.text.lower() for t in below] == ["the"] and not parse.children(at, "relcl", "acl")
    return False


def _pronoun_is_entity(parse: Parse, at: int, names: Naming, sentence: _Sentence) -> bool:
    """The chain decides for the first subject of a sentence; later ones must follow the entity."""
    earlier = [t for t in parse.tokens[:at] if t.dep in ("nsubj", "nsubjpass")]
    if not earlier:
        return sentence.pronoun
    return all(t.text.lower() == names.pronoun for t in earlier) and sentence.pronoun


def _evidence(entity: Entity, sentence: _Sentence) -> Evidence:
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
