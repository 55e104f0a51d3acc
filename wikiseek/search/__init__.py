"""Passages and how they are found: BM25, a dense index, and both fused. Importing this loads numpy at most."""

from wikiseek.search.analyzer import Analyzer
from wikiseek.search.builder import SearchSummary, build_search, opened_encoder, prepare_search
from wikiseek.search.encoder import Encoder, open_encoder
from wikiseek.search.passages import cut
from wikiseek.search.piece import SearchedPage, write_piece
from wikiseek.search.searcher import Hit, Searcher
from wikiseek.search.texts import Texts

__all__ = [
    "Analyzer",
    "Encoder",
    "Hit",
    "SearchSummary",
    "SearchedPage",
    "Searcher",
    "Texts",
    "build_search",
    "cut",
    "open_encoder",
    "opened_encoder",
    "prepare_search",
    "write_piece",
]
