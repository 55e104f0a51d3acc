"""No single lookup answers the question: the answer's page must not be among the first pages found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wikiseek.gates.protocol import Case
from wikiseek.records import Verdict

_RANKED = 100


class PageRanker(Protocol):
    """Anything that ranks pages for a query; `wikiseek.search.Searcher` does."""

    def page_ranks(self, query: str, k: int, retriever: str) -> Sequence[int]:
        """Up to `k` page ids, best first."""
        ...


class SingleLookup:
    """Fails a question whose answer's page is in the top `k` of any retriever.

    A rank counts pages (passages of one page count once); 0 stands for "not in the first 100".
    """

    name = "single_lookup"

    def __init__(self, ranker: PageRanker, retrievers: Sequence[str], k: int = 5) -> None:
        self._ranker = ranker
        self._retrievers = tuple(retrievers)
        self._k = k

    def judge(self, case: Case) -> Verdict:
        """The verdict, with the rank of the answer's page under each retriever."""
        ranks = {name: self._rank(case.question, case.answer_id, name) for name in self._retrievers}
        found = [f"{name} finds it at rank {rank}" for name, rank in ranks.items() if 0 < rank <= self._k]
        return Verdict(self.name, not found, "; ".join(found), {"k": self._k, "ranks": ranks})

    def _rank(self, query: str, page_id: int | None, retriever: str) -> int:
        pages = list(self._ranker.page_ranks(query, _RANKED, retriever))
        return pages.index(page_id) + 1 if page_id in pages else 0
