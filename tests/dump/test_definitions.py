"""A term and its meaning on one line are apart, as a reader of the article sees them."""

from __future__ import annotations

import pytest

from wikiseek.dump import SiteInfo, read_entity
from wikiseek.records import Page


def text(source: str) -> str:
    return read_entity(Page(1, "Page", 0, 1, "", None, f"Lead.\n\n{source}\n\nEnd."), SiteInfo()).text[7:-6]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        (";Term:meaning", "Term: meaning"),
        (";Term:[[meaning]]", "Term: meaning"),
        (";[[a:b|Term]]:meaning: more:of it", "Term: meaning: more:of it"),
        (";'''Term''':meaning\n;b:'''c'''\n; '''d:'''\n:e", "Term: meaning\nb: c\nd:\ne"),
        ("; Term : meaning", "Term: meaning"),
        (";Term\n:meaning", "Term\nmeaning"),
        (";{{lang|de|Wort}}:meaning", "Wort: meaning"),
        ("; See http://a.org/b", "See http://a.org/b"),
        ("Term; other:meaning", "Term; other:meaning"),
        ("<source>\n;a:b\n</source>\n;c:d", ";a:b\nc: d"),
        ("<pre>\n;a:b</pre>\n;c:d", ";a:b\nc: d"),
    ],
)
def test_a_term_and_its_meaning(source: str, seen: str) -> None:
    assert text(source) == seen


def test_spans_of_links_are_those_of_the_text_with_the_space() -> None:
    entity = read_entity(Page(1, "Page", 0, 1, "", None, "Lead.\n;Term:a [[meaning]]."), SiteInfo())
    (link,) = entity.links
    assert entity.text[link.start : link.end] == "meaning"
