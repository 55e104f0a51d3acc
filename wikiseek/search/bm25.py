"""BM25 in the layout of bm25s: scores computed once, at build, and memory-mapped for lookups.

The Lucene variant (Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020) with k1 = 0.9 and b = 0.4,
the settings of Anserini for passages: short pieces of even length need less of both than whole articles.
The arrays are those `bm25s` (Lù, 2024) computes and can load with
`BM25.load(folder, mmap=True, load_vocab=False)`. They are built here instead because bm25s wants every
token of the corpus in lists at once, and they are read here because two array reads and a sum
need no import of three quarters of a second. Tests compare the two.
"""

from __future__ import annotations

import math
import shutil
from array import array
from bisect import bisect_left
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from wikiseek import codec, files
from wikiseek.errors import IndexFault
from wikiseek.search import arrays
from wikiseek.search.analyzer import Analyzer
from wikiseek.search.arrays import Array
from wikiseek.search.postings import Block, PostingsBuilder, merged_terms
from wikiseek.search.ranking import EMPTY, Ranking, best

FOLDER = "bm25"
K1 = 0.9
B = 0.4
_SCORES, _DOCUMENTS, _STARTS = "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy"
_TERMS, _TERM_ENDS = "terms.npy", "terms.ends.npy"
_TERMS_AT_ONCE = 65_536
_LAYOUT = "0.3.16"  # the bm25s whose files these are
_PARAMETERS, _ANALYZER = "params.index.json", "analyzer.json"


class Bm25Builder:
    """Takes the words of passages in order of their numbers and writes `bm25/` in `folder`."""

    def __init__(self, folder: Path, language: str = "english") -> None:
        self._folder, self._language = folder / FOLDER, language
        self._blocks = self._folder / "blocks.part"
        with files.space_checked(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)
            self._blocks.mkdir(parents=True)
        self._postings = PostingsBuilder(self._blocks, Analyzer(language))

    def add(self, text: str) -> None:
        """Add the next passage."""
        with files.space_checked(self._folder):
            self._postings.add(text)

    def finish(self) -> int:
        """Write the index. Returns the number of distinct terms."""
        with files.space_checked(self._folder):
            lengths = self._postings.finish()
            terms, places = self._write_terms()
            self._write_scores(lengths, terms, places)
            self._write_settings(len(lengths))
            shutil.rmtree(self._blocks)
        return terms

    def _write_terms(self) -> tuple[int, list[Array]]:
        """Write the vocabulary. Returns its size, and for each block its terms' numbers in the whole."""
        places = [array("I") for _ in self._postings.blocks]
        merged = merged_terms(self._postings.blocks)
        total = end = 0
        with (
            arrays.ArrayWriter(self._folder / _TERMS, np.uint8) as terms,
            arrays.ArrayWriter(self._folder / _TERM_ENDS, np.uint64) as ends,
        ):
            ends.append(np.zeros(1, np.uint64))
            while batch := list(islice(merged, _TERMS_AT_ONCE)):
                for number, (_, holders) in enumerate(batch, total):
                    for block in holders:
                        places[block].append(number)
                terms.append(np.frombuffer(b"".join(term for term, _ in batch), np.uint8))
                ends.append(end + np.cumsum([len(term) for term, _ in batch]))
                total, end = total + len(batch), end + sum(len(term) for term, _ in batch)
        return total, [np.array(place, dtype=np.int64) for place in places]

    def _write_scores(self, lengths: Array, terms: int, places: list[Array]) -> None:
        frequencies = np.zeros(terms, np.int64)
        for block, place in zip(self._postings.blocks, places, strict=True):
            frequencies[place] += np.diff(np.load(block.starts))
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(frequencies)])
        weights = idf(frequencies, len(lengths))
        norms = K1 * (1 - B + B * lengths / (lengths.mean() or 1.0)) if len(lengths) else np.empty(0)
        with files.atomic(self._folder / _SCORES) as scores_path, files.atomic(self._folder / _DOCUMENTS) as ids_path:
            scores = np.lib.format.open_memmap(scores_path, "w+", np.float32, (int(starts[-1]),))
            documents = np.lib.format.open_memmap(ids_path, "w+", np.int32, (int(starts[-1]),))
            heads = starts[:-1].copy()
            for block, place in zip(self._postings.blocks, places, strict=True):
                _scatter(block, place, heads, weights, norms, scores, documents)
            scores.flush()
            documents.flush()
        with arrays.ArrayWriter(self._folder / _STARTS, np.int64) as out:
            out.append(starts)

    def _write_settings(self, passages: int) -> None:
        parameters = {"k1": K1, "b": B, "delta": 0.5, "method": "lucene", "idf_method": "lucene", "dtype": "float32"}
        layout = {"int_dtype": "int32", "num_docs": passages, "version": _LAYOUT, "backend": "numpy"}
        files.write_bytes(self._folder / _ANALYZER, codec.line({"language": self._language}))
        files.write_bytes(self._folder / _PARAMETERS, codec.line(parameters | layout))


def idf(frequencies: Array, passages: int) -> Array:
    """Lucene's inverse document frequency of terms in so many of `passages`, float32 of the same shape."""
    # math.log of each distinct value: vector logarithms differ in the last bit between processors.
    distinct, inverse = np.unique(frequencies, return_inverse=True)
    logs = [math.log(1 + (passages - df + 0.5) / (df + 0.5)) for df in distinct.tolist()]
    return np.array(logs, dtype=np.float32)[inverse]


def _scatter(
    block: Block, place: Array, heads: Array, weights: Array, norms: Array, scores: Array, documents: Array
) -> None:
    """Put a block's postings where its terms' postings go in the whole, and move `heads` on."""
    starts, found, counts = np.load(block.starts), np.load(block.documents), np.load(block.counts)
    lengths = np.diff(starts)
    targets = np.repeat(heads[place] - starts[:-1], lengths) + np.arange(len(found))
    documents[targets] = found
    scores[targets] = np.repeat(weights[place], lengths) * (counts / (counts + norms[found]))
    heads[place] += lengths


class Bm25:
    """A finished `bm25/`, memory-mapped. Raises `IndexFault` if its parts do not fit each other."""

    def __init__(self, folder: Path) -> None:
        folder = folder / FOLDER
        self._scores = arrays.read(folder / _SCORES, np.float32)
        self._documents = arrays.read(folder / _DOCUMENTS, np.int32)
        self._starts = arrays.read(folder / _STARTS, np.int64)
        self._terms = arrays.read(folder / _TERMS, np.uint8)
        self._term_ends = arrays.read(folder / _TERM_ENDS, np.uint64)
        self.passages: int = _settings(folder / _PARAMETERS)["num_docs"]
        self._analyzer = Analyzer(_settings(folder / _ANALYZER)["language"])
        self._check(folder)

    def search(self, query: str, k: int) -> Ranking:
        """The `k` passages that score best (float32) of those that share a term with `query`; none if none does."""
        counts = Counter(number for term in self._analyzer.terms(query) if (number := self._number(term)) is not None)
        if not counts:
            return EMPTY
        totals = np.zeros(self.passages, np.float32)
        for number in sorted(counts):  # one order of summing, whatever the order of the words
            start, end = self._starts[number], self._starts[number + 1]
            totals[self._documents[start:end]] += counts[number] * self._scores[start:end]
        found = np.flatnonzero(totals)
        return best(found, totals[found], k)

    def _number(self, term: str) -> int | None:
        wanted = term.encode()
        number = bisect_left(range(len(self._term_ends) - 1), wanted, key=self._term)
        return number if number < len(self._term_ends) - 1 and self._term(number) == wanted else None

    def _term(self, number: int) -> bytes:
        return self._terms[int(self._term_ends[number]) : int(self._term_ends[number + 1])].tobytes()

    def _check(self, folder: Path) -> None:
        postings = len(self._scores)
        whole = (
            len(self._starts) == len(self._term_ends) > 0
            and self._starts[0] == 0
            and self._starts[-1] == len(self._documents) == postings
            and self._term_ends[-1] == len(self._terms)
        )
        if not whole:
            raise IndexFault(
                f"the arrays in {folder} do not fit each other: run wikiseek verify, build the index again"
            )


def _settings(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = codec.load(path.read_bytes())
    except (OSError, ValueError) as error:
        raise IndexFault(f"{path} cannot be read ({error}): build the index again") from error
    return found
