"""Indexes of the small world, without dense search: what most tests of a build or of its result need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wikiseek.indexing import BuildSettings, Manifest, build_index


def silent(message: str) -> None:
    """Progress that nobody reads."""


def build(dump: Path | str, out: Path, encoder: str = "none", faiss: str = "auto", workers: int = 1) -> Manifest:
    """Build an index, or return the one that is there."""
    return build_index(dump, out, BuildSettings(encoder, faiss, workers), silent)


def shared_index(factory: pytest.TempPathFactory, dump: Path) -> Path:
    """The small world's index, built once a test session; only to be read."""
    folder = factory.getbasetemp() / "small-index"
    build(dump, folder)
    return folder


def here(
    units: Iterable[Any], function: Callable[[Any, frozenset[int]], Iterator[Any]], *_: Any, **__: Any
) -> Iterator[Any]:
    """`run_units` without processes, for tests in which they are not the point."""
    for unit in units:
        yield from function(unit, frozenset())
