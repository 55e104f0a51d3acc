"""Rows of postings: keys and bitmaps, merged of the runs of shards by the process that stores them or by one beside it.

The latter leaves them in files of sections `NAME.0`, `NAME.1`, …, so many keys in each as are merged at a time:
`keys` and `sets`, one behind the other, and where each ends (uint64).
"""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from wikiseek.files import space_checked
from wikiseek.postings import Part, Run, merged
from wikiseek.sections import Sections, write_sections
from wikiseek.store.roaring import bitmaps
from wikiseek.store.shard import Shard

# Those of `layout.POSTINGS` that are stored as they are merged; links are followed first.
PLAIN_POSTINGS = ("attributes", "categories", "kinds", "tokens")

Row = tuple[bytes, bytes]
PostingRows = Callable[[str], Iterator[Row]]

_ROWS_AT_ONCE = 8192


def posting_rows(runs: Sequence[Run]) -> Iterator[Row]:
    """One bitmap a key, in the order of keys."""
    for part in merged(runs):
        yield from zip(part.keys, _sets(part), strict=True)


def rows_of_shards(shards: Sequence[Path]) -> PostingRows:
    """The rows of each of `PLAIN_POSTINGS`, merged when they are asked for."""
    opened = [Shard(path) for path in shards]
    return lambda name: posting_rows([shard.postings(name) for shard in opened])


def write_rows(folder: Path, shards: Sequence[Path]) -> None:
    """Merge the rows of all `PLAIN_POSTINGS` into `folder`, which is emptied first. Raises `NoSpace`."""
    shutil.rmtree(folder, ignore_errors=True)
    with space_checked(folder):
        folder.mkdir(parents=True)
    opened = [Shard(path) for path in shards]
    for name in PLAIN_POSTINGS:
        for number, part in enumerate(merged([shard.postings(name) for shard in opened])):
            write_sections(folder / f"{name}.{number}", _joined("keys", part.keys) | _joined("sets", list(_sets(part))))


def written_rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of one of `PLAIN_POSTINGS` that `write_rows` left in `folder`."""
    for number in count():
        path = folder / f"{name}.{number}"
        if not path.is_file():
            return
        part = Sections(path)
        yield from zip(_parted(part, "keys"), _parted(part, "sets"), strict=True)


def _sets(part: Part) -> Iterator[bytes]:
    """The bitmaps of a part, of which not all are held at once."""
    for start in range(0, len(part.keys), _ROWS_AT_ONCE):
        yield from bitmaps(part.starts[start : start + _ROWS_AT_ONCE + 1], part.columns[0])


def _joined(name: str, values: Sequence[bytes]) -> dict[str, Any]:
    return {name: b"".join(values), f"{name}.ends": array("Q", accumulate(map(len, values)))}


def _parted(part: Sections, name: str) -> list[bytes]:
    joined = part.content(name)
    ends = part.array(f"{name}.ends", np.uint64).tolist()
    return [joined[start:end] for start, end in pairwise([0, *ends])]
