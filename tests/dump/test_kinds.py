"""The kind is a noun phrase one can ask for: "Which … was born in …?"."""

from __future__ import annotations

import pytest

from wikiseek.dump.kinds import kind_of, lead_of, singular

KINDS = [
    ("Ilsa Varn (9 May 1874 – 2 November 1946) was a Marenian physicist.", "physicist"),
    ("X is an American computer scientist and writer.", "computer scientist"),
    ("X was a Polish-born physicist and chemist.", "physicist"),
    ("X is a former professional tennis player from Marenia.", "professional tennis player"),
    ("X (born 1950) is an actress, singer, and model.", "actress"),
    ("X is a U.S. state located in the Grey region.", "U.S. state"),
    ("X is a retired tennis player and former champion.", "tennis player"),
    ("X is a landlocked country in Asia.", "country"),
    ("X is a small, quiet town on the Isk.", "town"),
    ("X is the largest city in Marenia.", "city"),
    ("X is the capital and largest city of Marenia.", "city"),
    ("X is the capital of Marenia.", "capital city"),
    ("X is one of the fifty states of Marenia.", "state"),
    ("X was one of the most important mathematicians of the century.", "mathematician"),
    ("X is a type of sailing boat used on lakes.", "sailing boat"),
    ("X is a 1934 film directed by Y.", "film"),
    ("X is a science fiction novel by Y, published in 1990.", "science fiction novel"),
    ("X is a species of fern that grows by lakes.", "species"),
    ("X is a breed of dog.", "dog breed"),
    ("In Marenian mythology, X was a Grey goddess of rain.", "goddess"),
    ("X, which is a word, is a river in Marenia.", "river"),
    ("X is a sweet carbonated drink.", "drink"),
    ("X is an action and adventure film by Y.", "film"),
    ("X is a municipality.", "municipality"),
    ("X is a fictional character in the novels of Y.", "fictional character"),
    ("X are ships that carry people.", "ship"),
    ("X is an oil painting by Y.", "oil painting"),
    ("X (/ɪks/; Greek: Ξ) is a programming language.", "programming language"),
    ("X was born in Kelmar. He was a poet.", "poet"),
    ("X, the fifth king of Marenia (1210 in A – 1279 in B).", "king"),
    ("X is a TV series of the 1990s.", "television series"),
    ("X was the 16th President of Marenia.", "president"),
    ("X was Prime Minister of Marenia. He was a lawyer.", "lawyer"),
    ("X was the first Prime Minister of Marenia.", "prime minister"),
    ("X is an official national anthem.", "national anthem"),
]

NONE = [
    "X is the name of several towns.",
    "X is a term used in law.",
    "X is the study of stars.",
    "X is a member of the family Y.",
    "X is the son of Y.",
    "X is used for cooking.",
    "X refers to several things.",
    "X is a method of making glass.",
    "X is 5 km long.",
    "X is a form of oligopoly.",
    "X is naval.",
    "X is a very large.",
    "X is the most common cause of fire.",
    "It is.",
    "",
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_first_sentence_gives_the_kind(text: str, kind: str) -> None:
    assert kind_of("X", text, lead_of(text), (), ()) == kind


@pytest.mark.parametrize("text", NONE)
def test_no_kind_is_better_than_a_wrong_one(text: str) -> None:
    assert kind_of("X", text, lead_of(text), (), ()) == ""


def test_the_infobox_and_then_the_categories_help_out() -> None:
    assert kind_of("X", "X.", None, (), (), "tennis biography") == "tennis player"
    assert kind_of("X", "X.", None, (), ("1907 births", "Marenian painters")) == "painter"
    assert kind_of("X", "X.", None, (), ("Cities in Marenia",)) == "city"
    assert kind_of("X", "X.", None, (), ("Marenia", "Buildings and structures", "1907 births")) == ""


def test_a_common_noun_is_no_instance_of_its_category() -> None:
    text = "A column supports what is above it. Every column is upright."
    assert kind_of("Column", text, None, (), ("Buildings in stone",)) == ""


def test_a_subject_is_not_of_its_own_kind() -> None:
    text = "A painter is a painter of pictures."
    assert kind_of("Painter", text, lead_of(text), (), ()) == ""


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("cities", "city"),
        ("churches", "church"),
        ("women", "woman"),
        ("species", "species"),
        ("buses", "bus"),
        ("rivers", "river"),
        ("glass", "glass"),
        ("chess", "chess"),
        ("heroes", "hero"),
        ("football players", "football player"),
        ("physics", "physics"),
        ("noblemen", "nobleman"),
        ("specimen", "specimen"),
        ("wolves", "wolf"),
    ],
)
def test_plurals_become_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
