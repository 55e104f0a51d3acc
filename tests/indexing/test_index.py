"""Titles as people type them, and the retrievers an index has."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiseek.errors import IndexFault, NotFound
from wikiseek.indexing import Index


@pytest.fixture(scope="module")
def index(small_index: Path) -> Index:
    return Index(small_index)


@pytest.mark.parametrize("typed", ["The Salt Road", "the Salt Road", "The_Salt_Road", "  The  Salt Road "])
def test_a_title_is_found_as_people_type_it(typed: str, index: Index):
    assert index.store.title(index.page(typed)) == "The Salt Road"


def test_a_redirect_leads_to_its_page_through_any_chain(index: Index):
    assert index.store.title(index.page("kelmar Tech")) == "Kelmar Institute of Technology"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ilsa Varm", "Ilsa Varn"),
        ("brenholt courier", "Brenholt Courier"),
        ("Cafe Etoile", "Café Étoile"),
        ("Salt Road", "The Salt Road"),
    ],
)
def test_a_title_that_is_not_there_is_answered_with_near_ones(typed: str, meant: str, index: Index):
    with pytest.raises(NotFound, match="did you mean") as caught:
        index.page(typed)
    assert repr(meant) in str(caught.value)


def test_a_title_that_nothing_is_near_to_says_so(index: Index):
    with pytest.raises(NotFound, match="no title is near it"):
        index.page("Qqqq zzzz 99")


@pytest.mark.parametrize("typed", ["", " ", "_", "\x00", "x" * 3000, "\udcff"])
def test_no_title_however_odd_breaks_the_lookup(typed: str, index: Index):
    with pytest.raises(NotFound):
        index.page(typed)


def test_an_index_without_vectors_has_words_to_search_by_and_says_what_is_missing(index: Index):
    assert index.retrievers == ("bm25",)
    with pytest.raises(IndexFault, match="--encoder none"):
        index.searcher.lookup("glass", 3, "dense")
    assert index.searcher.lookup("glass", 3, "hybrid")
