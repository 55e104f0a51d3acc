"""One index, one grammar and one finished run of the small world for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.small import shared_index
from tests.synthesis.small_run import lines, synthesize
from wikiseek.grammar import open_grammar
from wikiseek.indexing import Index
from wikiseek.synthesis import crew


@pytest.fixture(scope="package", autouse=True)
def one_grammar() -> Iterator[None]:
    """A grammar takes two seconds to load, and holds nothing that changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "open_grammar", cache(open_grammar))
        yield


@pytest.fixture(scope="package")
def small_index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Path:
    return shared_index(tmp_path_factory, small_dump)


@pytest.fixture(scope="package")
def index(small_index: Path) -> Index:
    return Index(small_index)


@pytest.fixture(scope="package")
def finished(tmp_path_factory: pytest.TempPathFactory, index: Index) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "finished"
    synthesize(index, folder)
    return folder


@pytest.fixture(scope="package")
def items(finished: Path) -> list[dict[str, Any]]:
    return lines(finished / "items.jsonl")
