"""Texts have no holes: sentences read on where a template, a note or a picture was taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dump.holes import holes
from wikiseek.dump import read_entity, read_pages, site_info

MOST = 10  # those left in the modern articles were read: the writers wrote them, or the detector cannot tell


@pytest.mark.parametrize(
    "text",
    [
        "The Isk () is a river.",
        "The Isk (, born 1950) is.",
        "The Isk , a river, is.",
        "It is so,, and long.",
        "It is.. So it is.",
        "It is. . So it is.",
        "It is  so.",
        "It lies at a distance of from the sea.",
        "It rises about above the sea.",
        "It is north of, and larger than, that.",
        "It is known as.",
        "It lies in and near that.",
        "It cost $ then.",
        "See: ; and so on.",
        "He (– 1950) was.",
        "was born there.",
        ", volume 3.",
        "“” he said.",
    ],
)
def test_the_detector_sees_a_hole(text: str) -> None:
    assert list(holes(text, "{{unknown}}"))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It is such, and so it goes on as well.", ""),
        ("... as he said: so. It (b. 1950) is .5 m.", ""),
        ("The place it came from, was that.", "The [[place]] it '''came''' from,<ref>A</ref> was that."),
        (".isk is its domain.", "* [[.isk]] is its domain."),
    ],
)
def test_what_was_written_is_no_hole(text: str, source: str) -> None:
    assert list(holes(text, source)) == []


def test_modern_articles_have_hardly_a_hole(modern_dump: Path) -> None:
    site = site_info(modern_dump)
    found = [
        (page.title, *hole)
        for page in read_pages(modern_dump)
        if page.namespace == 0 and page.redirect is None
        for hole in holes(read_entity(page, site).text, page.text)
    ]
    assert len(found) <= MOST, "\n".join(map(str, found))
