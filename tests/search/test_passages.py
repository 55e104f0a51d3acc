from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.worlds import SENTENCES, page
from wikiseek.errors import IndexFault
from wikiseek.records import Passage, Section
from wikiseek.search import cut, lead
from wikiseek.search.passages import FILE, PassageTable, rows, writer

LONG = " ".join(SENTENCES * 10)

texts = st.lists(
    st.sampled_from([*SENTENCES, "word ", "\n\n", "Mr. J. Smith said: ", "東京は大きい。", "x" * 30, " "])
).map(" ".join)


def quoted(text: str, passages: list[Passage]) -> list[str]:
    return [text[each.start : each.end] for each in passages]


def test_passages_are_of_about_a_hundred_words():
    counts = [len(words.split()) for words in quoted(LONG, cut(1, LONG, []))]
    assert len(counts) > 5
    assert all(85 <= count <= 115 for count in counts)


def test_passages_end_where_sentences_end():
    assert all(words.endswith(".") and words[0].isupper() for words in quoted(LONG, cut(1, LONG, [])))


def test_passages_cover_every_word_once_and_in_order():
    assert " ".join(quoted(LONG, cut(1, LONG, []))).split() == LONG.split()


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_text_is_covered_outside_its_headings(bodies):
    _, text, sections = page("P", *bodies)
    found = quoted(text, cut(1, text, sections))
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", "".join(bodies))
    assert all(words == words.strip() != "" for words in found)


def test_no_passage_crosses_or_holds_a_heading():
    _, text, sections = page("P", SENTENCES[0], SENTENCES[1], SENTENCES[2])
    assert quoted(text, cut(1, text, sections)) == list(SENTENCES[:3])


def test_headings_that_are_not_in_the_text_separate_all_the_same():
    text = f"{SENTENCES[0]}\n\n{SENTENCES[1]}"
    sections = [Section("History", 2, text.index(SENTENCES[1]))]
    assert quoted(text, cut(1, text, sections)) == list(SENTENCES[:2])


def test_headings_without_a_body_give_no_passage():
    text = "Lead.\n\nHistory\n\nEarly history\nBody."
    sections = [Section("History", 2, text.index("Early")), Section("Early history", 3, text.index("Body"))]
    assert quoted(text, cut(1, text, sections)) == ["Lead.", "Body."]


def test_the_lead_comes_first():
    _, text, sections = page("P", LONG, LONG)
    passages = cut(7, text, sections)
    assert passages[0].start == 0
    assert passages == sorted(passages, key=lambda each: each.start)
    assert {each.page_id for each in passages} == {7}


def test_a_short_body_is_one_passage():
    assert cut(1, "Two words.", []) == [Passage(1, 0, 10)]


def test_an_empty_page_has_no_passages():
    assert cut(1, "", []) == cut(1, " \n ", [Section("See also", 2, 2)]) == []


def test_a_sentence_without_end_is_cut_between_words():
    text = " ".join(f"word{number}" for number in range(1000))
    found = quoted(text, cut(1, text, []))
    assert len(found) == 10
    assert " ".join(found) == text


def test_an_initial_does_not_end_a_sentence():
    names = "The prize went to J. Smith and to W. H. Auden that year. " * 40
    assert not any(re.search(r"\b[A-Z]\.$", words) for words in quoted(names, cut(1, names, [])))


def test_text_without_spaces_is_cut_too():
    text = "東京は日本の首都であり、とても大きい都市です。" * 40
    found = quoted(text, cut(1, text, []))
    assert len(found) > 3
    assert all(words.endswith("。") for words in found)


def test_the_table_gives_back_what_was_written(tmp_path):
    passages = [Passage(3, 0, 10), Passage(3, 11, 4_000_000_000), Passage(4_294_967_295, 5, 6)]
    with writer(tmp_path) as table:
        table.append(rows(passages[:1]))
        table.append(rows([]))
        table.append(rows(passages[1:]))
    read = PassageTable(tmp_path)
    assert [read[number] for number in range(len(read))] == passages
    assert read.pages(np.array([2, 0])) == [4_294_967_295, 3]


def test_a_table_not_finished_is_not_there(tmp_path):
    with pytest.raises(RuntimeError, match="power"), writer(tmp_path) as table:
        table.append(rows([Passage(1, 2, 3)]))
        raise RuntimeError("power cut")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IndexFault, match="missing"):
        PassageTable(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"no array at all"])
def test_a_damaged_table_is_an_index_fault(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(IndexFault, match="damaged"):
        PassageTable(tmp_path)


def test_a_truncated_table_is_an_index_fault(tmp_path):
    with writer(tmp_path) as table:
        table.append(rows([Passage(1, 2, 3)] * 100))
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:-5])
    with pytest.raises(IndexFault, match="damaged"):
        PassageTable(tmp_path)


def test_pickles_are_never_read(tmp_path):
    np.save(tmp_path / FILE, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(IndexFault):
        PassageTable(tmp_path)


def test_another_layout_is_an_index_fault(tmp_path):
    np.save(tmp_path / FILE, np.zeros((4, 2), np.uint32))
    with pytest.raises(IndexFault, match="another version"):
        PassageTable(tmp_path)


def test_the_lead_is_what_stands_before_the_first_heading():
    text = "A town.\n\nHistory\nOld."
    history = Section("History", 2, 17)
    assert [text[a:b] for a, b in lead(text, [history])] == ["A town."]
    assert [text[a:b] for a, b in lead("A town.", [])] == ["A town."]
    assert list(lead("History\nOld.", [Section("History", 2, 8)])) == []
    assert list(lead("", [])) == []
