"""The small world's index, and builds that start no processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.indexing.editions import DUMP, first_edition, second_edition, write_edition
from tests.indexing.small import build, here, shared_index
from tests.search.worlds import write_static_encoder
from wikiseek.indexing import reading, searching


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Path:
    return shared_index(tmp_path_factory, small_dump)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "run_units", here)
    monkeypatch.setattr(searching, "run_units", here)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder, two editions, the index of each; only to be read."""
    root = tmp_path_factory.mktemp("editions")
    encoder = write_static_encoder(root / "encoder")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "run_units", here)
        patch.setattr(searching, "run_units", here)
        for name, edition in (("first", first_edition()), ("second", second_edition())):
            (root / name).mkdir()
            build(write_edition(root / name / DUMP, edition), root / f"{name}-index", encoder=str(encoder))
    return root


@pytest.fixture
def old(world: Path, tmp_path: Path) -> Path:
    """A copy of the index of the first edition."""
    shutil.copytree(world / "first-index", tmp_path / "index")
    return tmp_path / "index"
