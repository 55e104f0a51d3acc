"""Taking calls out of a cassette that no line of a run names."""

from __future__ import annotations

import tempfile
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from wikiseek.llm.cassette.call import name_of
from wikiseek.llm.cassette.folder import DATA, Cassette


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was (or would be) kept and dropped: calls, and bytes of their values."""

    kept: int
    dropped: int
    dropped_bytes: int


def prune(path: Path, names: Set[str], dry_run: bool = False) -> Pruned:
    """Keep the calls of the cassette in `path` that are in `names`, drop all others and the room they took.

    Raises `Busy` while another process uses the cassette.
    """
    with Cassette(path) as cassette:
        sizes = dict(cassette.sizes())
    gone = [key for key in sizes if name_of(key) not in names]
    found = Pruned(len(sizes) - len(gone), len(gone), sum(sizes[key] for key in gone))
    if dry_run or not gone:
        return found
    with Cassette(path, writing=True, alone=True) as cassette:
        cassette.remove(gone)
        # On the same disk, so that the copy takes the place of the original in one step.
        with tempfile.TemporaryDirectory(prefix=".pruned-", dir=path) as scratch:
            cassette.compacted(Path(scratch))
            (Path(scratch) / DATA).replace(path / DATA)
    return found
