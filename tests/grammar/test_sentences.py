"""Sentences are cut where a reader would cut them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.grammar import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "The novels of J. R. R. Tolkien are long.",
        "He joined the U.S. Army as a cook.",
        "The church was begun c. 1850 by monks.",
        "They married at St. Paul in the spring.",
        "Its founder was Dr. Anna Holm of Lund.",
        "The Symphony No. 5 is short.",
        "Some rivers, e.g. Loire and Rhine, are long.",
        "The tower is 3.5 metres wide.",
        "She met Lt. Col. Harris in Ft. Worth.",
        "It was painted by Jan van Eyck, Jr. for a guild.",
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_a_sentence(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("He moved to the U.S. The army refused him.", ["He moved to the U.S.", "The army refused him."]),
        ("He fought in World War I. He was a pilot.", ["He fought in World War I.", "He was a pilot."]),
        ('He said "Go." They went.', ['He said "Go."', "They went."]),
        ("Why? Nobody knows! It is so.", ["Why?", "Nobody knows!", "It is so."]),
        ("It fell in 1920. 300 people came.", ["It fell in 1920.", "300 people came."]),
    ],
)
def test_a_full_stop_before_an_opening_ends_a_sentence(text, parts):
    assert cut(text) == parts


def test_a_sentence_never_crosses_a_newline():
    assert cut("The first line\nand the second. End") == ["The first line", "and the second.", "End"]


def test_only_the_given_paragraphs_are_cut():
    text = "One. Two.\nThree. Four."
    assert [text[a:b] for a, b in sentences(text, [(10, len(text))])] == ["Three.", "Four."]


@given(st.text(alphabet="aB. \n!?\"'1(", max_size=200))
def test_sentences_are_ordered_and_lose_nothing_but_space(text):
    spans = sentences(text, [(0, len(text))])
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all("\n" not in text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
