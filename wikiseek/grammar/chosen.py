"""Which sentences of a page are parsed, and the names in them that a claim may be about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from wikiseek.grammar.naming import Naming, mentions
from wikiseek.grammar.objects import named
from wikiseek.grammar.parsing import Span
from wikiseek.grammar.repeated import Repeated
from wikiseek.grammar.sentences import sentences
from wikiseek.grammar.topic import follows, may_speak
from wikiseek.grammar.vetting import doubted
from wikiseek.records import Entity, Link

_LIST_LINE = re.compile(r"\s*(?:[*#:;•·–—-]|\d+[.)]\s)")
_LONGEST_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to parse: where it is, its names, where it names the entity, and whether a pronoun in it is that."""

    start: int
    end: int
    links: tuple[Link, ...]
    own: tuple[Span, ...]
    pronoun: bool
    lead: bool


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


def chosen(entity: Entity, names: Naming, limit: int) -> Iterator[Sentence]:
    """The sentences worth a parse among the first `limit`: they hold a name, and may speak of the entity."""
    around = _Names(entity, names)
    seen = 0
    for start, end, chain in _followed(entity, names):
        if seen >= limit:
            return
        text = entity.text[start:end]
        lead = seen == 0
        seen += 1
        links = around.within(start, end)
        if not links or end - start > _LONGEST_SENTENCE or doubted(text):
            continue
        own = tuple(mentions(text, names, lead))
        if lead or may_speak(text, names, bool(own), chain):
            yield Sentence(start, end, links, own, chain, lead)


def _followed(entity: Entity, names: Naming) -> Iterator[tuple[int, int, bool]]:
    """Each sentence, with whether the pronoun chain holds before it."""
    first_section = entity.sections[0].start if entity.sections else len(entity.text)
    first = True
    for number, paragraph in enumerate(prose(entity)):
        # A person is meant at the start of each paragraph, a thing at those of the lead but the first.
        chain = names.person or 0 < paragraph[0] < first_section and number > 0
        for start, end in sentences(entity.text, [paragraph]):
            yield start, end, chain
            # The page's first sentence speaks of its entity, by whatever name.
            chain = first or follows(entity.text[start:end], names, chain)
            first = False


class _Names:
    """The names that a page links, where they are linked and where they are said again."""

    def __init__(self, entity: Entity, names: Naming) -> None:
        self._entity = entity
        self._starts = [link.start for link in entity.links]
        self._repeated = Repeated(entity, names)

    def within(self, start: int, end: int) -> tuple[Link, ...]:
        """The names from `start` to `end`, in order."""
        entity = self._entity
        linked = entity.links[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        again = self._repeated.within(start, end, linked)
        found = [link for link in linked if link.end <= end and named(link, entity.text, start)]
        return tuple(sorted([*found, *again], key=lambda link: link.start))
