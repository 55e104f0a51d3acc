"""Lookups in a finished index: by words, by meaning, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from wikiseek import codec
from wikiseek.errors import IndexFault, NotFound
from wikiseek.records import Passage
from wikiseek.search import dense, hybrid, ranking
from wikiseek.search.bm25 import Bm25
from wikiseek.search.builder import ENCODER_FILE, ENCODER_FOLDER
from wikiseek.search.dense import Dense
from wikiseek.search.encoder import Encoder
from wikiseek.search.passages import PassageTable
from wikiseek.search.ranking import Ranking
from wikiseek.search.static import StaticEncoder
from wikiseek.search.texts import Texts
from wikiseek.search.transformer import TransformerEncoder

RetrieverName = Literal["bm25", "dense", "hybrid"]

# Hybrid fuses this many of each, or `k` if that is more; a constant, so that a longer list begins as a shorter one.
_FUSED = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `rank` from 1, `start` and `end` in its page's plain text, and `text` there.

    `score` is BM25's, the inner product of vectors of length 1, or the sum of reciprocal ranks.
    """

    rank: int
    page_id: int
    title: str
    score: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one retriever finds for one query: the best pages, each once, and the best passages."""

    pages: tuple[int, ...]
    passages: tuple[Passage, ...]


class Searcher:
    """The search part of an index, memory-mapped; many threads may look up at once.

    `retriever` is "bm25", "dense" or "hybrid" everywhere. An index without a dense part (`--encoder none`) has no
    "dense", and its "hybrid" ranks as "bm25" does. Equal scores are ordered by passage number.
    """

    def __init__(
        self, texts: Texts, passages: PassageTable, bm25: Bm25, dense: Dense | None, encoder: Encoder | None
    ) -> None:
        self._texts, self._passages, self._bm25, self._dense, self._encoder = texts, passages, bm25, dense, encoder

    @classmethod
    def open(cls, folder: Path, texts: Texts, encoder: Encoder | None = None) -> Searcher:
        """Open what `build_search` wrote in `folder` from `texts`.

        `encoder` replaces the recorded one, if that has moved; it must have the same id. Raises `IndexFault`.
        """
        passages, bm25 = PassageTable(folder), Bm25(folder)
        if bm25.passages != len(passages):
            raise IndexFault(f"{folder} has {len(passages)} passages, its bm25/ {bm25.passages}: build the index again")
        if not (folder / dense.FOLDER).is_dir():
            return cls(texts, passages, bm25, None, None)
        encoder = _open_encoder(folder / dense.FOLDER, encoder)
        return cls(texts, passages, bm25, Dense(folder, len(passages), encoder.dimensions), encoder)

    def lookup(self, query: str, k: int = 10, retriever: str = "hybrid") -> list[Hit]:
        """The `k` best passages for `query`, or fewer. No query is an error; one without known words finds nothing."""
        return self.lookup_many([query], k, retriever)[0]

    def lookup_many(self, queries: Sequence[str], k: int = 10, retriever: str = "hybrid") -> list[list[Hit]]:
        """`lookup` of each query, all compared together: the same hits, from 32 queries on for half the work."""
        return [self._hits(found) for found in self._rank(queries, k, retriever)]

    def page_ranks(self, query: str, k_pages: int, retriever: str = "hybrid") -> list[int]:
        """The ids of the `k_pages` best pages: each page once, where its best passage stands.

        A page at place r here (from 1) is the answer to "how many pages must be opened to see it": passages of
        one page count once, so r can be less than its best passage's rank.
        """
        wanted = 4 * k_pages
        while True:
            found = self._rank([query], wanted, retriever)[0]
            pages = list(dict.fromkeys(self._passages.pages(found.numbers)))
            if len(pages) >= k_pages or len(found.numbers) < wanted:
                return pages[:k_pages]
            wanted *= 2

    def sweep(self, queries: Sequence[str], k_pages: int, k_passages: int) -> list[dict[str, Found]]:
        """For each query what every retriever of this index finds, as `page_ranks` and `lookup` would have it.

        Words and meaning are ranked once for all three, so that this costs what "hybrid" alone does.
        """
        depth = max(_FUSED, k_passages)
        ranked = {"bm25": self._rank(queries, depth, "bm25")}
        if self._dense is not None and self._encoder is not None:
            # Where a vector depends on what is encoded with it, so would a rank.
            batches = [queries] if self._encoder.batch_invariant else [[query] for query in queries]
            ranked["dense"] = [found for batch in batches for found in self._nearest(_spelled(batch), depth)]
            pairs = zip(ranked["bm25"], ranked["dense"], strict=True)
            ranked["hybrid"] = [hybrid.fuse(pair, depth) for pair in pairs]
        return [
            {name: self._found(query, name, found[n], depth, k_pages, k_passages) for name, found in ranked.items()}
            for n, query in enumerate(queries)
        ]

    def _found(self, query: str, retriever: str, found: Ranking, depth: int, k_pages: int, k_passages: int) -> Found:
        pages = list(dict.fromkeys(self._passages.pages(found.numbers)))
        if len(pages) < k_pages and len(found.numbers) == depth:
            pages = self.page_ranks(query, k_pages, retriever)
        best = found.numbers[:k_passages].tolist()
        return Found(tuple(pages[:k_pages]), tuple(self._passages[number] for number in best))

    def _rank(self, queries: Sequence[str], k: int, retriever: str) -> list[Ranking]:
        if retriever not in get_args(RetrieverName):
            raise NotFound(f"there is no retriever {retriever!r}: choose bm25, dense or hybrid")
        if k < 1:
            return [ranking.EMPTY] * len(queries)
        queries = _spelled(queries)
        if retriever == "bm25":
            return [self._bm25.search(query, k) for query in queries]
        if retriever == "dense":
            return self._nearest(queries, k)
        depth = max(k, _FUSED)
        by_words = [self._bm25.search(query, depth) for query in queries]
        by_meaning = self._nearest(queries, depth) if self._dense else [ranking.EMPTY] * len(queries)
        return [hybrid.fuse(pair, k) for pair in zip(by_words, by_meaning, strict=True)]

    def _nearest(self, queries: Sequence[str], k: int) -> list[Ranking]:
        if self._dense is None or self._encoder is None:
            raise IndexFault("this index has no dense part (--encoder none): use bm25, or build it with an encoder")
        return self._dense.search(self._encoder.encode(list(queries)), k)

    def _hits(self, found: Ranking) -> list[Hit]:
        hits = []
        for rank, (number, score) in enumerate(zip(found.numbers.tolist(), found.scores.tolist(), strict=True), 1):
            at = self._passages[number]
            text = self._texts.text(at.page_id)[at.start : at.end]
            hits.append(Hit(rank, at.page_id, self._texts.title(at.page_id), score, at.start, at.end, text))
        return hits


def _spelled(queries: Sequence[str]) -> list[str]:
    """What a shell could not decode must not reach the tokenizer, which takes Unicode only."""
    return [query.encode("utf-8", "replace").decode() for query in queries]


def _open_encoder(folder: Path, given: Encoder | None) -> Encoder:
    path = folder / ENCODER_FILE
    try:
        record = codec.load(path.read_bytes())
    except (OSError, ValueError) as error:
        raise IndexFault(f"{path} cannot be read ({error}): build the index again") from error
    if given is None:
        own = not record["path"]
        given = StaticEncoder(folder / ENCODER_FOLDER) if own else TransformerEncoder(Path(record["path"]))
    if given.id != record["id"]:
        raise IndexFault(f"the encoder of {folder.parent} has changed ({given.id}, not {record['id']}): build it again")
    return given
