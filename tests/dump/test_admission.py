"""Pages that no wiki could have are left out with their reason, whatever their size, and the rest is read."""

from __future__ import annotations

import bz2
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.small_dump import header, page_xml
from wikiseek.dump import MAX_ID, SiteInfo, inadmissible, read_pages, read_range, stream_offsets
from wikiseek.errors import DumpError
from wikiseek.records import Page

SITE = SiteInfo()
LONG = 10 << 20
BOMB = 300 << 20
ROOT = Path(__file__).parent.parent.parent

# Reads every stream of a dump, and says on its last lines what it was told and the most memory it took (MiB).
READ = """
import resource, sys
from pathlib import Path
from wikiseek.dump import ranges, read_range, stream_offsets
from wikiseek.errors import DumpError
path = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for bounds in ranges(stream_offsets(path), path.stat().st_size):
    try:
        print(len(list(read_range(path, *bounds))))
    except DumpError as error:
        print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


def page(title: str = "Isk", number: int = 1, redirect: str | None = None) -> Page:
    return Page(number, title, 0, 1, "", redirect, "text")


def written(path: Path, *pages: str) -> Path:
    path.write_text(header() + "".join(pages) + "</mediawiki>", encoding="utf-8")
    return path


@pytest.mark.parametrize("title", ["Isk", "a" * 255, "ä" * 127, "A: B", "%", "東の港"])
def test_ordinary_pages_are_kept(title: str) -> None:
    assert inadmissible(page(title), SITE) is None
    assert inadmissible(page(number=MAX_ID), SITE) is None
    assert inadmissible(page(redirect=title), SITE) is None


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (page(""), "no title"),
        (page(" _ "), "no title"),
        (page("#Shore"), "no title"),
        (page("a" * 256), "title over 255 bytes"),
        (page("ä" * 128), "title over 255 bytes"),
        (page("a" * LONG), "title over 255 bytes"),
        (page("\ud800" * 100), "title over 255 bytes"),
        (page(number=0), "no page id"),
        (page(number=-1), "no page id"),
        (page(number=MAX_ID + 1), "no page id"),
        (page(redirect="a" * LONG), "redirect to a title over 255 bytes"),
    ],
    ids=str,
)
def test_what_no_wiki_could_have_is_left_out_with_its_reason(bad: Page, reason: str) -> None:
    assert inadmissible(bad, SITE) == reason


@pytest.mark.parametrize("number", ["", "x", "-", "²", "٣", "1.5", "9" * 5000, "-7", "4294967296", "1" * LONG])
def test_a_page_with_any_number_is_read_over(tmp_path: Path, number: str) -> None:
    odd = page_xml(1, "Odd", "x").replace("<id>10</id>", f"<id>{number}</id>").replace("<id>1001<", f"<id>{number}<")
    pages = list(read_pages(written(tmp_path / "d.xml", odd, page_xml(2, "Isk", "y"))))
    assert [page.title for page in pages] == ["Odd", "Isk"]
    assert [inadmissible(page, SITE) for page in pages] == ["no page id", None]
    assert -(1 << 63) <= pages[0].revision < 1 << 63


@pytest.mark.parametrize("space", ["", "x", "²", "--1", "9" * 5000])
def test_a_page_with_any_namespace_is_read_by_its_title(tmp_path: Path, space: str) -> None:
    odd = page_xml(1, "Help:Odd", "x").replace("<ns>12</ns>", f"<ns>{space}</ns>")
    assert [page.namespace for page in read_pages(written(tmp_path / "d.xml", odd))] == [12]


def test_a_namespace_with_any_key_does_not_stop_the_dump(tmp_path: Path) -> None:
    path = written(tmp_path / "d.xml", page_xml(1, "Isk", "x"))
    path.write_text(path.read_text().replace('key="12"', 'key="²"').replace('key="13"', ""))
    assert [page.title for page in read_pages(path)] == ["Isk"]


@pytest.mark.parametrize("title", ["<title />", "<title></title>", "", f"<title>{'ä' * (LONG // 2)}</title>"])
def test_a_page_with_any_title_is_read_over(tmp_path: Path, title: str) -> None:
    odd = page_xml(1, "Odd", "x").replace("<title>Odd</title>", title).replace("<ns>0</ns>", "")
    pages = list(read_pages(written(tmp_path / "d.xml", odd, page_xml(2, "Isk", "y"))))
    assert [page.id for page in pages] == [10, 20]
    assert inadmissible(pages[0], SITE) == ("title over 255 bytes" if "ä" in title else "no title")
    assert inadmissible(pages[1], SITE) is None


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of three streams with a page each, of which the second is 300 MB of spaces in a few kB."""
    path = tmp_path_factory.mktemp("bomb") / "bomb-multistream.xml.bz2"
    start, end = page_xml(2, "Bomb", "@").encode().split(b"@")
    packer = bz2.BZ2Compressor()
    middle = packer.compress(start) + b"".join(packer.compress(b" " * (1 << 20)) for _ in range(BOMB >> 20))
    streams = [
        header().encode(), page_xml(1, "Isk", "x").encode(), middle + packer.compress(end) + packer.flush(),
        page_xml(3, "Vessa", "y").encode(), b"</mediawiki>\n",
    ]  # fmt: skip
    path.write_bytes(b"".join(part if part is streams[2] else bz2.compress(part) for part in streams))
    assert path.stat().st_size < 1 << 14
    return path


def test_a_page_that_unpacks_to_300_megabytes_is_refused_in_bounded_memory(bomb: Path) -> None:
    command = [sys.executable, "-c", READ, str(bomb)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [line for line in said[:-1] if not line.isdigit()] == [line for line in said if "larger than 64 MiB" in line]
    assert sum(int(line) for line in said[:-1] if line.isdigit()) == 2
    assert int(said[-1]) < 200


def test_the_refusal_of_such_a_page_is_one_line_with_its_place(bomb: Path) -> None:
    start, end = stream_offsets(bomb)[2:4]
    with pytest.raises(DumpError) as caught:
        list(read_range(bomb, start, end))
    assert "larger than 64 MiB" in str(caught.value)
    assert f"bytes {start} to {end}" in str(caught.value)
    assert "\n" not in str(caught.value)
