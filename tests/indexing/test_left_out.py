"""A build counts the pages it could not take, by reason, and goes on; what it cannot read at all it says in a line."""

from __future__ import annotations

import bz2
from pathlib import Path

import pytest

from tests.fixtures.small_dump import header, page_xml
from tests.indexing.small import build
from wikiseek.dump import xml
from wikiseek.errors import DumpError
from wikiseek.indexing import Index

pytestmark = pytest.mark.usefixtures("in_process")


def numbered(page: str, number: str) -> str:
    return page.replace("<id>10</id>", f"<id>{number}</id>")


def test_odd_pages_are_left_out_with_their_reasons(tmp_path: Path):
    ordinary = [page_xml(number, title, f"A page on [[{title}]]s.") for number, title in enumerate(["Isk", "Vessa"], 2)]
    odd = [
        page_xml(4, "a" * (10 << 20), "A long title."),
        page_xml(5, "ä" * 200, "#REDIRECT [[Isk]]"),
        page_xml(6, "Lost", f"#REDIRECT [[{'a' * 300}]]"),
        page_xml(7, "", "No title."),
        page_xml(8, "File:X", "A file."),
        *(numbered(page_xml(1, f"Odd {number}", "x"), number) for number in ("0", "4294967296", "9" * 5000, "", "²")),
    ]
    dump = tmp_path / "d.xml.bz2"
    dump.write_bytes(bz2.compress(f"{header()}{''.join(ordinary + odd)}</mediawiki>".encode()))
    build(dump, tmp_path / "index")
    index = Index(tmp_path / "index")
    assert index.manifest["skipped"] == {
        "namespace 6": 1,
        "no page id": 5,
        "no title": 1,
        "redirect to a title over 255 bytes": 1,
        "title over 255 bytes": 2,
    }
    assert index.manifest["counts"]["read"] == len(ordinary) + len(odd)
    assert [index.store.entity(page_id).title for page_id in index.store.ids()] == ["Isk", "Vessa"]
    assert index.store.skip_reason(40) == "title over 255 bytes"
    assert index.store.skip_reason(70) == "no title"


@pytest.mark.parametrize("name", ["d.xml.bz2", "d-multistream.xml.bz2"])
def test_a_page_that_unpacks_without_end_ends_the_build_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setattr(xml, "MAX_PAGE_BYTES", 4 << 20)
    parts = [header(), page_xml(1, "Isk", "x"), page_xml(2, "Bomb", " " * (32 << 20)), "</mediawiki>"]
    joined = parts if "multistream" in name else ["".join(parts)]
    dump = tmp_path / name
    dump.write_bytes(b"".join(bz2.compress(part.encode()) for part in joined))
    with pytest.raises(DumpError) as caught:
        build(dump, tmp_path / "index")
    assert "a page is larger than 4 MiB" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "index" / "manifest.json").exists()
