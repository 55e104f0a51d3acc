"""Passages and how they are found: BM25, a dense index, and both fused. Importing this loads numpy at most."""

from wikiseek.search.analyzer import Analyzer
from wikiseek.search.builder import SearchSummary, build_search, carry_encoder, opened_encoder, prepare_search
from wikiseek.search.encoder import Encoder, open_encoder
from wikiseek.search.known import KnownVectors, write_places
from wikiseek.search.passages import bodies, cut, lead
from wikiseek.search.piece import Piece, SearchedPage, write_piece
from wikiseek.search.searcher import Found, Hit, Searcher
from wikiseek.search.texts import Texts

__all__ = [
    "Analyzer",
    "Encoder",
    "Found",
    "Hit",
    "KnownVectors",
    "Piece",
    "SearchSummary",
    "SearchedPage",
    "Searcher",
    "Texts",
    "bodies",
    "build_search",
    "carry_encoder",
    "cut",
    "lead",
    "open_encoder",
    "opened_encoder",
    "prepare_search",
    "write_piece",
    "write_places",
]
