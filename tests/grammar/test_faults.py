"""Classes of faults that readers of claims found: each is refused, or told in full."""

from __future__ import annotations

import pytest

from tests.grammar.pages import told

PERSON = "Anna Holm was a Swedish physicist. She wrote much.\n"


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # an adverb that changes the meaning is kept, or the claim refused
        ("Holm worked separately from [[Otto Weber]].", "worked separately from [Otto Weber]"),
        ("Holm was first taught by [[Otto Weber]].", "was first taught by [Otto Weber]"),
        ("Holm lived mostly in [[Paris]].", "lived mostly in [Paris]"),
        ("Holm nearly moved to [[Paris]].", ""),
        ("Holm became less popular in [[Paris]].", ""),
        # a preposition of several words, a lost complement
        ("Holm left the club due to a quarrel with [[Otto Weber]].", ""),
        ("Holm agreed at the urging of [[Otto Weber]] to write a book.", ""),
        ("Holm was named by [[Otto Weber]] as the best poet.", ""),
        # half of a row of things
        ("Holm lived at the junction of the [[Sund]] with the [[Elv]].", ""),
        ("Holm was the daughter of [[Otto Weber]] or Karl Berg.", ""),
        ("Holm attended [[Lund]], Ystad and Malmö universities.", ""),
        ("Holm was an influence on a generation of poets, including [[Otto Weber]].", ""),
        ("Holm was the first member of the Academy of [[Lund]] who could read.", ""),
        # the parts of a name
        ("Holm was buried in the Church of Saint Nils, [[Lund]], Sweden.", ""),
        # relations that say little
        ("Holm visited [[Paris]].", ""),
        ("Holm was in [[Paris]].", ""),
        ("Holm was part of the [[Lund Society]].", ""),
        ("Holm was mentioned by [[Otto Weber]].", ""),
        # a participle that says something of another noun
        ("In her later years, spent in [[Paris]], Holm was ill.", ""),
        # one of two "in", one of two "of"
        ("Holm lived in Lund, east of Ystad in [[Skåne]].", ""),
        (
            "Holm was the mother of Nils with Karl Berg, and of [[Otto Weber]] with Sven Lind.",
            "",
        ),
        # what is joined to something
        ("Holm joined the county of [[Lund]] to her lands in Skåne.", ""),
        # seeming, and a head noun that several names share
        ("In [[Paris]], Holm appears to have been happy.", ""),
        ("Holm lived in [[Lund]] and Ystad Counties.", ""),
        # the wrong voice
        ("Holm was sent home and made the head of [[Lund Hospital]].", ""),
    ],
)
def test_faults_of_a_person_s_page(grammar, sentence, claims):
    assert told(grammar, "Anna Holm", PERSON + sentence, "physicist", ["person"]) == claims


def test_a_rank_keeps_its_number(grammar):
    text = "Holmby is the largest of the islands and the fifth largest in the [[Sund]]."
    assert told(grammar, "Holmby", text, "island") in ("", "is the fifth largest in the [Sund]")


def test_one_of_two_persons_is_not_the_page(grammar):
    text = "Anna and Ida Holm are singers.\nAnna studied in [[Paris]]. Ida moved to [[Lund]]."
    assert told(grammar, "Anna and Ida Holm", text, "singer", ["person"]) == ""


def test_an_article_is_kept_before_a_name_that_wants_it(grammar):
    text = PERSON + "Holm joined the small [[Lund Society]]. Holm sailed on the upper [[Elv]]."
    assert told(grammar, "Anna Holm", text, "physicist", ["person"]) == "joined the [Lund Society]; sailed on the [Elv]"


def test_pages_on_a_side_of_a_country_do_not_speak_for_it(grammar):
    text = "Foreign relations of the Free Republic of Skåne (FRS) are good.\nThe FRS joined the [[Lund League]]."
    assert told(grammar, "Foreign relations of the Free Republic of Skåne", text) == ""


def test_a_country_named_first_on_a_page_about_one_side_of_it_is_not_the_page(grammar):
    text = "Ruritania keeps good relations.\nRuritania joined the [[Lund League]]."
    assert told(grammar, "Foreign relations of Ruritania", text) == ""


def test_a_river_between_neighbours_is_no_neighbour(grammar):
    text = "Holmby is a county. It borders [[Lundia]] to the west, Skonia by the [[Elv]] to the north."
    assert told(grammar, "Holmby", text, "county") == "borders [Lundia]"


def test_the_past_of_an_irregular_verb_is_written_right(grammar):
    text = PERSON + "Holm fell ill after drinking with [[Otto Weber]]."
    assert "drinked" not in told(grammar, "Anna Holm", text, "physicist", ["person"])
