"""How hard an item is: counts of its tree, ranks of its pages, and the fewest pages that hold it all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.gates.cases import FAIR, case
from tests.store.worlds import entity, store_of
from wikiseek.gates import Difficulty, Lookups
from wikiseek.gates.difficulty import fewest_pages
from wikiseek.search import Found
from wikiseek.store import ConstraintSets


class Sweeper:
    """Finds the painter for the question and the sculptor for her description."""

    def sweep(self, queries: Sequence[str], k_pages: int, k_passages: int) -> list[dict[str, Found]]:
        return [{"bm25": Found((9, 1) if query == FAIR else (9, 8, 2), ())} for query in queries]


def measured(tmp_path: Path, **texts: str) -> dict[str, object]:
    pages = [entity(n, name, texts.get(f"p{n}", "Nothing.")) for n, name in ((1, "Jan Lund"), (2, "Ida Holm"))]
    pages += [
        entity(3, "Corvia", texts.get("p3", "A town.")),
        entity(4, "Gate Park", "A park."),
        entity(5, "Tarvel", "!"),
    ]
    store = store_of(tmp_path, pages)
    gate = Difficulty(store, ConstraintSets(store), Lookups(store, Sweeper()))
    found = gate.of(case())
    assert found.keys() == {"structural", "retrieval"}
    return found


def test_counts_and_ranks_are_those_of_the_tree(tmp_path: Path):
    found = measured(tmp_path, p1="He died in Corvia; Ida Holm taught him.", p2="The Gate Park, near Tarvel.")
    assert found["structural"] == {
        "depth": 2,
        "vertices": 5,
        "hidden": 1,
        "clauses": 3,
        "smallest_set": 4,
        "median_set": 7,
        "largest_set": 9,
        "most_candidates": 2,
    }
    retrieval = found["retrieval"]
    assert isinstance(retrieval, dict)
    assert retrieval["ranks"] == {"bm25": 2, "title": 0}
    assert retrieval["best_rank"] == 2
    assert retrieval["hidden"] == {"B": {"bm25": 3, "title": 0}}


def test_sets_of_pages_that_share_one_need_one(tmp_path: Path):
    assert fewest_pages([BitMap([1, 2]), BitMap([2, 3]), BitMap([2])]) == 1
    assert fewest_pages([BitMap([1]), BitMap([2]), BitMap([1, 3])]) == 2
    assert fewest_pages([]) == 0


@given(st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=4), max_size=6))
def test_the_fewest_pages_are_the_fewest(sets: list[set[int]]):
    chosen = (pages for size in range(9) for pages in combinations(range(8), size))
    expected = next(len(pages) for pages in chosen if all(each & set(pages) for each in sets))
    assert fewest_pages([BitMap(each) for each in sets]) == expected


@given(st.lists(st.sets(st.integers(0, 30), min_size=1, max_size=3), min_size=15, max_size=40))
def test_many_clauses_are_covered_too(sets: list[set[int]]):
    found = fewest_pages([BitMap(each) for each in sets])
    assert 1 <= found <= len(sets)
