"""The choices of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wikiseek.engines import EngineName

_DEFAULTS: dict[str, Any] = {"encoder": "static", "faiss": "auto", "leads_only": False}


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The choices of a build. What is None is as the index that is updated has it, or else the default.

    `encoder` is "static" (default), "none" or a folder; `faiss` a factory string or "auto" (default);
    `leads_only` (default False) leaves all but the leads of articles out of search.
    `workers` and `engine` change the speed of a build, never its bytes.
    """

    encoder: str | None = None
    faiss: str | None = None
    workers: int = 2
    engine: EngineName = "local"
    leads_only: bool | None = None

    def chosen(self, recorded: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The settings that decide the bytes of an index, for its manifest; `recorded` are those of an older one."""
        given = {"encoder": self.encoder, "faiss": self.faiss, "leads_only": self.leads_only}
        return complete(recorded) | {name: value for name, value in given.items() if value is not None}


def complete(recorded: Mapping[str, Any] | None) -> dict[str, Any]:
    """The settings that a manifest records, with the defaults of those that it was written before."""
    return {**_DEFAULTS, **(recorded or {})}
