"""Making the store while the dump is read: pages are copied as soon as their unit is read, and in the end two processes
merge what the units have in common.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from wikiseek import store
from wikiseek.engines import Beside


@dataclass(frozen=True, slots=True)
class Rows:
    """Shards whose postings are to be merged into the folder `out`."""

    out: Path
    shards: tuple[Path, ...]


def merge_rows(unit: Rows | None, _: frozenset[int]) -> Iterator[None]:
    """Merge postings; without a unit, load what that takes."""
    write = store.write_rows
    if unit is not None:
        write(unit.out, unit.shards)
    yield


class Merging:
    """The store of a dump that is being read. Enter it before the processes that read are started."""

    def __init__(self, scratch: Path, workers: int) -> None:
        """`scratch` is a folder for the time of it; with one worker, all is done by this process."""
        self._scratch, self._stack = scratch, ExitStack()
        self._beside = self._stack.enter_context(Beside(merge_rows, fork=True)) if workers > 1 else None
        if self._beside is not None:
            self._beside.give(None)
        self._writer: store.StoreWriter | None = None
        self._added: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def add(self, units: Sequence[Path]) -> None:
        """Copy the pages of those of the first `units`, in order, whose shards are there."""
        while len(self._added) < len(units) and (shard := units[len(self._added)]).is_file():
            if self._writer is None:  # only now: it loads libraries that start threads
                self._writer = self._stack.enter_context(store.writing_store(self._scratch / "store"))
            self._writer.add(shard)
            self._added.append(shard)

    def finish(self, out: Path, meta: dict[str, Any]) -> store.StoreSummary:
        """Write the store of the shards that were added into `out`. Raises `DumpError`, `NoSpace`."""
        assert self._writer is not None, "there is a shard"
        summary = self._writer.finish(out, meta, self._rows())
        self._stack.close()
        shutil.rmtree(self._scratch)
        return summary

    def _rows(self) -> store.PostingRows:
        """The rows that are merged by the process beside this one, waited for when they are needed."""
        if self._beside is None:
            return store.rows_of_shards(self._added)
        beside, out = self._beside, self._scratch / "rows"
        beside.take()
        beside.give(Rows(out, tuple(self._added)))
        merged = cache(beside.take)

        def rows(name: str) -> Iterator[tuple[bytes, bytes]]:
            merged()
            return store.written_rows(out, name)

        return rows
