"""The small world's index, and builds that start no processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexing.small import here, shared_index
from wikiseek.indexing import reading, searching


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Path:
    return shared_index(tmp_path_factory, small_dump)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "run_units", here)
    monkeypatch.setattr(searching, "run_units", here)
