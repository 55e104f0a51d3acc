"""Answers are compared by what they say, not by how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.gates import accepted, normalised
from wikiseek.gates.answers import hits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Grey Heron", "grey heron"),
        ("Ilsa  Varn.", "ilsa varn"),
        ("“Ilsa Varn”", "Ilsa Varn"),
        ("Benoît Mandelbrot", "Benoit Mandelbrot"),
        ("U.S.", "US"),
        ("A Heron and an Otter", "heron and otter"),
        ("Kelmar—Dorrin", "Kelmar-Dorrin"),
        ("Ｋｅｌｍａｒ", "Kelmar"),
    ],
)
def test_case_articles_punctuation_accents_and_spaces_do_not_count(one: str, other: str):
    assert normalised(one) == normalised(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Ilsa Varn", "Ilsa Van"), ("1871", "1817"), ("Anna", "a Anna Ann")])
def test_what_says_something_else_is_something_else(one: str, other: str):
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("text", ["", " ", "the", "...", "–"])
def test_what_says_nothing_is_no_answer(text: str):
    assert normalised(text) == ""
    assert hits([text], accepted("The", [text, "Isk"])) == 0


def test_aliases_and_names_without_their_parenthesis_are_accepted():
    names = accepted("Heron (ship)", ["MV Grey Heron"])
    assert hits(["heron", "the MV Grey heron", "Heron (Ship)", "ship", "grey heron"], names) == 3


@given(st.text())
def test_to_normalise_twice_changes_nothing(text: str):
    assert normalised(normalised(text)) in (normalised(text), normalised(normalised(normalised(text))))
