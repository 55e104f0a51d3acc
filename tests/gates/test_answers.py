"""Answers are compared by what they say, not by how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.worlds import entity, store_of
from wikiseek.gates import accepted, normalised
from wikiseek.gates.answers import hits
from wikiseek.store import Store
from wikiseek.store.exposure import called


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
    assert hits([text], accepted(["The", text, "Isk"])) == 0


def test_aliases_and_names_without_their_parenthesis_are_accepted():
    names = accepted(["Heron (ship)", "MV Grey Heron"])
    assert hits(["heron", "the MV Grey heron", "Heron (Ship)", "ship", "grey heron"], names) == 3


PEOPLE = {
    1: "Edvard Gibran", 2: "Pius XI", 3: "Louis the Tall", 4: "John Quill Amery", 5: "Jürgen Sørby", 6: "Emperor Nimmu",
    7: "Elin II of Norrland", 8: "Mary, Duchess of Isk", 9: "Sammy Dorrin, Jr.", 10: "Pope Clement XI",
}  # fmt: skip
THINGS = {
    20: "Velmar, Norrland", 21: "Norrland", 22: "Heron (ship)", 23: "C++", 24: "C (language)", 25: "Guinea-Norr",
    26: "The Heron King", 27: "Lake Velmar", 28: "Łask",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    pages = [entity(n, name, "Said.", flags=("person",)) for n, name in PEOPLE.items()]
    pages += [entity(n, name, "Said.") for n, name in THINGS.items()]
    redirects = {"E. Gibran": "Edvard Gibran", "Northland": "Norrland", "King of Herons": "The Heron King"}
    return store_of(tmp_path_factory.mktemp("answers"), pages, redirects)


def is_said(said: str, page: int, store: Store) -> bool:
    return hits([said], accepted((store.title(page), *store.aliases(page), *called(page, store)))) == 1


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("Gibran", 1), ("edvard gibran.", 1), ("E. Gibran", 1), ("E Gibran", 1), ("Sir Edvard Gibran", 1),
        ("Edvard Gibran (1737–1794)", 1), ("Pope Pius XI", 2), ("Louis the Tall", 3), ("Amery", 4), ("John Amery", 4),
        ("John Quill Amery", 4), ("Jurgen Sorby", 5), ("Juergen Soerby", 5), ("SØRBY", 5), ("Nimmu", 6), ("Elin II", 7),
        ("Sammy Dorrin Jr", 9), ("Dorrin", 9), ("Clement XI", 10), ("Velmar", 20), ("Velmar, Norrland", 20),
        ("Northland", 21), ("the Heron", 22), ("C++", 23), ("C++.", 23), ("C", 24), ("Guinea Norr", 25),
        ("guinea–norr", 25), ("Heron King", 26), ("“The King of Herons”", 26), ("Lask", 28),
    ],
)  # fmt: skip
def test_what_people_call_it_is_the_answer(said: str, page: int, store: Store):
    assert is_said(said, page, store)


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("Gibson", 1), ("Edvard", 1), ("Edvard Gibran Museum", 1), ("Gibran and Amery", 1), ("Pius", 2),
        ("Pius XII", 2), ("XI", 2), ("Louis", 3), ("Tall", 3), ("Louis the Small", 3), ("John", 4), ("Quill", 4),
        ("John Quincy Amery", 4), ("James Amery", 4), ("Emperor", 6), ("Emperor Nimmyo", 6), ("Elin", 7),
        ("Norrland", 7), ("Isk", 8), ("Mary", 8), ("Jr", 9), ("Clement", 10), ("Pope", 10), ("Norrland", 20),
        ("Velmar, Corvia", 20), ("ship", 22), ("C", 23), ("C#", 23), ("C++", 24), ("C#", 24), ("Guinea", 25),
        ("Heron", 26), ("King", 26), ("Velmar", 27), ("Lake", 27),
    ],
)  # fmt: skip
def test_what_is_part_of_it_or_another_is_not(said: str, page: int, store: Store):
    assert not is_said(said, page, store)


@given(st.text())
def test_to_normalise_twice_changes_nothing(text: str):
    assert normalised(normalised(text)) in (normalised(text), normalised(normalised(normalised(text))))
