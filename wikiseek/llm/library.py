"""Access to llama.cpp's C interface, with its log kept off the terminal."""

from __future__ import annotations

import ctypes
from collections import deque
from types import ModuleType
from typing import Any

from wikiseek.errors import Prerequisite

_ERROR_LEVEL = 4
_errors: deque[str] = deque(maxlen=8)
_loaded: dict[str, Any] = {}


def load_library() -> ModuleType:
    """The module `llama_cpp.llama_cpp`, initialised and silent.

    Raises `Prerequisite` when llama-cpp-python is not installed or its library does not load.
    """
    if "api" not in _loaded:
        try:
            import llama_cpp.llama_cpp as api
        except ImportError as error:
            raise Prerequisite(
                "a .gguf model needs llama-cpp-python: pip install 'wikiseek[llama]' (compiles for some minutes)"
            ) from error
        except (OSError, RuntimeError) as error:
            raise Prerequisite(f"llama-cpp-python does not load ({error}): reinstall it on this machine") from error
        # The callback is called from C for as long as the process lives, so it must not be collected.
        _loaded["log"] = api.llama_log_callback(_keep)
        api.llama_log_set(_loaded["log"], ctypes.c_void_p(0))
        api.llama_backend_init()
        _loaded["api"] = api
    module: ModuleType = _loaded["api"]
    return module


def take_errors() -> str:
    """llama.cpp's error messages since the last call, as one line ("" when there are none)."""
    said = " ".join(" ".join(_errors).split())
    _errors.clear()
    return said


def _keep(level: int, text: bytes, _user_data: Any) -> None:
    if level == _ERROR_LEVEL:
        _errors.append(text.decode("utf-8", "replace"))
