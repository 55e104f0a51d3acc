"""Another page that satisfies every clause refutes the certificate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pyroaring import BitMap

from tests.gates.cases import case
from tests.gates.sweeps import lookups
from tests.store.worlds import entity, store_of
from wikiseek.gates import Alternatives
from wikiseek.records import Constraint
from wikiseek.store import Store

TITLES = ["Jan Lund", "Ida Holm", "Per Strand", "Mette Dahl", "Nils Berg"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [entity(number, title, f"{title} painted.") for number, title in enumerate(TITLES, 1)]
    return store_of(tmp_path, pages, {"Strand the Younger": "Per Strand"})


class Sets:
    """The same pages satisfy every clause; the sculptor's pupils are given."""

    def __init__(self, clauses: Sequence[int], pupils: Sequence[int]) -> None:
        self._clauses = BitMap(clauses)
        self._pupils = BitMap(pupils)

    def of(self, constraint: Constraint) -> BitMap:
        return self._clauses

    def reaching(self, constraint: Constraint, pages: BitMap, within: BitMap | None) -> BitMap:
        return self._pupils if within is None else self._pupils & within


def gate(store: Store, sets: Sets, near: Sequence[int] = (1, 2, 3), k: int = 20) -> Alternatives:
    return Alternatives(store, sets, lookups(store, bm25=near[:2], dense=near[2:]), k)


def test_pages_that_fail_a_clause_are_no_answers(store: Store):
    for clauses, pupils in (([1], [1, 2, 3, 4]), ([1, 2, 3, 4], [1])):
        verdict = gate(store, Sets(clauses, pupils)).judge(case(), ["Mette Dahl", "Nobody", ""])
        assert (verdict.gate, verdict.passed, verdict.reason) == ("alternatives", True, "")
        assert verdict.numbers == {"tested": 3, "near_misses": 3, "said": 1, "satisfying": []}


@pytest.mark.parametrize(
    ("satisfying", "said", "found"),
    [
        ([1, 3], [], ["Per Strand"]),
        ([1, 4], ["mette dahl"], ["Mette Dahl"]),
        ([1, 3], ["Strand the Younger"], ["Per Strand"]),
        ([1, 4], [], []),
    ],
)
def test_a_near_miss_or_a_wrong_answer_that_satisfies_all_fails(
    satisfying: list[int], said: list[str], found: list[str], store: Store
):
    verdict = gate(store, Sets(satisfying, satisfying)).judge(case(), said)
    assert verdict.numbers["satisfying"] == found
    assert verdict.passed == (not found)
    assert all(title in verdict.reason for title in found)


def test_the_answer_itself_is_no_alternative(store: Store):
    verdict = gate(store, Sets([1], [1]), [1, 2], k=1).judge(case(), ["Jan Lund"])
    assert verdict.passed
    assert verdict.numbers["tested"] == 0
