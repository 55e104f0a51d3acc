"""The peers of a lookup: libraries that search what an index holds, its passages and its vectors, kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

import numpy as np

from wikiseek.indexing import Index
from wikiseek.records import Passage
from wikiseek.search import Analyzer, dense, opened_encoder
from wikiseek.search.bm25 import K1, B
from wikiseek.search.passages import PassageTable
from wikiseek.search.texts import searched

# The passages found for a query, so many of them, best first.
Lookup = Callable[[str, int], list[Passage]]


def bm25s_lookup(index: Index) -> Lookup:
    """BM25 by the package bm25s, of the same passages, tokens and settings."""
    import bm25s

    table, analyzer = PassageTable(index.folder), Analyzer()
    analyzer.term = cache(analyzer.term)  # type: ignore[method-assign]
    vocabulary: dict[str, int] = {}
    tokens = [
        [vocabulary.setdefault(term, len(vocabulary)) for term in analyzer.terms(text)] for text in _texts(index, table)
    ]
    peer = bm25s.BM25(k1=K1, b=B, method="lucene")
    peer.index((tokens, vocabulary), show_progress=False)

    def lookup(query: str, k: int) -> list[Passage]:
        numbers = [vocabulary[term] for term in analyzer.terms(query) if term in vocabulary]
        found, _ = peer.retrieve([numbers], k=k, show_progress=False)
        return [table[number] for number in found[0].tolist()]

    return lookup


def flat_lookup(index: Index) -> Lookup:
    """Every vector compared by FAISS alone: `IndexFlatIP` of the same vectors as float32, in one thread as ours."""
    import faiss

    encoder = opened_encoder(index.folder, index.manifest["settings"]["encoder"])
    assert encoder is not None
    table = PassageTable(index.folder)
    peer = faiss.IndexFlatIP(encoder.dimensions)
    peer.add(dense.vectors(index.folder, encoder.dimensions).astype(np.float32))

    def lookup(query: str, k: int) -> list[Passage]:
        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        _, found = peer.search(encoder.encode([query]), k)
        faiss.omp_set_num_threads(threads)
        return [table[number] for number in found[0].tolist()]

    return lookup


def _texts(index: Index, table: PassageTable) -> Iterator[str]:
    """What search sees of each passage."""
    passages = (table[number] for number in range(len(table)))
    for page_id, those in groupby(passages, lambda passage: passage.page_id):
        title, text = index.store.title(page_id), index.store.text(page_id)
        yield from (searched(title, text, passage) for passage in those)
