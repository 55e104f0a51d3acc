"""Word forms come out as English has them."""

from __future__ import annotations

import pytest

from wikiseek.grammar import fill, indefinite, is_singular_verb, names_kind, past_tense, plural, third_person
from wikiseek.grammar.inflection import participle


@pytest.mark.parametrize(
    ("noun", "phrase"),
    [
        ("city", "a city"),
        ("actor", "an actor"),
        ("university", "a university"),
        ("hour", "an hour"),
        ("MP", "an MP"),
        ("NATO member", "a NATO member"),
        ("US state", "a US state"),
        ("one-act play", "a one-act play"),
        ("European country", "a European country"),
        ("umbrella", "an umbrella"),
        ("unincorporated town", "an unincorporated town"),
        ("unit", "a unit"),
        ("union", "a union"),
        ("heir", "an heir"),
        ("hotel", "a hotel"),
        ("island", "an island"),
        ("U.S. state", "a U.S. state"),
        ("usurper", "a usurper"),
        ("unusual clock", "an unusual clock"),
        ("uninhabited island", "an uninhabited island"),
        ("eunuch", "a eunuch"),
        ("ukulele player", "a ukulele player"),
        ("urban district", "an urban district"),
        ("8-bit computer", "an 8-bit computer"),
        ("Élysée guard", "an Élysée guard"),
        ("unitary state", "a unitary state"),
        ("uncle", "an uncle"),
        ("honorary title", "an honorary title"),
        ("ubiquitous weed", "a ubiquitous weed"),
        ("upland", "an upland"),
        ("utopian novel", "a utopian novel"),
    ],
)
def test_the_article_follows_the_sound(noun, phrase):
    assert indefinite(noun) == phrase


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("city", "cities"),
        ("actor", "actors"),
        ("church", "churches"),
        ("woman", "women"),
        ("tennis player", "tennis players"),
        ("member of parliament", "members of parliament"),
        ("species", "species"),
        ("series", "series"),
        ("wolf", "wolves"),
        ("knife", "knives"),
        ("chief", "chiefs"),
        ("hero", "heroes"),
        ("photo", "photos"),
        ("analysis", "analyses"),
        ("bus", "buses"),
        ("day", "days"),
        ("German", "Germans"),
        ("statesman", "statesmen"),
        ("fox", "foxes"),
        ("city in Spain", "cities in Spain"),
        ("genus", "genera"),
        ("human", "humans"),
        ("grandchild", "grandchildren"),
        ("aircraft", "aircraft"),
        ("Englishwoman", "Englishwomen"),
        ("salesperson", "salespeople"),
    ],
)
def test_plurals_inflect_the_head(noun, many):
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("lemma", "past", "participled", "third"),
    [
        ("study", "studied", "studied", "studies"),
        ("stop", "stopped", "stopped", "stops"),
        ("visit", "visited", "visited", "visits"),
        ("transfer", "transferred", "transferred", "transfers"),
        ("write", "wrote", "written", "writes"),
        ("teach", "taught", "taught", "teaches"),
        ("found", "founded", "founded", "founds"),
        ("become", "became", "become", "becomes"),
        ("play", "played", "played", "plays"),
        ("have", "had", "had", "has"),
        ("go", "went", "gone", "goes"),
    ],
)
def test_verbs_are_inflected(lemma, past, participled, third):
    assert (past_tense(lemma), participle(lemma), third_person(lemma)) == (past, participled, third)


@pytest.mark.parametrize(
    ("relation", "single"),
    [
        ("was born in [X]", True),
        ("studied under [X]", True),
        ("features [X]", True),
        ("became a pupil of [X]", True),
        ("were founded by [X]", False),
        ("consist of [X]", False),
        ("are a band from [X]", False),
        ("has won [X]", True),
        ("have won the [X]", False),
        ("wrote for [X]", True),
    ],
)
def test_number_is_read_off_the_verb(relation, single):
    assert is_singular_verb(relation) is single


def test_a_relation_that_names_the_kind_is_told_from_one_that_does_not():
    assert names_kind("is a city in [X]")
    assert names_kind("was the first president of [X]")
    assert not names_kind("was born in [X]")
    assert not names_kind("studied at the [X]")


def test_filling_the_place_never_doubles_the_article():
    assert fill("won the [X]", "the prize that was founded in 1901") == "won the prize that was founded in 1901"
    assert fill("won the [X]", "Nobel Prize") == "won the Nobel Prize"
    assert fill("was born in [X]", "the city that has a gate") == "was born in the city that has a gate"
    assert fill("won the [X]", "his first cup") == "won his first cup"
