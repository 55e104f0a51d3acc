from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tests.search.building import build_search
from tests.search.worlds import MemoryTexts, town_pages, write_static_encoder
from wikiseek import codec, files
from wikiseek.errors import IndexFault, NotFound
from wikiseek.search import Searcher, prepare_search
from wikiseek.search.static import StaticEncoder

RETRIEVERS = ("bm25", "dense", "hybrid")
ROOT = Path(__file__).parent.parent.parent


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in files.tree_files(folder)}


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints."""
    path = os.pathsep.join([str(ROOT), *sys.path])
    env = {**os.environ, "PYTHONPATH": path, **environment}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.parametrize("retriever", RETRIEVERS)
def test_hits_are_ranked_and_quote_their_page(searcher, towns, retriever):
    hits = searcher.lookup("who designed the lighthouse of the harbour town", 7, retriever)
    assert [hit.rank for hit in hits] == list(range(1, 8))
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
    for hit in hits:
        assert hit.text == towns.text(hit.page_id)[hit.start : hit.end]
        assert hit.title == towns.title(hit.page_id)
        assert type(hit.score) is float


def test_a_word_of_one_page_leads_to_it(searcher):
    assert searcher.lookup("quince17", 1, "bm25")[0].page_id == 170


def test_the_title_counts_for_every_passage_of_its_page(searcher, towns):
    hits = searcher.lookup("Town9", 50, "bm25")
    assert {hit.page_id for hit in hits} == {90}
    assert len(hits) > 2
    assert any("Town9" not in hit.text for hit in hits)


@pytest.mark.parametrize("retriever", RETRIEVERS)
def test_a_longer_list_begins_as_a_shorter_one(searcher, retriever):
    assert searcher.lookup("kite festival", 20, retriever)[:6] == searcher.lookup("kite festival", 6, retriever)


@pytest.mark.parametrize("retriever", RETRIEVERS)
def test_many_queries_give_the_hits_of_each(searcher, retriever):
    queries = ["kite festival", "", "copper mines", "zzzz"]
    assert searcher.lookup_many(queries, 5, retriever) == [searcher.lookup(each, 5, retriever) for each in queries]


@pytest.mark.parametrize("retriever", RETRIEVERS)
def test_page_ranks_count_each_page_once_by_its_best_passage(searcher, retriever):
    pages = searcher.page_ranks("poet letters in Town3", 10, retriever)
    hits = searcher.lookup("poet letters in Town3", 200, retriever)
    assert pages == list(dict.fromkeys(hit.page_id for hit in hits))[:10]


def test_page_ranks_end_where_the_pages_do(searcher, towns):
    assert sorted(searcher.page_ranks("kite festival", 1000, "dense")) == sorted(towns.ids())
    assert searcher.page_ranks("quince5", 10, "bm25") == [50]


@pytest.mark.parametrize("query", ["", "§§§", "\udcff", "\x00", "the"])
@pytest.mark.parametrize("retriever", ["bm25", "dense", "hybrid"])
def test_a_query_without_meaning_is_no_error(searcher, query, retriever):
    assert len(searcher.lookup(query, 3, retriever)) <= 3


def test_asking_for_nothing_gives_nothing(searcher):
    assert searcher.lookup("kite", 0) == []


def test_an_unknown_retriever_is_named(searcher):
    with pytest.raises(NotFound, match="choose bm25, dense or hybrid"):
        searcher.lookup("kite", 3, "sparse")


def test_threads_find_what_one_finds(searcher):
    expected = [searcher.lookup(f"kite Town{number}", 5) for number in range(12)]
    found: dict[int, object] = {}
    threads = [
        Thread(target=lambda number=number: found.update({number: searcher.lookup(f"kite Town{number}", 5)}))
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(12)] == expected


def test_a_build_tells_what_it_made(tmp_path, towns, tiny_encoder):
    heard = []
    summary = build_search(tmp_path, towns, str(tiny_encoder), progress=heard.append)
    assert summary.passages > 2 * len(towns.pages)
    assert (summary.encoder, summary.dimensions) == (StaticEncoder(tiny_encoder).id, 16)
    assert summary.factory == "SQfp16"
    assert heard == ["writing passages", "merging terms", "indexing vectors"]


@pytest.mark.parametrize("pages_a_piece", [1, 7, 100])
def test_bytes_do_not_depend_on_where_pieces_end(pages_a_piece, tmp_path, towns, index, tiny_encoder):
    build_search(tmp_path / "index", towns, str(tiny_encoder), pages_a_piece=pages_a_piece)
    assert content(tmp_path / "index") == content(index)


def test_a_build_has_the_same_bytes_again_and_over_an_old_one(tmp_path, towns, index, tiny_encoder):
    build_search(tmp_path, town_pages(3), str(tiny_encoder), "Flat")
    build_search(tmp_path, towns, str(tiny_encoder))
    assert content(tmp_path) == content(index)


def test_a_build_has_the_same_bytes_for_any_hash_seed_and_locale(tmp_path, index, tiny_encoder):
    code = (
        "from pathlib import Path; from tests.search.building import build_search;"
        "from tests.search.worlds import town_pages;"
        f"build_search(Path({str(tmp_path)!r}), town_pages(), {str(tiny_encoder)!r})"
    )
    python(code, PYTHONHASHSEED="4242", LC_ALL="C", OMP_NUM_THREADS="1")
    assert content(tmp_path) == content(index)


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF4,SQ8"])
def test_the_factory_can_be_chosen(tmp_path, towns, tiny_encoder, factory):
    assert build_search(tmp_path, towns, str(tiny_encoder), factory).factory == factory
    assert len(Searcher.open(tmp_path, towns).lookup("kite festival", 5, "dense")) == 5


def test_a_misspelt_factory_is_told_before_the_work(tmp_path, towns, tiny_encoder):
    with pytest.raises(NotFound, match="Flatt"):
        prepare_search(tmp_path, str(tiny_encoder), "Flatt")


def test_an_index_needs_its_encoders_folder_no_more(tmp_path, towns):
    encoder = write_static_encoder(tmp_path / "encoder")
    build_search(tmp_path / "index", towns, str(encoder))
    shutil.rmtree(encoder)
    assert Searcher.open(tmp_path / "index", towns).lookup("kite", 1, "dense")


def test_without_an_encoder_hybrid_ranks_as_bm25(tmp_path, towns, tiny_encoder):
    build_search(tmp_path, towns, str(tiny_encoder))
    summary = build_search(tmp_path, towns, "none")
    assert (summary.encoder, summary.dimensions, summary.factory) == ("", 0, "")
    assert not (tmp_path / "dense").exists()
    searcher = Searcher.open(tmp_path, towns)
    by_words = [(hit.page_id, hit.start) for hit in searcher.lookup("kite festival", 5, "bm25")]
    assert [(hit.page_id, hit.start) for hit in searcher.lookup("kite festival", 5)] == by_words
    with pytest.raises(IndexFault, match="no dense part"):
        searcher.lookup("kite", 3, "dense")


@pytest.mark.parametrize("encoded", [True, False])
def test_a_piece_of_many_passages_is_written(encoded, tmp_path, towns, index, tiny_encoder, monkeypatch):
    monkeypatch.setattr("wikiseek.search.vectors._PASSAGES_AT_ONCE", 3)
    encoder = str(tiny_encoder) if encoded else "none"
    build_search(tmp_path / "index", towns, encoder, pages_a_piece=100)
    same = content(tmp_path / "index")
    assert same == {name: data for name, data in content(index).items() if encoded or not name.startswith("dense/")}


def test_no_pages_make_an_index_that_finds_nothing(tmp_path, tiny_encoder):
    texts = MemoryTexts({})
    assert build_search(tmp_path, texts, str(tiny_encoder)).passages == 0
    assert all(Searcher.open(tmp_path, texts).lookup("kite", 3, each) == [] for each in RETRIEVERS)


def test_another_encoder_is_an_index_fault(tmp_path, index, towns):
    shutil.copytree(index, tmp_path / "index")
    write_static_encoder(tmp_path / "index" / "dense" / "encoder", seed=9)
    with pytest.raises(IndexFault, match="has changed"):
        Searcher.open(tmp_path / "index", towns)


def test_a_moved_encoder_can_be_given(tmp_path, index, towns, tiny_encoder):
    shutil.copytree(index, tmp_path / "index")
    record = tmp_path / "index" / "dense" / "encoder.json"
    record.write_bytes(codec.line(codec.load(record.read_bytes()) | {"path": "/nowhere"}))
    searcher = Searcher.open(tmp_path / "index", towns, StaticEncoder(tiny_encoder))
    assert searcher.lookup("kite", 1, "dense")


@pytest.mark.parametrize("name", ["passages.npy", "dense/vectors.npy", "dense/index.faiss", "dense/encoder.json"])
def test_a_missing_part_is_an_index_fault(tmp_path, index, towns, name):
    shutil.copytree(index, tmp_path / "index")
    (tmp_path / "index" / name).unlink()
    with pytest.raises(IndexFault):
        Searcher.open(tmp_path / "index", towns)


def test_parts_of_two_builds_are_an_index_fault(tmp_path, index, towns, tiny_encoder):
    shutil.copytree(index, tmp_path / "index")
    build_search(tmp_path / "other", town_pages(2), str(tiny_encoder))
    shutil.copy(tmp_path / "other" / "passages.npy", tmp_path / "index" / "passages.npy")
    with pytest.raises(IndexFault, match="passages"):
        Searcher.open(tmp_path / "index", towns)


def test_importing_search_loads_no_heavy_library():
    heavy = "{'faiss', 'torch', 'bm25s', 'model2vec', 'transformers', 'tokenizers', 'safetensors', 'Stemmer', 'scipy'}"
    assert python(f"import sys, wikiseek.search; print(sorted({heavy} & sys.modules.keys()))") == "[]"


def test_a_lookup_loads_no_torch(index):
    code = (
        "import sys; from pathlib import Path; from wikiseek.search import Searcher;"
        "from tests.search.worlds import town_pages;"
        f"print(Searcher.open(Path({str(index)!r}), town_pages()).lookup('quince17', 1, 'bm25')[0].page_id,"
        "sorted({'torch', 'bm25s', 'model2vec', 'transformers'} & sys.modules.keys()))"
    )
    assert python(code) == "170 []"


def test_a_sweep_finds_what_each_retriever_finds(searcher):
    queries = ["kite festival", "who designed the lighthouse of the harbour town", "quince17", "zzz"]
    for query, found in zip(queries, searcher.sweep(queries, 7, 3), strict=True):
        assert found.keys() == set(RETRIEVERS)
        for name, each in found.items():
            assert list(each.pages) == searcher.page_ranks(query, 7, name)
            hits = searcher.lookup(query, 3, name)
            assert [(p.page_id, p.start, p.end) for p in each.passages] == [(h.page_id, h.start, h.end) for h in hits]


def test_a_sweep_of_many_queries_is_one_of_each(searcher):
    queries = [f"kite Town{number}" for number in range(40)]
    assert searcher.sweep(queries, 9, 5) == [searcher.sweep([query], 9, 5)[0] for query in queries]


def test_without_an_encoder_a_sweep_asks_words_alone(tmp_path, towns):
    build_search(tmp_path, towns, "none")
    (found,) = Searcher.open(tmp_path, towns).sweep(["kite festival"], 5, 5)
    assert found.keys() == {"bm25"}


def test_pages_are_told_though_one_page_has_more_passages_than_are_ranked(searcher, monkeypatch):
    monkeypatch.setattr("wikiseek.search.searcher._FUSED", 3)
    (found,) = searcher.sweep(["Town9 kite festival"], 6, 2)
    assert list(found["bm25"].pages) == searcher.page_ranks("Town9 kite festival", 6, "bm25")
    assert len(found["bm25"].pages) == 6
