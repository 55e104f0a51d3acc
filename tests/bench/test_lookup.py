"""Lookups are measured beside their peers, on an index of the small world."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest

from bench import lookup
from bench.lookup import Row, drawn, lines, table
from bench.lookup_peers import bm25s_lookup, flat_lookup
from tests.fixtures.small_dump import small_pages
from tests.indexing.small import build, here
from tests.search.worlds import bert_tokenizer, write_static_encoder
from wikiseek.indexing import Index, reading, searching

ROWS = [
    Row("bm25", [1.0, 2.0, 3.0], "bm25s", [2.0, 4.0, 6.0], 0.975),
    Row("hybrid", [5.0, 5.0]),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Path:
    root = tmp_path_factory.mktemp("lookup")
    words = {word.lower() for text in small_pages().values() for word in text.split() if word.isalpha()}
    encoder = write_static_encoder(root / "encoder", bert_tokenizer(sorted(words)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "run_units", here)
        patch.setattr(searching, "run_units", here)
        build(small_dump, root / "index", encoder=str(encoder))
    return root / "index"


@pytest.fixture(scope="module")
def opened(index: Path) -> Index:
    return Index(index)


def test_the_table_has_a_line_for_each_kind_of_lookup():
    assert table("towns", 1234, ROWS).splitlines() == [
        "towns: 1,234 passages, the 10 best",
        "",
        "| ms     | median |  95% |  peer | peer's median | peer's 95% | ratio of medians | same passages |",
        "| ------ | -----: | ---: | ----: | ------------: | ---------: | ---------------: | ------------: |",
        "| bm25   |   2.00 | 2.90 | bm25s |          4.00 |       5.80 |             0.50 |         97.5% |",
        "| hybrid |   5.00 | 5.00 |     - |             - |          - |                - |             - |",
    ]


def test_a_row_gives_two_lines_of_json():
    found = [json.loads(line) for line in lines("towns", 1234, ROWS)]
    named = ("bench", "case", "what", "ours", "peer", "peer_value", "unit", "ratio")
    assert [[line[name] for name in named] for line in found] == [
        ["lookup", "towns", "bm25, median", 2.0, "bm25s", 4.0, "ms", 0.5],
        ["lookup", "towns", "bm25, p95", 2.9, "bm25s", 5.8, "ms", 0.5],
        ["lookup", "towns", "hybrid, median", 5.0, None, None, "ms", None],
        ["lookup", "towns", "hybrid, p95", 5.0, None, None, "ms", None],
    ]
    assert (found[0]["passages"], found[0]["lookups"], found[0]["same"]) == (1234, 3, 0.975)


def test_queries_are_words_of_the_passages_and_always_the_same(opened: Index):
    queries = drawn(opened, 5)
    assert queries == drawn(opened, 5)
    assert len(queries) == 5
    texts = [" ".join(opened.store.text(page_id).split()) for page_id in opened.store.ids()]
    assert all(any(query in text for text in texts) for query in queries)


@pytest.mark.parametrize(("retriever", "peer"), [("bm25", bm25s_lookup), ("dense", flat_lookup)])
def test_a_peer_finds_what_ours_finds(opened: Index, retriever: str, peer):
    search = peer(opened)
    for query in drawn(opened, 10):
        ours = [(hit.page_id, hit.start, hit.end) for hit in opened.searcher.lookup(query, 1, retriever)]
        theirs = search(query, 1)
        assert ours[0] in [(found.page_id, found.start, found.end) for found in search(query, 50)]
        assert len(theirs) == 1


def test_a_run_prints_a_line_for_each_figure(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    copy = shutil.copytree(index, tmp_path / "index")  # a database can be open only once in a process
    args = argparse.Namespace(index=copy, queries=3, shell=1, json=True)
    assert lookup.run(args, tmp_path) == 0
    said = capsys.readouterr()
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [line["what"] for line in found][::2] == [
        "bm25, median", "dense, median", "hybrid, median", "wikiseek lookup --json, median"
    ]  # fmt: skip
    assert all(line["ours"] > 0 for line in found)
    assert found[0]["same"] > 0.5
    assert "| bm25 " in said.err
