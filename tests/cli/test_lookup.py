"""wikiseek lookup"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek

QUERY = "opera by Joren Falk first performed in 1928"


def test_passages_are_listed_best_first(index: Path, wikiseek: Wikiseek):
    said = wikiseek("lookup", index, QUERY, "-k", "3")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0].startswith("  1  The Heron King  (page ")
    assert said.out.count("(page ") == 3


def test_json_has_the_fields_of_the_contract(index: Path, wikiseek: Wikiseek):
    hits = wikiseek("lookup", index, QUERY, "-k", "2", "--json").json
    assert [hit["rank"] for hit in hits] == [1, 2]
    assert {"rank", "page_id", "title", "score", "start", "end", "text"} == hits[0].keys()
    assert hits[0]["title"] == "The Heron King"
    assert hits[0]["score"] >= hits[1]["score"]


@pytest.mark.parametrize("query", ["", "   ", "zzzzqq", '"AND (', "—", "x" * 5000])
def test_a_query_that_matches_nothing_finds_nothing(query: str, index: Path, wikiseek: Wikiseek):
    said = wikiseek("lookup", index, query, "--json")
    assert (said.code, said.json) == (0, [])


def test_dense_search_without_vectors_is_told_in_one_line(index: Path, wikiseek: Wikiseek):
    assert "--encoder none" in wikiseek("lookup", index, QUERY, "--retriever", "dense").failure


def test_an_unknown_retriever_is_a_wrong_usage(index: Path, wikiseek: Wikiseek):
    said = wikiseek("lookup", index, QUERY, "--retriever", "oracle")
    assert said.code == 2
    assert "'bm25', 'dense', 'hybrid'" in said.err


def test_what_is_no_index_is_told_in_one_line(tmp_path: Path, wikiseek: Wikiseek):
    assert "build an index first" in wikiseek("lookup", tmp_path / "nowhere", QUERY).failure
