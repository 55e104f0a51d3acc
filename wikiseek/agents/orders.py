"""Orders in which choices are tried, so that the first few differ from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def early_first(things: Sequence[T], count: int) -> Iterator[tuple[T, ...]]:
    """Each choice of `count` things once: all of the first n before any with the next one."""
    if count == 0:
        yield ()
        return
    for last in range(count - 1, len(things)):
        for rest in early_first(things[:last], count - 1):
            yield (*rest, things[last])


def in_turn(rows: Iterable[Iterator[T]]) -> Iterator[T]:
    """The first of each row, then the second of each, and so on until all are empty."""
    left = list(rows)
    while left:
        still = []
        for row in left:
            for thing in row:
                yield thing
                still.append(row)
                break
        left = still
