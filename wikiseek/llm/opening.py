"""From what a user names to a model that answers."""

from __future__ import annotations

import os
from pathlib import Path

from wikiseek.llm.endpoint import Endpoint
from wikiseek.llm.llamacpp import SEQUENCES, LlamaCpp
from wikiseek.llm.protocol import Llm

_CALLS = 4


def open_llm(
    spec: str | Path,
    *,
    threads: int | None = None,
    context: int = 4096,
    deterministic: bool = False,
    sequences: int | None = None,
    model: str = "",
    timeout: float = 120.0,
) -> Llm:
    """The model that `spec` names: the path of a .gguf file, or the http(s) URL of a server.

    `sequences` is how many requests are computed (by a server: asked) at a time, 16 of a file and 4 of a server by
    default. `threads`, `context` (tokens) and `deterministic` are for a file; `model` (which of the served ones) and
    `timeout` (seconds a call) for a server, whose key, if it wants one, is read from `WIKISEEK_API_KEY`.
    Raises `ModelFault` or `Prerequisite` when it cannot be used.
    """
    if is_url(spec):
        key = os.environ.get("WIKISEEK_API_KEY", "")
        return Endpoint(str(spec), model=model, key=key, concurrency=sequences or _CALLS, timeout=timeout)
    sequences = sequences or SEQUENCES
    return LlamaCpp(Path(spec), threads=threads, context=context, deterministic=deterministic, sequences=sequences)


def is_url(spec: str | Path) -> bool:
    """Whether `spec` names a server rather than a file."""
    return str(spec).startswith(("http://", "https://"))
