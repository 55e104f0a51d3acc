"""An encoder and an index that the tests of lookups share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.building import build_search
from tests.search.worlds import MemoryTexts, town_pages, write_static_encoder
from wikiseek.search import Searcher


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_static_encoder(tmp_path_factory.mktemp("encoder") / "tiny")


@pytest.fixture(scope="session")
def towns() -> MemoryTexts:
    return town_pages()


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, towns: MemoryTexts, tiny_encoder: Path) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build_search(folder, towns, str(tiny_encoder))
    return folder


@pytest.fixture(scope="session")
def searcher(index: Path, towns: MemoryTexts) -> Searcher:
    return Searcher.open(index, towns)
