"""Making the store while the dump is read: pages are copied as soon as their unit is read, and in the end two processes
merge what the units have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from wikiseek import store
from wikiseek.engines import Beside


@dataclass(frozen=True, slots=True)
class Postings:
    """Shards whose postings are to be merged and written into the folder `out`, in `scratch` first."""

    out: Path
    scratch: Path
    shards: tuple[Path, ...]


def write_postings(unit: Postings | None, _: frozenset[int]) -> Iterator[dict[str, int]]:
    """Write postings; yields how many keys each table has. Without a unit, load what that takes."""
    write = store.write_postings
    if unit is not None:
        yield write(unit.out, unit.scratch, unit.shards)


class Merging:
    """The store of a dump that is being read. Enter it before the processes that read are started."""

    def __init__(self, scratch: Path, workers: int) -> None:
        """`scratch` is a folder for the time of it; with one worker, all is done by this process."""
        self._scratch, self._stack = scratch, ExitStack()
        self._beside = self._stack.enter_context(Beside(write_postings, fork=True)) if workers > 1 else None
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
        postings = Postings(out, self._scratch / "postings", tuple(self._added))
        if self._beside is None:
            summary = self._writer.finish(out, meta)
            (counts,) = write_postings(postings, frozenset())
        else:
            self._beside.take()
            self._beside.give(postings)
            summary = self._writer.finish(out, meta)
            (counts,) = self._beside.take()
        self._stack.close()
        self._scratch.rmdir()
        return replace(summary, counts=dict(sorted({**summary.counts, **counts}.items())))
