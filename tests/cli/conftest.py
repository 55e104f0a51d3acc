"""The command in this process, over an index and a run of the small world of its own."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cli.server import serving
from tests.cli.terminal import Said, Wikiseek
from tests.indexing.small import here, shared_index
from wikiseek.cli import main
from wikiseek.grammar import open_grammar
from wikiseek.indexing import reading, searching
from wikiseek.synthesis import crew


@pytest.fixture(scope="package", autouse=True)
def quick() -> Iterator[None]:
    """No worker processes, and the grammar loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "run_units", here)
        patch.setattr(searching, "run_units", here)
        patch.setattr(crew, "open_grammar", cache(open_grammar))
        yield


@pytest.fixture(scope="package")
def index(tmp_path_factory: pytest.TempPathFactory, small_dump: Path) -> Path:
    """A copy of the shared index: a database can be open only once in a process."""
    folder = tmp_path_factory.mktemp("cli") / "index"
    shutil.copytree(shared_index(tmp_path_factory, small_dump), folder)
    return folder


@pytest.fixture
def wikiseek(capfd: pytest.CaptureFixture[str]) -> Wikiseek:
    def run(*arguments: object) -> Said:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        gc.collect()  # lets go of the databases
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(ended.value.code, out, err)  # type: ignore[arg-type]

    return run


@pytest.fixture
def model() -> Iterator[str]:
    """The URL of a model."""
    with serving() as url:
        yield url


@pytest.fixture(scope="package")
def run(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Path:
    """A finished run of two items."""
    folder = tmp_path_factory.mktemp("cli") / "run"
    with serving() as url, pytest.raises(SystemExit) as ended:
        asked = ["--count", "2", "--top-k", "0", "--clause-k", "0"]
        main(["synthesize", str(index), "--model", url, *asked, "--out", str(folder)])
    gc.collect()
    assert ended.value.code == 0
    return folder
