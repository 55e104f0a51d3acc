"""Dumps that tests share: a small invented world, and real text where the machine can have it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.small_dump import write_small_dump

ROOT = Path(__file__).parent.parent
ENWIK8_PAGES = 450  # the first 450 pages hold a little over 300 articles


@pytest.fixture(scope="session")
def small_dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world as a multistream dump with its index."""
    path = tmp_path_factory.mktemp("small") / "small-pages-articles-multistream.xml.bz2"
    write_small_dump(path)
    return path


@pytest.fixture(scope="session")
def enwik8_slice() -> Path:
    """The first 450 pages of enwik8 (English Wikipedia, 2006), multistream with index."""
    return sample_dump("enwik8", "--pages", str(ENWIK8_PAGES))


@pytest.fixture(scope="session")
def modern_dump() -> Path:
    """106 long articles of 2016 and 99 redirects, one bz2 stream."""
    return sample_dump("modern")


def sample_dump(*arguments: str) -> Path:
    """The dump `bin/sample-dump` makes; the test is skipped where it cannot be fetched."""
    command = [sys.executable, str(ROOT / "bin" / "sample-dump"), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        pytest.skip(ran.stderr.strip().splitlines()[-1])
    return Path(ran.stdout.strip())
