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
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wikiseek import codec, files
from wikiseek.errors import IndexFault
from wikiseek.postings import Run, merged
from wikiseek.search import arrays
from wikiseek.search.analyzer import Analyzer
from wikiseek.search.arrays import Array
from wikiseek.search.ranking import EMPTY, Ranking, best_of_all

FOLDER = "bm25"
K1 = 0.9
B = 0.4
_SCORES, _DOCUMENTS, _STARTS = "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy"
_TERMS, _TERM_ENDS = "terms.npy", "terms.ends.npy"
_LAYOUT = "0.3.16"  # the bm25s whose files these are
_PARAMETERS, _ANALYZER = "params.index.json", "analyzer.json"


def write_bm25(folder: Path, runs: Sequence[Run], lengths: Array, language: str = "english") -> int:
    """Write `bm25/` in `folder` from runs of terms; returns the number of distinct terms.

    `lengths` are the terms of each passage, uint32. Where runs end does not show in the bytes.
    """
    folder = folder / FOLDER
    with files.space_checked(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        terms = _write_arrays(folder, runs, lengths)
        parameters = {"k1": K1, "b": B, "delta": 0.5, "method": "lucene", "idf_method": "lucene", "dtype": "float32"}
        layout = {"int_dtype": "int32", "num_docs": len(lengths), "version": _LAYOUT, "backend": "numpy"}
        files.write_bytes(folder / _ANALYZER, codec.line({"language": language}))
        files.write_bytes(folder / _PARAMETERS, codec.line(parameters | layout))
    return terms


def _write_arrays(folder: Path, runs: Sequence[Run], lengths: Array) -> int:
    mean = (lengths.mean() if len(lengths) else 0.0) or 1.0
    with (
        arrays.ArrayWriter(folder / _SCORES, np.float32) as scores,
        arrays.ArrayWriter(folder / _DOCUMENTS, np.int32) as documents,
        arrays.ArrayWriter(folder / _STARTS, np.int64) as starts,
        arrays.ArrayWriter(folder / _TERMS, np.uint8) as terms,
        arrays.ArrayWriter(folder / _TERM_ENDS, np.uint64) as ends,
    ):
        starts.append(np.zeros(1, np.int64))
        ends.append(np.zeros(1, np.uint64))
        for part in merged(runs):
            found, counts = part.columns
            frequencies = np.diff(part.starts)
            starts.append(scores.rows + part.starts[1:])
            ends.append(terms.rows + np.cumsum([len(term) for term in part.keys]))
            terms.append(np.frombuffer(b"".join(part.keys), np.uint8))
            norms = K1 * (1 - B + B * lengths[found] / mean)
            documents.append(found)
            scores.append(np.repeat(idf(frequencies, len(lengths)), frequencies) * (counts / (counts + norms)))
        return ends.rows - 1


def idf(frequencies: Array, passages: int) -> Array:
    """Lucene's inverse document frequency of terms in so many of `passages`, float32 of the same shape."""
    # math.log of each distinct value: vector logarithms differ in the last bit between processors.
    distinct, inverse = np.unique(frequencies, return_inverse=True)
    logs = [math.log(1 + (passages - df + 0.5) / (df + 0.5)) for df in distinct.tolist()]
    return np.array(logs, dtype=np.float32)[inverse]


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
            span = slice(self._starts[number], self._starts[number + 1])
            np.add.at(totals, self._documents[span], counts[number] * self._scores[span])
        return best_of_all(totals, k)

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
