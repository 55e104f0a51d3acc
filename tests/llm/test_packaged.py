import pytest

from wikiseek.llm import packaged, packaged_model
from wikiseek.llm.gguf import check_gguf


def test_the_packaged_model_is_a_model():
    path = packaged_model()
    assert path is not None
    check_gguf(path)


def test_no_package_is_no_model(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packaged, "_MODULE", "no_such_package")
    assert packaged_model() is None
