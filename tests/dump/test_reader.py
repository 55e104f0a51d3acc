"""Every packing of a dump gives the same pages, and what is no whole dump is refused in one line."""

from __future__ import annotations

import bz2
import gzip
import io
from pathlib import Path

import pytest

from tests.fixtures.small_dump import header, page_xml, small_pages, write_small_dump
from wikiseek.dump import open_dump, ranges, read_pages, read_range, site_info, stream_offsets
from wikiseek.dump import xml as dump_xml
from wikiseek.errors import DumpError

NAMES = ["d.xml", "d.xml.gz", "d.xml.bz2", "d-multistream.xml.bz2"]


def written(folder: Path, name: str) -> Path:
    path = folder / name
    write_small_dump(path)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_every_packing_gives_the_same_pages(tmp_path: Path, name: str) -> None:
    pages = list(read_pages(written(tmp_path, name)))
    assert [page.title for page in pages] == list(small_pages())
    assert [page.text for page in pages] == list(small_pages().values())
    assert [page.id for page in pages] == [10 * (at + 1) for at in range(len(pages))]


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_can_come_through_a_pipe(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(tmp_path, name).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    with open_dump("-") as dump:
        assert dump.site.wiki == "marenwiki"
        assert [page.title for page in dump.pages()] == list(small_pages())
        assert dump.position == len(data)


def test_the_site_is_read_from_the_head_of_the_dump(tmp_path: Path) -> None:
    site = site_info(written(tmp_path, "d.xml.bz2"))
    assert (site.wiki, site.language, site.first_letter) == ("marenwiki", "en", True)
    assert site.namespaces["category talk"] == 15
    assert site.namespaces["image"] == 6


def test_redirects_carry_their_target_without_a_section(tmp_path: Path) -> None:
    found = {page.title: page.redirect for page in read_pages(written(tmp_path, "d.xml")) if page.redirect}
    assert found == {
        "Ilsa Hedvig Varn": "Ilsa Varn",
        "KIT": "Kelmar Institute of Technology",
        "Kelmar Tech": "KIT",
        "Flood of 1871": "Great Flood of 1871",
        "River Vessa": "Vessa",
        "Harrow Fell": "Harrowfell",
        "Loop A": "Loop B",
        "Loop B": "Loop A",
        "Lost Island": "Island that has no page",
    }


def test_the_redirect_element_is_believed_before_the_text(tmp_path: Path) -> None:
    page = page_xml(1, "A", "#REDIRECT [[B]]").replace("<revision>", '<redirect title="C" /><revision>')
    path = tmp_path / "d.xml"
    path.write_text(header() + page + "</mediawiki>")
    assert [page.redirect for page in read_pages(path)] == ["C"]


def test_a_missing_namespace_is_read_from_the_title(tmp_path: Path) -> None:
    pages = "".join(
        page_xml(at, title, "x", with_ns=False) for at, title in enumerate(["A", "Talk:A", "Help:B", "A: B"])
    )
    path = tmp_path / "d.xml"
    path.write_text(header() + pages + "</mediawiki>")
    assert [page.namespace for page in read_pages(path)] == [0, 1, 12, 0]


def test_the_last_revision_of_a_page_is_read(tmp_path: Path) -> None:
    page = page_xml(1, "A", "old").replace("  </page>", "<revision><id>7</id><text>new</text></revision></page>")
    path = tmp_path / "d.xml"
    path.write_text(header() + page + "</mediawiki>")
    assert [(page.text, page.revision) for page in read_pages(path)] == [("new", 7)]


def test_ranges_of_streams_cover_the_dump(tmp_path: Path) -> None:
    path = written(tmp_path, "d-multistream.xml.bz2")
    offsets = stream_offsets(path)
    whole = list(read_pages(path))
    assert len(offsets) == 1 + -(-len(whole) // 10)
    for streams in (1, 3, 100):
        parts = [list(read_range(path, *bounds)) for bounds in ranges(offsets, path.stat().st_size, streams)]
        assert [page for part in parts for page in part] == whole


@pytest.mark.parametrize("index", ["missing", "of another dump", "damaged"])
def test_streams_are_found_without_an_index_that_fits(tmp_path: Path, index: str) -> None:
    path = written(tmp_path, "d-multistream.xml.bz2")
    expected = stream_offsets(path)
    beside = tmp_path / "d-multistream-index.txt.bz2"
    assert beside.is_file()
    if index == "missing":
        beside.unlink()
    elif index == "damaged":
        beside.write_bytes(beside.read_bytes()[:-20])
    else:
        beside.write_bytes(bz2.compress(b"77:10:Marenia\n"))
    found = stream_offsets(path)
    assert found[: len(expected)] == expected
    assert [page for bounds in ranges(found, path.stat().st_size) for page in read_range(path, *bounds)] == list(
        read_pages(path)
    )


def test_streams_cut_inside_pages_are_read_as_one(tmp_path: Path) -> None:
    whole = bz2.decompress(written(tmp_path, "d.xml.bz2").read_bytes())
    path = tmp_path / "cut.xml.bz2"
    path.write_bytes(b"".join(bz2.compress(whole[at : at + 5000]) for at in range(0, len(whole), 5000)))
    assert stream_offsets(path) == [0]
    assert len(list(read_pages(path))) == len(small_pages())


def test_several_gzip_members_are_read_to_the_end(tmp_path: Path) -> None:
    whole = gzip.decompress(written(tmp_path, "d.xml.gz").read_bytes())
    path = tmp_path / "members.xml.gz"
    path.write_bytes(gzip.compress(whole[:9000]) + gzip.compress(whole[9000:]))
    assert len(list(read_pages(path))) == len(small_pages())


def test_offsets_of_other_files_are_the_start_alone(tmp_path: Path) -> None:
    for name in NAMES[:3]:
        assert stream_offsets(written(tmp_path, name)) == [0]


def refusal(path: Path | str) -> str:
    """The one line that says why a dump is not read."""
    with pytest.raises(DumpError) as caught:
        list(read_pages(path))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    cases = {
        b"": "empty",
        b"hello": "not a MediaWiki XML dump",
        b"<?xml version='1.0'?><rss></rss>": "not a MediaWiki XML dump",
        b"<!DOCTYPE html><html></html>": "HTML",
        b"\n<HTML><body>404</body></HTML>": "HTML",
        b"<?xml version='1.0'?><!DOCTYPE m [<!ENTITY a 'b'>]><mediawiki>&a;</mediawiki>": "DTD",
        b"7z\xbc\xaf\x27\x1c": "7z",
        b"PK\x03\x04": "zip",
    }
    for at, (data, reason) in enumerate(cases.items()):
        path = tmp_path / f"{at}.xml"
        path.write_bytes(data)
        assert reason in refusal(path)
        assert str(path) in refusal(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "absent.xml")


@pytest.mark.parametrize("name", ["d.xml.bz2", "d-multistream.xml.bz2", "d.xml.gz"])
def test_a_truncated_file_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[: size - 30])
    message = refusal(path)
    assert "truncated" in message
    assert str(size - 30) in message


def test_truncated_xml_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "d.xml")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "cut off" in refusal(path)


@pytest.mark.parametrize("name", ["d.xml.bz2", "d.xml.gz"])
def test_garbage_after_a_stream_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    size = path.stat().st_size
    path.write_bytes(path.read_bytes() + b"garbage")
    assert f"byte {size}" in refusal(path)


@pytest.mark.parametrize("name", ["d.xml.bz2", "d.xml.gz"])
def test_damage_inside_a_file_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump_xml, "MAX_PAGE_BYTES", 1 << 20)
    path = tmp_path / "bomb.xml.bz2"
    path.write_bytes(bz2.compress((header() + page_xml(1, "A", "a" * (8 << 20))).encode()))
    assert "larger than 1 MiB" in refusal(path)


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(header() + "<page><title>A</page></mediawiki>")
    assert "damaged" in refusal(path)


def test_an_entity_is_never_expanded_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(header() + page_xml(1, "A", "x").replace(">x<", ">&secret;<") + "</mediawiki>")
    assert "damaged" in refusal(path)
