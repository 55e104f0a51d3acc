"""The search part of one unit: its passages, their terms and their vectors, made side by side with other units'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from wikiseek.records import Section
from wikiseek.search import passages
from wikiseek.search.analyzer import Analyzer
from wikiseek.search.arrays import Array
from wikiseek.search.encoder import Encoder
from wikiseek.search.known import KnownVectors
from wikiseek.search.terms import TermCounter
from wikiseek.search.texts import searched
from wikiseek.search.vectors import VectorCollector
from wikiseek.sections import Sections, write_sections


class SearchedPage(NamedTuple):
    """What search sees of a page."""

    page_id: int
    title: str
    text: str
    sections: Sequence[Section]


def write_piece(
    path: Path,
    pages: Iterable[SearchedPage],
    encoder: Encoder | None,
    analyzer: Analyzer,
    known: KnownVectors | None = None,
    parts: passages.Parts = passages.bodies,
) -> Iterator[None]:
    """Write the piece of the `parts` of `pages` to `path`; yields for each page taken. Raises `NoSpace`.

    A file of sections: `rows` (uint32, as `passages.rows`), `lengths`, the run `terms`, and, if there is
    an encoder, `vectors` (float16) and `reused` (uint64): how many of these were `known`.
    """
    counter = TermCounter(analyzer)
    rows: list[Array] = [passages.rows([])]
    vectors = None if encoder is None else VectorCollector(encoder, known)
    for page in pages:
        cuts = passages.cut(page.page_id, page.text, page.sections, parts)
        rows.append(passages.rows(cuts))
        texts = [searched(page.title, page.text, cut) for cut in cuts]
        for text in texts:
            counter.add(text)
        if vectors is not None:
            vectors.add(page.title, texts)
        yield
    sections: dict[str, Any] = {"rows": np.concatenate(rows), **counter.sections()}
    if vectors is not None:
        sections |= {"vectors": vectors.finish(), "reused": np.array([vectors.reused], np.uint64)}
    write_sections(path, {name: _flat(value) for name, value in sections.items()})


def _flat(value: Any) -> Any:
    return value.reshape(-1) if isinstance(value, np.ndarray) else value


class Piece:
    """A written piece. Raises `IndexFault` for any other file."""

    def __init__(self, path: Path) -> None:
        self.sections = Sections(path)

    @property
    def rows(self) -> Array:
        """The passages, uint32 of shape `(n, 3)`."""
        return self.sections.array("rows", np.uint32).reshape(-1, 3)

    @property
    def lengths(self) -> Array:
        """The number of terms in each passage, uint32 of shape `(n,)`."""
        return self.sections.array("lengths", np.uint32)

    def vectors(self, dimensions: int) -> Array:
        """The vectors of the passages, float16 of shape `(n, dimensions)`."""
        return self.sections.array("vectors", np.float16).reshape(-1, dimensions)

    @property
    def reused(self) -> int:
        """How many of the vectors were taken from another index."""
        return int(self.sections.array("reused", np.uint64)[0])
