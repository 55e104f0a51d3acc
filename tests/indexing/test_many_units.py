"""A dump of more units than a process may usually hold files open, and units that no page makes too large."""

from __future__ import annotations

import bz2
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.small_dump import header, page_xml
from tests.indexing.small import build
from wikiseek.errors import Prerequisite
from wikiseek.indexing import reading
from wikiseek.records import Page
from wikiseek.sections import Sections, write_sections

UNITS = 150
_FEW = 120


@pytest.fixture
def few_files() -> Iterator[None]:
    """As on a system that lets a process open few files unless it asks for more."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FEW, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.usefixtures("in_process", "few_files")
def test_there_may_be_more_units_than_files_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_RANGE_BYTES", 1)
    pages = [page_xml(n, f"Page {n}", f"'''Page {n}''' is a [[river]].").encode() for n in range(1, UNITS + 1)]
    path = tmp_path / "d-multistream.xml.bz2"
    path.write_bytes(b"".join(map(bz2.compress, [header().encode(), *pages, b"</mediawiki>"])))
    assert build(path, tmp_path / "index")["counts"]["articles"] == UNITS


@pytest.mark.usefixtures("few_files")
def test_too_many_open_files_are_no_damage(tmp_path: Path) -> None:
    write_sections(tmp_path / "file", {"words": b"abc"})
    with pytest.raises(Prerequisite, match="ulimit"):
        _ = [Sections(tmp_path / "file") for _ in range(_FEW)]


def test_units_of_one_stream_hold_little_text_and_do_not_become_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_TEXT_A_UNIT", 10_000)
    monkeypatch.setattr(reading, "_PAGE", 10)
    monkeypatch.setattr(reading, "_UNITS", 50)
    pages = [Page(n, f"Page {n}", 0, 1, "", None, "x" * (n * 7919 % 3000)) for n in range(20_000)]
    batches = list(reading._batches(pages))
    assert [page for batch in batches for page in batch] == pages
    sizes = [sum(len(page.text) + 10 for page in batch) for batch in batches]
    assert max(sizes[:50]) < 10_000 + 3_010
    assert max(sizes) < sum(sizes) / 50 + 3_010
    assert len(batches) < 300 < sum(sizes) / 10_000  # with units of one size there would be ten times as many
    huge = [Page(n, "", 0, 1, "", None, "x" * 10_000) for n in range(10)]
    assert [len(batch) for batch in reading._batches(huge)] == [1] * 10
