"""Flags say what an article is besides its text."""

from __future__ import annotations

import pytest

from wikiseek.dump import SiteInfo, read_entity
from wikiseek.records import Page


def flags(title: str, text: str) -> set[str]:
    return set(read_entity(Page(1, title, 0, 2, "", None, text), SiteInfo()).flags)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Heron", "'''Heron''' may refer to:\n* [[A]]\n{{disambig}}"),
        ("Heron", "'''Heron''' is one of:\n* [[A]]\n{{2LCdisambig}}"),
        ("Heron", "Text. {{Hndis|Heron}}"),
        ("Heron (disambiguation)", "Text."),
        ("Heron", "Text. [[Category:Disambiguation pages]]"),
        ("Heron", "'''Heron''' can mean:\n* [[A]]"),
    ],
)
def test_disambiguation_pages_are_known(title: str, text: str) -> None:
    assert "disambiguation" in flags(title, text)


@pytest.mark.parametrize("title", ["List of rivers", "Lists of rivers", "Timeline of glass"])
def test_lists_are_known_by_title(title: str) -> None:
    assert flags(title, "Text.") == {"list"}


def test_lists_are_known_by_category() -> None:
    assert "list" in flags("Rivers", "Text. [[Category:Lists of rivers]]")


def test_a_list_of_persons_is_no_person_and_has_no_kind() -> None:
    entity = read_entity(Page(1, "List of poets", 0, 2, "", None, "X was a poet. He wrote."), SiteInfo())
    assert (entity.flags, entity.kind) == (("list",), "")


@pytest.mark.parametrize(
    "title",
    [
        "1984",
        "AD 5",
        "44 BC",
        "March 3",
        "1990s",
        "5th century",
        "5th century BC",
        "2nd millennium",
        "March",
        "March 2004",
        "Monday",
        "1984 in film",
        "3 March",
    ],
)
def test_dates_are_known_by_title(title: str) -> None:
    assert flags(title, "Text.") == {"date"}


@pytest.mark.parametrize("title", ["1984 (novel)", "March Hare", "Apollo 11", "Area 51", "Friday's Child", "12345"])
def test_other_numbers_are_no_dates(title: str) -> None:
    assert "date" not in flags(title, "Text.")


@pytest.mark.parametrize(
    "text",
    [
        "X. [[Category:1907 births]]",
        "X. [[Category:Living people]]",
        "{{Infobox person|birth_date=1907}} X.",
        "'''X''' (1907–1990) was a lawyer. She wrote.",
        "'''X''' (born 5 May 1907 in [[Kelmar]]) sang. Her voice was low.",
        "'''X''' was a Greek poet. He wrote.",
    ],
)
def test_persons_are_known(text: str) -> None:
    assert "person" in flags("X", text)


@pytest.mark.parametrize(
    "text",
    [
        "'''X''' is a town (founded 1204, rebuilt 1871) in Marenia. Its mayor said he would build.",
        "'''X''' is a media player. It plays.",
        "'''X''' (1204–1871) was a kingdom.",
    ],
)
def test_other_things_are_no_persons(text: str) -> None:
    assert "person" not in flags("X", text)


def test_plural_subjects_are_known() -> None:
    assert flags("X", "'''X''' are ships that carry people.") == {"plural"}
    assert flags("X", "'''X''' is a ship. The crew are sailors.") == set()
