"""What gives a hidden page away, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.worlds import entity, store_of
from wikiseek.store import Store
from wikiseek.store.exposure import exposed

PEOPLE = {
    1: "Jan Adams", 2: "Hillary Adams", 3: "Édouard Sørensen", 4: "Jürgen Groß", 5: "Alfonso III of Aragon",
    6: "Pope Pius XI", 7: "Maria Elena Duarte", 8: "Arnulf of Norrland",
}  # fmt: skip
THINGS = {
    20: "Chicago, Illinois", 21: "Illinois", 22: "Mercury (planet)", 23: "Italy", 24: "Lock, Stock and Barrel",
    25: "US", 26: "Empiricism", 27: "Łódź", 28: "Prinzeugenium",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """In this wiki everybody says Adams, Chicago, Maria, Duarte, Elena, lock and stock."""
    text = "Adams of Chicago and Maria Elena Duarte lock the stock of Jan in a barrel, Mercury Italy Groß Pius."
    pages = [entity(n, name, text, flags=("person",)) for n, name in PEOPLE.items()]
    pages += [entity(n, name, text) for n, name in THINGS.items()]
    pages += [entity(n, f"Page {n}", text) for n in range(100, 300)]
    return store_of(tmp_path_factory.mktemp("exposure"), pages, {"Roman Peninsula": "Italy"})


@pytest.mark.parametrize(
    ("text", "page", "said"),
    [
        ("a friend of Adams", 1, ["Adams"]),
        ("Adams's only house", 1, ["Adams"]),
        ("a painting by sorensen", 3, ["Sørensen"]),
        ("a painting by EDOUARD Sørensen", 3, ["Sørensen", "Édouard Sørensen", "edouard", "sørensen"]),
        ("what Juergen Gross said", 4, ["Groß", "Jürgen Groß"]),
        ("succeeded Alfonso III as king", 5, ["Alfonso III", "alfonso"]),
        ("was canonized by Pius XI", 6, ["Pius XI"]),
        ("taught Maria Duarte", 7, ["Duarte", "Maria Duarte"]),
        ("is a suburb of Chicago", 20, ["Chicago"]),
        ("is as near as Mercury", 22, ["Mercury"]),
        ("an Italian composer", 23, ["italian"]),
        ("the Roman peninsula", 23, ["Roman Peninsula"]),
        ("born in the US", 25, ["US"]),
        ("went to Lodz", 27, ["Łódź"]),
    ],
)
def test_names_and_parts_that_tell_are_found_in_every_spelling(text: str, page: int, said: list[str], store: Store):
    found = exposed(text, page, store)
    assert found
    assert set(found) <= set(said)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("married Hillary Adams", 1),
        ("lived in a street in Chicago", 21),
        ("told us so", 25),
        ("could lock a door", 24),
        ("was a bishop of Norrland's neighbour", 5),
        ("the Italians' neighbours in Adamsville", 1),
        ("Maria and Elena", 7),
        ("a planet near the sun", 22),
        ("", 3),
    ],
)
def test_other_things_that_share_words_are_not_taken_for_it(text: str, page: int, store: Store):
    assert exposed(text, page, store) == []


def test_a_surname_is_told_though_a_longer_name_has_it_too(store: Store):
    assert exposed("Hillary Adams and Adams himself", 1, store) == ["Adams"]


def test_a_rare_word_of_the_same_stem_tells_as_much(tmp_path: Path):
    pages = [
        entity(1, "Empiricism", "Empiricism is a view."),
        entity(2, "Other", "He was an empiricist, of empiricism."),
    ]
    store = store_of(tmp_path, [*pages, *(entity(n, f"Page {n}", "A garden.") for n in range(10, 20))])
    assert exposed("the empiricisms of old", 1, store) == ["empiricisms"]
    assert exposed("his empiricism", 1, store) == ["Empiricism", "empiricism"]
