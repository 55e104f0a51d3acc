"""A finished index, opened."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from wikiseek.errors import NotFound
from wikiseek.grammar import Grammar
from wikiseek.indexing.claims import claims_stored, mentions_stored
from wikiseek.indexing.manifest import check_digests, check_sizes, read_manifest
from wikiseek.indexing.near import near_titles
from wikiseek.search import Searcher
from wikiseek.store import ClaimReader, Claims, ClaimStore, ConstraintSets, Store


class Index:
    """The store, constraint sets and search of one index folder; parts open when first used."""

    def __init__(self, folder: Path, full: bool = False) -> None:
        """Open the index in `folder`; `full` reads every byte of it first. Raises `IndexFault` for a damaged one."""
        self.folder = folder
        self.manifest = read_manifest(folder)
        check_sizes(folder, self.manifest)
        if full:
            check_digests(folder, self.manifest)
        self.id: str = self.manifest["index_id"]

    @cached_property
    def store(self) -> Store:
        """Titles, entities, texts and postings."""
        return Store(self.folder)

    @cached_property
    def sets(self) -> ConstraintSets:
        """The sets of pages that constraints stand for."""
        return ConstraintSets(self.store, self._read_once.mentions if mentions_stored(self.manifest) else None)

    def claims(self, grammar: Grammar) -> Claims:
        """The relation claims of pages: as `grammar` read them once for all, else read when they are asked for."""
        return self._read_once if claims_stored(self.manifest, grammar.name) else ClaimReader(self.store, grammar)

    @cached_property
    def _read_once(self) -> ClaimStore:
        return ClaimStore(self.folder, self.store)

    @cached_property
    def searcher(self) -> Searcher:
        """Passage search."""
        return Searcher.open(self.folder, self.store)

    @property
    def retrievers(self) -> tuple[str, ...]:
        """The retrievers this index can answer with."""
        return ("bm25", "dense", "hybrid") if self.manifest["search"]["encoder"] else ("bm25",)

    def page(self, title: str) -> int:
        """The page of a title as a person types it; raises `NotFound` with near matches."""
        wanted = " ".join(title.replace("_", " ").split())
        for form in (wanted, wanted[:1].upper() + wanted[1:]):
            if (page_id := self.store.resolve(form)) is not None:
                return page_id
        near = near_titles(self.store, wanted)
        hint = f"did you mean {', '.join(repr(name) for name in near)}?" if near else "no title is near it"
        raise NotFound(f"no page is called {title!r} in {self.folder}: {hint}")
