"""Passages and how they are found: BM25, a dense index, and both fused. Importing this loads numpy at most."""

from wikiseek.search.builder import SearchSummary, build_search, prepare_search
from wikiseek.search.encoder import Encoder, open_encoder
from wikiseek.search.passages import cut
from wikiseek.search.searcher import Hit, Searcher
from wikiseek.search.texts import Texts

__all__ = [
    "Encoder",
    "Hit",
    "SearchSummary",
    "Searcher",
    "Texts",
    "build_search",
    "cut",
    "open_encoder",
    "prepare_search",
]
