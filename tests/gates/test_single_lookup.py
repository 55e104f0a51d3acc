"""The answer's page must not come up for the question, for a part of it, or be read off one passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.gates.cases import FAIR, case
from tests.store.worlds import entity, store_of
from wikiseek.gates import Case, Lookups, SingleLookup, Thresholds
from wikiseek.records import Passage
from wikiseek.search import Found
from wikiseek.store import Store

PLAIN = "died in Corvia and was taught by a sculptor who designed the Gate Park and was born in Tarvel"
NAMED = "died in Corvia"
TAUGHT = "was taught by sculptor who designed the Gate Park and was born in Tarvel"


class Sweeper:
    """Finds pages as told for queries that hold a word; keeps what was asked."""

    def __init__(self, found: Mapping[str, Sequence[int]], passages: Sequence[Passage] = ()) -> None:
        self._found = found
        self._passages = tuple(passages)
        self.asked: list[str] = []

    def sweep(self, queries: Sequence[str], k_pages: int, k_passages: int) -> list[dict[str, Found]]:
        self.asked += queries
        return [{"bm25": Found(self._pages(query), self._passages[:k_passages])} for query in queries]

    def _pages(self, query: str) -> tuple[int, ...]:
        return next((tuple(pages) for word, pages in self._found.items() if query.startswith(word)), ())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    pages = [
        entity(1, "Jan Lund", "He painted ferries and died in Corvia."),
        entity(2, "Ida Holm", "Ida Holm designed the Gate Park."),
        entity(3, "Painters of Corvia", "Jan Lund was born here. A garden. Jan Lund of Corvia, taught by Ida Holm."),
        entity(4, "Corvia", "A town."),
    ]
    return store_of(tmp_path, pages, {"Corvian Free City": "Corvia"})


def judged(store: Store, sweeper: Sweeper, asked: Case | None = None, top_k: int = 5, clause_k: int = 3):
    gate = SingleLookup(store, Lookups(store, sweeper), Thresholds(top_k, clause_k))
    return gate.judge(asked or case())


def below(place: int) -> list[int]:
    return [*range(100, 99 + place), 1]


def test_an_answer_that_nothing_finds_passes_and_every_rank_is_kept(store: Store):
    verdict = judged(store, Sweeper({FAIR: below(6), PLAIN: below(7), NAMED: below(4)}))
    assert (verdict.gate, verdict.passed, verdict.reason, verdict.version) == ("single_lookup", True, "", 2)
    assert verdict.numbers["ranks"] == {"bm25": 6, "title": 0}
    assert verdict.numbers["parts"]["A1"] == {"bm25": 4, "title": 0}
    assert verdict.numbers["parts"].keys() == {"plain", "keywords 3", "keywords 5", "A1", "B", "B1", "B2", "B?"}
    assert verdict.thresholds == {"top_k": 5, "clause_k": 3}


def test_the_question_and_its_parts_are_looked_up_each_once(store: Store):
    sweeper = Sweeper({})
    gate = SingleLookup(store, Lookups(store, sweeper), Thresholds())
    gate.first.judge(case())
    assert sweeper.asked == [FAIR]
    gate.judge(case())
    gate.judge(case())
    assert sweeper.asked == [
        FAIR,
        PLAIN,
        "died designed born",
        "died designed gate park born",
        NAMED,
        TAUGHT,
        "designed the Gate Park",
        "was born in Tarvel",
        "sculptor who designed the Gate Park and was born in Tarvel",
    ]


@pytest.mark.parametrize("place", [1, 2, 5])
def test_an_answer_among_the_first_for_the_question_fails(place: int, store: Store):
    verdict = judged(store, Sweeper({FAIR: below(place)}))
    assert not verdict.passed
    assert verdict.reason == f"bm25 finds it at rank {place}"
    first = SingleLookup(store, Lookups(store, Sweeper({FAIR: below(place)})), Thresholds(5)).first.judge(case())
    assert (first.passed, first.numbers) == (False, {"ranks": verdict.numbers["ranks"]})


def test_the_interrogative_part_hides_nothing(store: Store):
    assert judged(store, Sweeper({PLAIN: below(5)})).reason == "bm25 finds it at rank 5"


@pytest.mark.parametrize(
    ("query", "part"),
    [(NAMED, "A1"), ("was born in", "B2"), ("sculptor who", "B?"), ("died designed born", "keywords 3")],
)
def test_a_part_that_finds_the_answer_alone_fails_unless_parts_are_only_reported(query: str, part: str, store: Store):
    queries = {FAIR: [], PLAIN: [], query: below(3)}
    verdict = judged(store, Sweeper(queries))
    assert verdict.reason == f"{part} alone finds it at rank 3 (bm25)"
    assert judged(store, Sweeper(queries), clause_k=2).passed
    assert judged(store, Sweeper(queries), clause_k=0).numbers == verdict.numbers


PASSAGES = {
    "another page that names answer and constant": Passage(3, 33, 75),
    "the answer's own page, which need not name it": Passage(1, 0, 38),
    "one whose title names the constant": Passage(3, 0, 23),
}


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_passage_that_states_the_answer_and_all_clauses_but_one_fails(passage: Passage, store: Store):
    verdict = judged(store, Sweeper({}, [Passage(4, 0, 7), passage]))
    assert not verdict.passed
    assert "the passage that bm25 finds at rank 2 states it with A1" in verdict.reason
    assert verdict.numbers["passage"]["rank"] == 2
    assert verdict.numbers["answer_read"] == {"bm25": 2}
    assert judged(store, Sweeper({}, [Passage(4, 0, 7), passage]), top_k=1).passed


def test_a_passage_about_the_constant_that_does_not_know_the_answer_passes(store: Store):
    verdict = judged(store, Sweeper({}, [Passage(4, 0, 7), Passage(2, 0, 32)]))
    assert verdict.passed
    assert (verdict.numbers["most_stated"], verdict.numbers["of"]) == (0, 2)


def test_a_title_in_the_question_is_a_lookup_too(store: Store):
    verdict = judged(store, Sweeper({}), case("Which painter is Jan Lund of Corvia?"))
    assert verdict.numbers["ranks"] == {"bm25": 0, "title": 1}
    assert verdict.reason.startswith("title finds it at rank 1")


def test_a_page_beyond_the_first_hundred_has_rank_zero(store: Store):
    found = Sweeper({FAIR: below(101)[:100]})
    assert judged(store, found).numbers["ranks"]["bm25"] == 0


def test_a_question_without_a_tree_is_looked_up_whole_and_by_its_rarest_words(store: Store):
    asked = Case("Who designed the Gate Park in Corvia?", "Ida Holm", 2, (), None, None)
    verdict = judged(store, Sweeper({"Who": [9, 2]}, [Passage(2, 0, 32)]), asked)
    assert not verdict.passed
    assert verdict.numbers["parts"].keys() == {"plain", "keywords 3"}
    assert verdict.numbers["answer_read"] == {"bm25": 1}
    assert verdict.numbers["passage"] == {}


def test_an_answer_that_is_no_page_has_no_rank_and_is_read_all_the_same(store: Store):
    asked = Case("Who painted ferries?", "Jan Lund", None, (), None, None)
    verdict = judged(store, Sweeper({}, [Passage(3, 0, 23)]), asked)
    assert verdict.passed
    assert verdict.numbers["ranks"] == {"bm25": 0, "title": 0}
    assert verdict.numbers["answer_read"] == {"bm25": 1}


def test_clauses_that_give_their_page_away_are_told(store: Store):
    gate = SingleLookup(store, Lookups(store, Sweeper({NAMED: below(3), "was": below(4)})), Thresholds())
    assert gate.given_away(1, [NAMED, "was born"]) == [True, False]
