"""bin/sample-dump writes whole dumps once, and fails in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from wikiseek.dump import read_pages, stream_offsets

SCRIPT = Path(__file__).parent.parent.parent / "bin" / "sample-dump"
PAGE = """  <page>
    <title>{title}</title>
    <id>{number}</id>
    <revision>
      <id>7</id>
      <text xml:space="preserve">{text}</text>
    </revision>
  </page>
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("sample_dump", str(SCRIPT))
    spec = spec_from_loader("sample_dump", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_old_pages_get_what_new_dumps_have(script: ModuleType, tmp_path: Path) -> None:
    texts = {"A": "x", "Talk:A": "y", "B &amp; C": "#REDIRECT [[A#part]]", "Star: One": "z"}
    raw = "".join(PAGE.format(title=title, number=at, text=text) for at, (title, text) in enumerate(texts.items(), 1))
    dump, index = script.multistream(script.completed_pages(raw + "  <page>\n    <title>cut off"))
    path = tmp_path / "d-multistream.xml.bz2"
    path.write_bytes(dump)
    (tmp_path / "d-multistream-index.txt.bz2").write_bytes(index)
    pages = list(read_pages(path))
    assert [(page.title, page.namespace, page.redirect) for page in pages] == [
        ("A", 0, None),
        ("Talk:A", 1, None),
        ("B & C", 0, "A"),
        ("Star: One", 0, None),
    ]
    assert len(stream_offsets(path)) == 2


def test_whole_files_are_left_alone(enwik8_slice: Path) -> None:
    before = enwik8_slice.stat().st_mtime_ns
    ran = subprocess.run([sys.executable, SCRIPT, "--pages", "450"], capture_output=True, text=True, check=True)
    assert Path(ran.stdout.strip()) == enwik8_slice
    assert enwik8_slice.stat().st_mtime_ns == before


def test_a_damaged_file_is_not_whole(script: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert not script.whole(path)
    script.written(path, b"data")
    assert script.whole(path)
    path.write_bytes(b"dat")
    assert not script.whole(path)


def test_a_failed_download_is_told_in_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "0", "PIP_NO_INDEX": "1"}
    command = [sys.executable, SCRIPT, "modern", "--out", str(tmp_path)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith("sample-dump: modern could not be fetched: ")
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
