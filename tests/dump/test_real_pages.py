"""Real articles of 2006 and 2016: nothing is lost that a reader sees, and no markup is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wikiseek.dump import (
    SiteInfo,
    ranges,
    read_entity,
    read_pages,
    read_range,
    site_info,
    stream_offsets,
)
from wikiseek.records import Entity, Page

# What a reader never sees. Math and code hold braces and brackets of their own.
MARKUP = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{\||'''|</?(?:ref|div|span|br|table|td|small)\b|thumb\||\|right\||&nbsp;")
LITERAL = re.compile(r"<(?:math|nowiki|code|pre|source|tt|syntaxhighlight)", re.IGNORECASE)
ORPHANS = re.compile(r"\( ?[,;)]| ,(?= )|,,|(?<!\.) \.(?=\s)(?! \.)")


def articles(path: Path, count: int) -> tuple[list[Page], SiteInfo]:
    """The first articles of a dump, redirects and disambiguation left aside."""
    found = [page for page in read_pages(path) if page.namespace == 0 and page.redirect is None]
    return found[:count], site_info(path)


@pytest.fixture(scope="module", params=["enwik8_slice", "modern_dump"])
def sample(request: pytest.FixtureRequest) -> tuple[list[Page], list[Entity], SiteInfo]:
    pages, site = articles(request.getfixturevalue(request.param), 100)
    return pages, [read_entity(page, site) for page in pages], site


def test_no_markup_is_left_in_the_text(sample: tuple[list[Page], list[Entity], SiteInfo]) -> None:
    pages, entities, _ = sample
    left = [
        (entity.title, found.group())
        for page, entity in zip(pages, entities, strict=True)
        if not LITERAL.search(page.text)
        for found in MARKUP.finditer(entity.text)
    ]
    assert left == []


def test_no_orphans_are_left_in_the_text(sample: tuple[list[Page], list[Entity], SiteInfo]) -> None:
    left = [(entity.title, found.group()) for entity in sample[1] for found in ORPHANS.finditer(entity.text)]
    assert len(left) <= 5, left


def test_spans_lie_in_the_text_in_order(sample: tuple[list[Page], list[Entity], SiteInfo]) -> None:
    for entity in sample[1]:
        at = 0
        for link in entity.links:
            assert at <= link.start < link.end <= len(entity.text)
            anchor = entity.text[link.start : link.end]
            assert anchor.strip() == anchor
            assert "\n" not in anchor
            at = link.end
        for section in entity.sections:
            assert f"\n\n{section.title}\n\n" in f"\n\n{entity.text}\n\n"
            assert section.start <= len(entity.text)


def test_an_anchor_is_the_one_written(sample: tuple[list[Page], list[Entity], SiteInfo]) -> None:
    """Most links are `[[Target]]` or `[[Target|anchor]]` as they stand in the source."""
    written = total = 0
    for page, entity in zip(*sample[:2], strict=True):
        for link in entity.links:
            anchor = entity.text[link.start : link.end]
            total += 1
            written += anchor in page.text or any(
                anchor.startswith(part) for part in (link.target, link.target.lower())
            )
    assert written > 0.95 * total


def test_ranges_give_the_pages_of_the_whole(enwik8_slice: Path) -> None:
    parts = [
        page
        for bounds in ranges(stream_offsets(enwik8_slice), enwik8_slice.stat().st_size, 2)
        for page in read_range(enwik8_slice, *bounds)
    ]
    assert parts == list(read_pages(enwik8_slice))


def test_most_articles_have_a_kind(enwik8_slice: Path) -> None:
    pages, site = articles(enwik8_slice, 300)
    entities = [read_entity(page, site) for page in pages]
    plain = [entity for entity in entities if not {"disambiguation", "list", "date"} & set(entity.flags)]
    assert sum(bool(entity.kind) for entity in plain) > 0.5 * len(plain)
    kinds = {entity.title: entity.kind for entity in entities}
    assert kinds["Aristotle"] == "philosopher"
    assert kinds["Alabama"] == "state"
    assert kinds["Abraham Lincoln"] == "president"
