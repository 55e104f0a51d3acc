"""Postings built in bounded memory: sorted blocks on disk, then one merge.

Single-pass in-memory indexing (Manning, Raghavan and Schütze, "Introduction to Information
Retrieval", 2008, section 4.3). Where blocks end does not show in the result.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wikiseek.search.analyzer import Analyzer, words
from wikiseek.search.arrays import Array

# About 300 MB while a block is sorted; the merge opens one file a block, some 600 for all of English Wikipedia.
_BLOCK_TOKENS = 8_000_000
_STOP = 0


class Block(NamedTuple):
    """Postings of some consecutive documents, on disk.

    `terms` is a file of UTF-8 lines in byte order; the rest are `.npy` files: `starts` (terms + 1,) where each
    term's postings begin, and for each posting the document `documents` and how often the term is in it, `counts`.
    """

    terms: Path
    starts: Path
    documents: Path
    counts: Path

    @classmethod
    def at(cls, folder: Path, number: int) -> Block:
        """The names of block `number` in `folder`."""
        return cls(*(folder / f"{number}.{part}" for part in ("terms", "starts.npy", "documents.npy", "counts.npy")))

    def read_terms(self) -> Iterator[bytes]:
        """The terms in byte order."""
        with self.terms.open("rb") as lines:
            for line in lines:
                yield line[:-1]


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


class PostingsBuilder:
    """Takes documents in order, numbers them from 0, and leaves blocks in `folder`."""

    def __init__(self, folder: Path, analyzer: Analyzer, block_tokens: int = _BLOCK_TOKENS) -> None:
        self._folder, self._analyzer, self._block_tokens = folder, analyzer, block_tokens
        self._lengths = array("I")
        self.blocks: list[Block] = []
        self._clear()

    def add(self, text: str) -> None:
        """Add the next document."""
        before = len(self._tokens)
        self._tokens.extend(map(self._numbering.__getitem__, words(text)))
        self._ends.append(len(self._tokens) - before)
        if len(self._tokens) >= self._block_tokens:
            self._flush()

    def finish(self) -> Array:
        """Write what is left. Returns the number of terms in each document, uint32 of shape `(documents,)`."""
        if self._ends:
            self._flush()
        return np.frombuffer(self._lengths, dtype=np.uint32) if self._lengths else np.empty(0, np.uint32)

    def _clear(self) -> None:
        self._numbering = _Numbering(self._analyzer)
        self._tokens, self._ends = array("I"), array("I")

    def _flush(self) -> None:
        tokens = np.frombuffer(self._tokens, dtype=np.uint32) if self._tokens else np.empty(0, np.uint32)
        documents = np.repeat(np.arange(len(self._ends), dtype=np.uint32), self._ends)
        kept = tokens != _STOP
        tokens, documents = tokens[kept], documents[kept]
        lengths = np.bincount(documents, minlength=len(self._ends)).astype(np.uint32)
        terms = sorted(self._numbering.terms)
        rank = np.zeros(len(terms) + 1, np.uint64)
        rank[[self._numbering.terms[term] for term in terms]] = np.arange(len(terms), dtype=np.uint64)
        self._write(terms, rank[tokens] << np.uint64(32) | documents)
        self._lengths.frombytes(lengths.tobytes())
        self._clear()

    def _write(self, terms: list[str], pairs: Array) -> None:
        """Write a block of (term, document) pairs, packed in 64 bits, repeats kept."""
        pairs, counts = np.unique(pairs, return_counts=True)
        block = Block.at(self._folder, len(self.blocks))
        with block.terms.open("wb") as stream:
            stream.writelines(term.encode() + b"\n" for term in terms)
        postings = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(terms))
        np.save(block.starts, np.concatenate([[0], np.cumsum(postings)]))
        np.save(block.documents, (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64) + len(self._lengths))
        np.save(block.counts, counts.astype(np.uint32))
        self.blocks.append(block)


def merged_terms(blocks: Iterable[Block]) -> Iterator[tuple[bytes, list[int]]]:
    """Every distinct term in byte order, with the numbers of the blocks that hold it."""
    tagged = [zip(block.read_terms(), repeat(number)) for number, block in enumerate(blocks)]
    current, holders = b"", list[int]()
    for term, number in heapq.merge(*tagged):
        if holders and term != current:
            yield current, holders
            holders = []
        current = term
        holders.append(number)
    if holders:
        yield current, holders
