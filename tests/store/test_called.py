"""A name leads to the pages that people call so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.worlds import entity, store_of
from wikiseek.store import Store
from wikiseek.store.called import pages_called


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [
        entity(1, "Heron (ship)", "The Heron is a ship."),
        entity(2, "Heron (bird)", "A heron is a bird."),
        entity(3, "Heron", "Heron may be: a ship; a bird.", flags=("disambiguation",)),
        entity(4, "Élan Vital", "Élan Vital is a band."),
        entity(5, "Isk", "The Isk has herons.", [("herons", "Heron (bird)")]),
        entity(6, "1871", "A year.", flags=("date",)),
    ]
    return store_of(tmp_path, pages, {"Isk River": "Isk", "The Grey Ship": "Heron (ship)"})


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("Isk", [5]),
        ("isk", [5]),
        (" Isk_River ", [5]),
        ("heron (ship)", [1]),
        ("Heron", [2, 1]),
        ("HERON", [2, 1]),
        ("elan vital", [4]),
        ("the grey ship", [1]),
        ("1871", []),
        ("Nobody", []),
        ("", []),
        ("?", []),
        ("x" * 5000, []),
    ],
)
def test_titles_redirects_and_words_lead_to_pages_the_most_linked_first(name: str, pages: list[int], store: Store):
    assert pages_called(name, store) == pages
