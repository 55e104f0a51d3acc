"""Titles have one spelling, and links that leave the articles have none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.dump import SiteInfo, link_target, namespace_of, normalize_title

SITE = SiteInfo()


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Lake Aldra", "Lake Aldra"),
        ("lake_Aldra", "Lake Aldra"),
        ("  Lake   Aldra ", "Lake Aldra"),
        (":Lake Aldra", "Lake Aldra"),
        ("Lake Aldra#Shore", "Lake Aldra"),
        ("#Shore", ""),
        ("Kelmar%20Institute_of_Technology", "Kelmar Institute of Technology"),
        ("Caf%C3%A9", "Café"),
        ("100%", "100%"),
        ("AT&amp;T", "AT&T"),
        ("Lake\u00a0Aldra\u200e", "Lake Aldra"),
        ("category:rivers", "Category:Rivers"),
        ("élan", "Élan"),
        ("ßeta", "ßeta"),
        ("ათენი", "ათენი"),
        (unicodedata.normalize("NFD", "Étoile"), "Étoile"),
        ("灯台の町", "灯台の町"),
        (".NET", ".NET"),
    ],
)
def test_a_title_has_one_spelling(raw: str, title: str) -> None:
    assert normalize_title(raw, SITE) == title


def test_a_case_sensitive_wiki_keeps_small_first_letters() -> None:
    assert normalize_title("iPod_mini", SiteInfo(first_letter=False)) == "iPod mini"
    assert link_target("word", SiteInfo(first_letter=False)) == "word"


@given(st.text(max_size=40))
def test_normalizing_twice_changes_nothing(raw: str) -> None:
    once = normalize_title(raw, SITE)
    if "%" not in once and "&" not in once and not once.startswith(":"):
        assert normalize_title(once, SITE) == once


@pytest.mark.parametrize("raw", ["Isk", "isk", "Isk#Source", ":Isk", "Isk_"])
def test_links_to_an_article_share_a_target(raw: str) -> None:
    assert link_target(raw, SITE) == "Isk"


@pytest.mark.parametrize(
    "raw",
    [
        "File:a.jpg", "Image:a.jpg", "image:A.jpg", ":Category:Rivers", "Category:Rivers", "Template:X", "User:Me",
        "Wikipedia:About", "fr:Isk", ":fr:Isk", "wikt:river", "zh-min-nan:Isk", "#Source", "", "  ", ":", "a{{b", "x|y",
        "a\nb[", "<i>", "a" * 256,
    ],
)  # fmt: skip
def test_what_is_no_article_has_no_target(raw: str) -> None:
    assert link_target(raw, SITE) is None


@pytest.mark.parametrize("raw", ["Comet: A Life", "Aliens: Act 2", "2001: An Odyssey"])
def test_a_colon_alone_makes_no_namespace(raw: str) -> None:
    assert link_target(raw, SITE) == raw


def test_a_namespace_is_read_from_the_prefix() -> None:
    site = SiteInfo(namespaces={"kategorie": 14, "talk": 1})
    assert namespace_of("Kategorie:Flüsse", site) == 14
    assert namespace_of("Talk:Isk", site) == 1
    assert namespace_of("Isk", site) == 0
    assert namespace_of("Comet: A Life", site) == 0
