"""A name that the page links once is a name wherever the page says it."""

from __future__ import annotations

import pytest

from tests.grammar.pages import told

KNOWN = "Anna Holm was a physicist. Her rival was never [[Otto Weber]].\n"


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("She married Otto Weber.", "married [Otto Weber]"),
        ("She moved to the Otto Weber Street.", ""),
        ("She met Hans Otto Weber.", ""),
        ("She met Otto Weber-Berg.", ""),
        ("She met the duke Otto Weber of Skåne.", ""),
    ],
)
def test_a_linked_name_said_again(grammar, sentence, claims):
    assert told(grammar, "Anna Holm", KNOWN + sentence, "physicist", ["person"]) == claims


def test_a_name_with_two_targets_is_not_said_again(grammar):
    text = "Anna Holm was a physicist. [[Lund (town)|Lund]] is not [[Lund (isle)|Lund]].\nShe moved to Lund."
    assert told(grammar, "Anna Holm", text, "physicist", ["person"]) == ""


def test_a_short_name_of_the_page_itself_is_not_another(grammar):
    text = "Anna Holm was a physicist. She is no [[Holm]].\nKarl admired Holm. Otto married Holm."
    assert told(grammar, "Anna Holm", text, "physicist", ["person"]) == ""
