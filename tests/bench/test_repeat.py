"""A repeated dump has every page as often as asked, each one readable and unlike the others."""

from __future__ import annotations

import bz2
from pathlib import Path

import pytest

from bench.repeat import STREAM_PAGES, repeat
from tests.fixtures.small_dump import small_pages, write_small_dump
from wikiseek.dump import read_pages, stream_offsets
from wikiseek.records import Page

TIMES = 3


@pytest.fixture(scope="module", params=["small.xml", "small.xml.bz2", "small-multistream.xml.bz2"])
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / request.param
    write_small_dump(path)
    return path


@pytest.fixture(scope="module")
def repeated(plain: Path) -> Path:
    path = plain.with_name("repeated-multistream.xml.bz2")
    repeat(plain, path, TIMES)
    return path


@pytest.fixture(scope="module")
def rounds(repeated: Path) -> list[list[Page]]:
    pages, size = list(read_pages(repeated)), len(small_pages())
    return [pages[at : at + size] for at in range(0, len(pages), size)]


def test_every_page_is_there_as_often_as_asked(plain: Path, rounds: list[list[Page]]):
    before = list(read_pages(plain))
    assert rounds[0] == before
    assert len(rounds) == TIMES
    for pages in rounds:
        assert [(p.text, p.namespace, p.redirect) for p in pages] == [(p.text, p.namespace, p.redirect) for p in before]


def test_no_two_pages_share_a_title_or_an_id(rounds: list[list[Page]]):
    pages = [page for each in rounds for page in each]
    for facts in ([p.title for p in pages], [p.id for p in pages], [p.revision for p in pages]):
        assert len(set(facts)) == len(pages)


def test_a_copy_keeps_the_namespace_and_the_brackets_of_its_title(tmp_path: Path):
    page = "  <page>\n    <title>{}</title>\n    <ns>0</ns>\n    <id>5</id>\n    <revision>\n      <id>7</id>\n{}{}"
    text = "      <text>[[A]] &lt;id&gt;5</text>\n"
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">\n'
    plain = head + page.format("A &amp; (B) (film)", text, "    </revision>\n  </page>\n") + "</mediawiki>\n"
    (tmp_path / "d.xml").write_text(plain)
    repeat(tmp_path / "d.xml", tmp_path / "o-multistream.xml.bz2", 2)
    pages = list(read_pages(tmp_path / "o-multistream.xml.bz2"))
    assert [(p.id, p.title, p.revision, p.text) for p in pages] == [
        (5, "A & (B) (film)", 7, "[[A]] <id>5"),
        (10, "A & (B) copy 2 (film)", 14, "[[A]] <id>5"),
    ]


def test_the_streams_are_those_of_the_index(repeated: Path, tmp_path: Path):
    bare = tmp_path / repeated.name
    bare.write_bytes(repeated.read_bytes())
    offsets = stream_offsets(repeated)
    assert len(offsets) == 1 + -(-len(small_pages()) * TIMES // STREAM_PAGES)
    assert set(offsets) <= set(stream_offsets(bare))  # without an index streams are found by looking


def test_the_size_is_that_of_the_xml(plain: Path, tmp_path: Path):
    path = tmp_path / "repeated-multistream.xml.bz2"
    assert repeat(plain, path, 2) == len(bz2.decompress(path.read_bytes()))
