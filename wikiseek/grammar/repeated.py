"""Names that a page links once and says again: each place where it says them is as good as the link."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikiseek.grammar.naming import Naming, fold
from wikiseek.grammar.objects import demonym, named
from wikiseek.grammar.parsing import Span
from wikiseek.records import Entity, Link

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4


class Repeated:
    """The linked names of a page by their first words; a name with two targets is none of them."""

    def __init__(self, entity: Entity, names: Naming) -> None:
        self._text = entity.text
        targets: dict[str, set[str]] = {}
        for link in entity.links:
            targets.setdefault(entity.text[link.start : link.end], set()).add(link.target)
            if not named(link, entity.text, -1):
                targets[entity.text[link.start : link.end]].add("")
        own = {*names.names, *names.parts}
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for anchor in sorted(targets, key=lambda anchor: (-len(anchor), anchor)):
            first = _WORD.match(anchor)
            plain = first and len(targets[anchor]) == 1 and anchor not in own and not _own_words(anchor, names)
            if plain and len(anchor) >= _SHORTEST and not demonym(anchor):
                assert first is not None
                self._by_word.setdefault(first.group(), []).append((anchor, next(iter(targets[anchor]))))

    def within(self, start: int, end: int, linked: Sequence[Link]) -> list[Link]:
        """The names said again from `start` to `end`, outside of the links there."""
        found: list[Link] = []
        here = start
        for word in _WORD.finditer(self._text, start, end) if self._by_word else ():
            if word.start() < here or word.group() not in self._by_word:
                continue
            at = self._at(word.start(), end)
            if at is not None and all(at.end <= link.start or at.start >= link.end for link in linked):
                if at.start > start or " " in self._text[at.start : at.end]:
                    found.append(at)
                here = at.end
        return found

    def _at(self, start: int, end: int) -> Link | None:
        """The longest name that stands at `start` and is no part of a longer one."""
        for anchor, target in self._by_word[_WORD.match(self._text, start).group()]:  # type: ignore[union-attr]
            stop = start + len(anchor)
            if stop <= end and self._text.startswith(anchor, start) and not _longer(self._text, (start, stop)):
                return Link(target, start, stop)
        return None


def _own_words(anchor: str, names: Naming) -> bool:
    """Whether a name is made of words of the page's own title: it may be short for the entity."""
    return all(fold(word) in names.words for word in _WORD.findall(anchor))


def _longer(text: str, span: Span) -> bool:
    """Whether the words right before or behind make a longer name of it ("Lund Street", "New Lund", "St. Lund")."""
    before, after = text[max(0, span[0] - 24) : span[0]], text[span[1] : span[1] + 24]
    if re.match(r"[\w'’-]|[-–]\w", after) or re.match(r" (?:of|de|and the|&|I\b|[A-Z0-9])", after):
        return True
    return bool(re.search(r"[\w'’&-]$|[^.!?] ?\b[A-Z][\w.'’-]*\.? $|\b(?:of|de|von|van) $", before)) and not re.search(
        r"\b(?:in|at|to|from|of|by|and|with) $", before
    )
