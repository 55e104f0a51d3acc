"""What goes into the store comes out of it, the same bytes for the same pages."""

import random
import shutil
from pathlib import Path

import lmdb
import pytest

from tests.store.worlds import entity, store_of, write_store
from wikiseek.errors import DumpError, IndexFault
from wikiseek.records import Attribute, Section
from wikiseek.store import ShardWriter, Store

ANNA = entity(
    5,
    "Anna Berg",
    "Anna Berg was born in Lund town.",
    [("Lund town", "Lund")],
    kind="painter",
    flags=("person",),
    categories=("Painters",),
    attributes=(Attribute("Born", "Lund", ("Lund",)),),
    sections=(Section("Life", 2, 3),),
)
LUND = entity(9, "Lund", "Lund is a city. It has Nowhere.", [("Nowhere", "Nowhere")], kind="city")
LIST = entity(12, "List of towns", "Lund", [("Lund", "Lund")], flags=("list",))


def stored(folder: Path) -> list[bytes]:
    """The bytes of a store's files."""
    return [(folder / name / "data.mdb").read_bytes() for name in ("entities.lmdb", "postings.lmdb")]


def test_an_entity_is_read_back_as_it_was(tmp_path: Path) -> None:
    store = store_of(tmp_path, [ANNA, LUND, LIST])
    assert store.entity(5) == ANNA
    assert list(store.ids()) == [5, 9, 12]


def test_links_follow_redirects_and_red_links_stay(tmp_path: Path) -> None:
    painted = entity(20, "Gate", "By Berg.", [("Berg", "A. Berg")])
    store = store_of(tmp_path, [ANNA, LUND, painted], {"A. Berg": "Berg, A.", "Berg, A.": "Anna Berg"})
    assert list(store.linking(5)) == [20]
    assert list(store.linked(20)) == [5]
    assert store.resolve("A. Berg") == 5
    assert store.aliases(5) == ("A. Berg", "Berg, A.")
    assert list(store.linking_red("Nowhere")) == [9]


def test_chains_are_followed_and_loops_and_dead_ends_are_told(tmp_path: Path) -> None:
    redirects = {"A": "B", "B": "Lund", "C": "D", "D": "C", "E": "Missing", "F": "E", "G": "G", "Lund": "A"}
    red = entity(20, "Gate", "To E and F and Missing.", [("E", "E"), ("F", "F"), ("Missing", "Missing")])
    store = store_of(tmp_path, [LUND, red], redirects)
    assert [store.resolve(title) for title in "ABCDEFG"] == [9, 9, None, None, None, None, None]
    assert store.resolve("Lund") == 9
    assert store.aliases(9) == ("A", "B")
    assert store.meta("redirect_loops") == ["C", "D", "G"]
    assert store.missing_title("F") == "Missing"
    assert store.red_name_keys("Missing") == ["=E", "=F", "missing"]
    assert list(store.linking_red("Missing")) == [20]


def test_the_first_page_of_a_title_keeps_it(tmp_path: Path) -> None:
    other = entity(30, "Lund", "Another Lund.")
    assert store_of(tmp_path, [LUND, other], {"Lund": "Nowhere"}).resolve("Lund") == 9


def test_a_page_id_that_comes_twice_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="page id 9 comes twice"):
        store_of(tmp_path, [LUND, entity(9, "Other", "Other.")])


@pytest.mark.parametrize("pages_a_shard", [1, 2])
def test_where_shards_end_does_not_show_in_the_bytes(pages_a_shard: int, tmp_path: Path) -> None:
    pages = [ANNA, LUND, LIST, entity(20, "Gate", "By A. Berg.", [("A. Berg", "A. Berg")])]
    redirects = {"A. Berg": "Anna Berg", "Lunda": "Lund", "C": "D"}
    for name, size in (("one", 100), ("two", pages_a_shard)):
        store_of(tmp_path / name, pages, redirects, size).close()
    assert stored(tmp_path / "one") == stored(tmp_path / "two")


def test_where_shards_end_does_not_show_in_bytes_that_no_row_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of memory are used again with what was in them: all depends on what was written when."""
    monkeypatch.setattr("wikiseek.store.table._BATCH", 64)
    chance = random.Random(0)
    pages = [entity(2 * at, f"Page {at}", chance.randbytes(chance.randint(1, 9000)).hex()) for at in range(1, 300)]
    found = []
    for size in (7, 100, 300):
        folder = tmp_path / str(size)
        folder.mkdir()
        shards = [folder / f"shard{start}" for start in range(0, len(pages), size)]
        for start, path in zip(range(0, len(pages), size), shards, strict=True):
            shard = ShardWriter()
            for page in pages[start : start + size]:
                shard.add(page)
                shard.skip(page.id + 1, f"namespace {page.id}" * (page.id % 40))
            shard.write(path)
        write_store(folder, shards)
        found.append(stored(folder))
    assert found[0] == found[1] == found[2]


def test_postings_answer_by_category_attribute_kind_and_token(tmp_path: Path) -> None:
    store = store_of(tmp_path, [ANNA, LUND, LIST])
    assert list(store.in_category("Painters")) == [5]
    assert list(store.with_attribute("born", "LUND")) == [5]
    assert list(store.of_kind("city")) == [9]
    assert list(store.containing("lund")) == [5, 9, 12]
    assert list(store.candidates) == [5, 9]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        store_of(tmp_path / name, [ANNA, LUND, LIST], {"A. Berg": "Anna Berg"}).close()
    assert stored(tmp_path / "one") == stored(tmp_path / "two")


def test_a_folder_without_a_store_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="build the index first"):
        Store(tmp_path)


@pytest.mark.parametrize("name", ["entities.lmdb", "postings.lmdb"])
def test_a_damaged_store_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    store_of(tmp_path, [ANNA]).close()
    (tmp_path / name / "data.mdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(IndexFault, match="damaged"):
        Store(tmp_path)


def test_a_store_without_its_postings_is_refused_in_one_line(tmp_path: Path) -> None:
    store_of(tmp_path, [ANNA]).close()
    shutil.rmtree(tmp_path / "postings.lmdb")
    with pytest.raises(IndexFault, match="damaged"):
        Store(tmp_path)


def test_a_store_that_has_its_postings_among_the_other_tables_can_be_read(tmp_path: Path) -> None:
    store_of(tmp_path, [ANNA, LUND]).close()
    into = lmdb.open(str(tmp_path / "entities.lmdb"), map_size=1 << 30, max_dbs=30)
    with into, lmdb.open(str(tmp_path / "postings.lmdb"), max_dbs=30) as source:
        for name in (b"attributes", b"categories", b"kinds", b"tokens"):
            table, copied = source.open_db(name), into.open_db(name)
            with source.begin() as reading, into.begin(write=True) as writing:
                for key, value in reading.cursor(table):
                    writing.put(key, value, db=copied)
    shutil.rmtree(tmp_path / "postings.lmdb")
    assert list(Store(tmp_path).containing("lund")) == [5, 9]


def test_a_store_can_be_open_twice_and_outlives_the_other(tmp_path: Path) -> None:
    first = store_of(tmp_path, [ANNA, LUND])
    other = Store(tmp_path)
    assert first.title(5) == other.title(5)
    first.close()
    assert other.title(9)
    other.close()
    assert Store(tmp_path).title(5)
