"""A page is called at a vertex by what enough pages are called by."""

from pathlib import Path

import pytest

from tests.store.worlds import entity, store_of
from wikiseek.agents import root_order
from wikiseek.agents.vertices import Vertices
from wikiseek.store import Store

COMMON = 4


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    # As in a wiki of thousands of pages.
    monkeypatch.setattr("wikiseek.store.kinds._SMALL_WIKI", 1)
    kinds = [*["nation"] * COMMON, *["rock group"] * COMMON, *["jazz singer"] * COMMON]
    kinds += ["home nation", "folk group", "blues jazz singer", "degree", ""]
    flags = {"jazz singer": ["person"], "nation": []}
    pages = [
        entity(n, f"Page {n}", f"Page {n}.", [], kind=kind, flags=flags.get(kind, []))
        for n, kind in enumerate(kinds, 1)
    ]
    pages += [
        entity(90, "List of nations", "A list.", [], kind="nation", flags=["list"]),
        entity(91, "Holm", "Holm.", [], kind="nation", flags=["person"]),
    ]
    return store_of(tmp_path, pages)


@pytest.mark.parametrize(
    ("page", "called"),
    [
        (1, "nation"),
        (5, "rock group"),
        (9, "jazz singer"),
        (13, "nation"),
        (14, ""),
        (15, "jazz singer"),
        (16, ""),
        (17, ""),
        (90, ""),
        (91, ""),
        (99, ""),
    ],
)
def test_a_page_is_called_by_the_longest_end_of_its_kind_that_enough_pages_share(page: int, called: str, store: Store):
    assert Vertices(store).kind(page) == called


def test_roots_are_the_pages_that_can_be_vertices_each_once_in_an_order_of_the_seed(store: Store):
    orders = [root_order(store, seed) for seed in (0, 0, 1)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2]) == [*range(1, 14), 15]
