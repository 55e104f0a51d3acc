"""Counting terms: how often each is in each passage of a unit, as a run of postings."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np

from wikiseek.postings import Run, arranged, opened
from wikiseek.search.analyzer import Analyzer, words
from wikiseek.sections import Sections

_STOP = 0
_NAME = "terms"


class _Numbering(dict[str, int]):
    """Word → number of its term, 1 and up in the order of first sight; 0 for stop words."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self.terms: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        term = self._analyzer.term(word)
        number = _STOP if term is None else self.terms.setdefault(term, len(self.terms) + 1)
        self[word] = number
        return number


class TermCounter:
    """Takes the passages of a unit in order and numbers them from 0."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._numbering = _Numbering(analyzer)
        self._tokens, self._ends = array("I"), array("I")

    def add(self, text: str) -> None:
        """Add the next passage."""
        before = len(self._tokens)
        self._tokens.extend(map(self._numbering.__getitem__, words(text)))
        self._ends.append(len(self._tokens) - before)

    def sections(self) -> dict[str, Any]:
        """A run of the terms with their counts, and `lengths`: the terms of each passage, uint32."""
        tokens = np.array(self._tokens, np.uint32)
        documents = np.repeat(np.arange(len(self._ends), dtype=np.uint32), np.array(self._ends, np.int64))
        kept = tokens != _STOP
        tokens, documents = tokens[kept], documents[kept]
        numbers = {term.encode(): number for term, number in self._numbering.terms.items()}
        terms = sorted(numbers)
        rank = np.zeros(len(terms) + 1, np.uint64)
        rank[[numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.uint64)
        pairs, counts = np.unique(rank[tokens] << np.uint64(32) | documents, return_counts=True)
        passages = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(terms))
        columns = {"documents": pairs.astype(np.uint32), "counts": counts.astype(np.uint32)}
        lengths = np.bincount(documents, minlength=len(self._ends)).astype(np.uint32)
        return {**arranged(_NAME, terms, passages, columns), "lengths": lengths}


def terms_run(sections: Sections, base: int) -> Run:
    """The run of a written unit, whose passages are numbered from `base`."""
    return opened(sections, _NAME, base, {"counts": np.uint32})
