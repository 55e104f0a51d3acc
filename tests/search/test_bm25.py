from __future__ import annotations

import json
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.worlds import SENTENCES
from wikiseek import files
from wikiseek.errors import IndexFault
from wikiseek.search.analyzer import Analyzer
from wikiseek.search.bm25 import FOLDER, K1, B, Bm25, write_bm25
from wikiseek.search.terms import TermCounter, terms_run
from wikiseek.sections import Sections, write_sections

TEXTS = [" ".join(SENTENCES[start : start + 3]) * (1 + start % 3) for start in range(6)] + ["", "the of and", "kite"]
QUERIES = ["kite festival", "the copper mines of the railway", "letters", "ferries ferries pier"]


def build(folder: Path, texts: list[str], passages_a_run: int = 3) -> Bm25:
    runs, lengths = [], [np.empty(0, np.uint32)]
    folder.mkdir(exist_ok=True)
    for start in range(0, len(texts), passages_a_run):
        counter = TermCounter(Analyzer())
        for text in texts[start : start + passages_a_run]:
            counter.add(text)
        write_sections(folder / f".{start}", counter.sections())
        written = Sections(folder / f".{start}")
        runs.append(terms_run(written, start))
        lengths.append(written.array("lengths", np.uint32))
    write_bm25(folder, runs, np.concatenate(lengths))
    return Bm25(folder)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in files.tree_files(folder)}


def reference(texts: list[str]) -> tuple[bm25s.BM25, dict[str, int]]:
    analyzer = Analyzer()
    tokens = [list(analyzer.terms(text)) for text in texts]
    vocabulary = {term: number for number, term in enumerate(sorted({term for row in tokens for term in row}))}
    peer = bm25s.BM25(k1=K1, b=B, method="lucene")
    peer.index(([[vocabulary[term] for term in row] for row in tokens], vocabulary), show_progress=False)
    return peer, vocabulary


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bm25")
    build(folder, TEXTS)
    return folder


@pytest.mark.parametrize("query", QUERIES)
def test_scores_are_those_of_bm25s(folder, query):
    peer, vocabulary = reference(TEXTS)
    expected = peer.get_scores_from_ids([vocabulary[term] for term in Analyzer().terms(query)])
    found = Bm25(folder).search(query, len(TEXTS))
    assert np.allclose(found.scores, expected[found.numbers], rtol=1e-6)
    assert set(found.numbers.tolist()) == set(np.flatnonzero(expected).tolist())


def test_arrays_are_those_of_bm25s_bit_by_bit(folder):
    peer, _ = reference(TEXTS)
    loaded = bm25s.BM25.load(folder / FOLDER, mmap=True, load_vocab=False)
    for part in ("data", "indices"):
        assert np.array_equal(loaded.scores[part], peer.scores[part])
    assert np.array_equal(loaded.scores["indptr"], peer.scores["indptr"][: len(loaded.scores["indptr"])])
    assert loaded.scores["num_docs"] == len(TEXTS)


@pytest.mark.parametrize("passages_a_run", [1, 2, 4, 100])
def test_bytes_do_not_depend_on_where_runs_end(tmp_path, folder, passages_a_run):
    build(tmp_path, TEXTS, passages_a_run)
    assert content(tmp_path) == content(folder)


def test_equal_scores_come_in_the_order_of_passages(tmp_path):
    index = build(tmp_path, ["a kite"] * 50 + ["kite kite kite"] + ["a kite"] * 50)
    assert index.search("kite", 6).numbers.tolist() == [50, 0, 1, 2, 3, 4]


def test_the_order_of_the_words_of_a_query_does_not_matter(folder):
    index = Bm25(folder)
    one, other = index.search("copper kite pier letters", 9), index.search("letters pier kite copper", 9)
    assert one.numbers.tolist() == other.numbers.tolist()
    assert one.scores.tolist() == other.scores.tolist()


@pytest.mark.parametrize("query", ["", "   ", "the of", "zzzz", "?!", "\x00"])
def test_queries_without_known_words_find_nothing(folder, query):
    assert len(Bm25(folder).search(query, 5).numbers) == 0


def test_passages_that_share_no_word_with_the_query_are_not_found(folder):
    assert len(Bm25(folder).search("festival", 100).numbers) < len(TEXTS)


def test_an_empty_index_can_be_written_and_searched(tmp_path):
    assert len(build(tmp_path, []).search("kite", 3).numbers) == 0
    assert len(build(tmp_path, ["", "the"]).search("kite", 3).numbers) == 0


def test_nothing_of_the_build_is_left_behind(folder):
    assert not list(folder.rglob("*.part*"))


@given(st.lists(st.text(alphabet="abcdé \n京", max_size=12), max_size=8), st.text(alphabet="abcdé 京", max_size=5))
def test_any_texts_can_be_found_by_their_own_words(tmp_path_factory, texts, query):
    index = build(tmp_path_factory.mktemp("any"), texts, 5)
    wanted = set(Analyzer().terms(query))
    sharing = {number for number, text in enumerate(texts) if wanted & set(Analyzer().terms(text))}
    assert set(index.search(query, 100).numbers.tolist()) == sharing


def test_parts_that_do_not_fit_each_other_are_an_index_fault(tmp_path):
    build(tmp_path, TEXTS)
    np.save(tmp_path / FOLDER / "indptr.csc.index.npy", np.zeros(3, np.int64))
    with pytest.raises(IndexFault, match="do not fit"):
        Bm25(tmp_path)


def test_settings_that_cannot_be_read_are_an_index_fault(tmp_path):
    build(tmp_path, TEXTS)
    (tmp_path / FOLDER / "params.index.json").write_text("{", "utf-8")
    with pytest.raises(IndexFault, match="cannot be read"):
        Bm25(tmp_path)


def test_settings_say_how_scores_were_made(folder):
    settings = json.loads((folder / FOLDER / "params.index.json").read_text("utf-8"))
    assert (settings["k1"], settings["b"], settings["method"]) == (K1, B, "lucene")
