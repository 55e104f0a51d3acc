import sys

import pytest

from wikiseek.errors import Prerequisite
from wikiseek.llm import library, open_llm, packaged_model


def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(library, "_loaded", {})
    for name in [name for name in sys.modules if name.split(".")[0] == "llama_cpp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "llama_cpp", None)
    path = packaged_model()
    assert path is not None
    with pytest.raises(Prerequisite, match=r"pip install 'wikiseek\[llama\]'"):
        open_llm(path)
