"""Lookups of several queries by every retriever, remembered: the drafts of one root share most of theirs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from wikiseek.records import Passage
from wikiseek.search import Found
from wikiseek.store import Store
from wikiseek.store.names import names_as_written, row

# Ranks are told up to here, and passages read up to there.
RANKED = 100
READ = 20
_REMEMBERED = 512

Answered = dict[str, Found]


class Sweeper(Protocol):
    """Anything that answers queries by every retriever; `wikiseek.search.Searcher` does."""

    def sweep(self, queries: Sequence[str], k_pages: int, k_passages: int) -> list[Answered]:
        """For each query, what each retriever finds."""
        ...


class Lookups:
    """Answers of all retrievers, title match among them; the last few hundred queries are remembered."""

    def __init__(self, store: Store, searcher: Sweeper, read: int = READ) -> None:
        self._store = store
        self._searcher = searcher
        self.read = read
        self._known: OrderedDict[str, Answered] = OrderedDict()

    def of(self, queries: Sequence[str]) -> list[Answered]:
        """What every retriever finds for each query, those asked for the first time all together."""
        fresh = [query for query in dict.fromkeys(queries) if query not in self._known]
        if fresh:
            found = self._searcher.sweep(fresh, RANKED, self.read)
            self._known |= {
                query: {**each, "title": self._titled(query)} for query, each in zip(fresh, found, strict=True)
            }
        answers = [self._known[query] for query in queries]
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return answers

    def text(self, passage: Passage) -> str:
        """A passage as a lookup shows it: its page's title, and its words."""
        return f"{self._store.title(passage.page_id)}. {self._store.text(passage.page_id)[passage.start : passage.end]}"

    def _titled(self, query: str) -> Found:
        """Pages of which a title or alias stands in the query, the longest name first."""
        said = row(query)
        written = names_as_written(query)
        pages = self._store.names_in([word.encode("utf-8", "surrogatepass") for word in said.split()])
        for key in written:
            pages |= self._store.named(key)
        length = {page: max(map(len, self._said(page, said, written)), default=0) for page in pages}
        best = sorted((page for page in pages if length[page]), key=lambda page: (-length[page], page))
        return Found(tuple(best[:RANKED]), ())

    def _said(self, page_id: int, said: str, written: set[str]) -> list[str]:
        keys = self._store.name_keys(page_id)
        return [key for key in keys if (key in written if key[0] == "=" else f" {key} " in said)]


def rank(found: Found, page_id: int | None) -> int:
    """The place of a page from 1, 0 for "not in the first 100"."""
    return found.pages.index(page_id) + 1 if page_id in found.pages else 0


def ranks(answered: Answered, page_id: int | None) -> dict[str, int]:
    """The place of a page under each retriever."""
    return {retriever: rank(found, page_id) for retriever, found in answered.items()}


def first_rank(ranked: dict[str, int]) -> tuple[int, str]:
    """The best place and the retriever that gives it, (0, "") where none does."""
    return min(((place, retriever) for retriever, place in ranked.items() if place), default=(0, ""))
