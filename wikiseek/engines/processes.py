"""Units of work on local processes: results in order, each element bounded in time and memory.

A unit is a batch of elements. The worker's function yields one result an element, and is told
the positions of elements that must be treated with care. C code ignores signals, so a worker that
makes no progress is killed from outside; one that dies is replaced; in both cases the unit runs
again with the element at fault marked. Nothing is sent between processes for each element but one
increment of a shared counter.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, TypeVar

from wikiseek.engines.worker import Bounds, Fault, Function, Worker

U = TypeVar("U")
R = TypeVar("R")

_TICK_SECONDS = 0.25


def run_units(
    units: Iterable[U],
    function: Function[U, R],
    workers: int,
    bounds: Bounds,
    on_fault: Callable[[Fault], None],
    most: int,
    fork: bool,
) -> Generator[R, None, None]:
    """Results in order, with at most `most` units taken whose results were not asked for."""
    pool = [Worker(function, bounds, on_fault, fork) for _ in range(workers)]
    try:
        yield from _in_order(iter(units), pool, most)
    finally:
        for worker in pool:
            worker.kill()


def finish(worker: Worker) -> None:
    """Wait until the unit of one worker is finished."""
    while not _ready([worker]):
        pass


def _in_order(units: Iterator[Any], pool: list[Worker], most: int) -> Iterator[Any]:
    # An error is raised when its unit is due: who wants no more results before does not hear of it.
    finished: dict[int, list[Any] | Exception] = {}
    given = due = 0
    while True:
        given += _give(units, pool, given, most - (given - due))
        if due == given:
            return
        for worker in _ready(pool):
            number, results = worker.take()
            finished[number] = results
        # Workers that are free get their next unit before the results are handed out: that may take long.
        given += _give(units, pool, given, most - (given - due))
        while due in finished:
            came = finished.pop(due)
            if isinstance(came, Exception):
                raise came
            yield from came
            due += 1


def _give(units: Iterator[Any], pool: list[Worker], given: int, most: int) -> int:
    """Set free workers to work, on `most` units at most; how many were given."""
    free = [worker for worker in pool if worker.number is None][: max(0, most)]
    taken = 0
    for worker, unit in zip(free, islice(units, len(free)), strict=False):
        worker.give(given + taken, unit)
        taken += 1
    return taken


def _ready(pool: list[Worker]) -> list[Worker]:
    """Workers with a finished unit; those that died or stalled are set to work again meanwhile."""
    busy = {worker.connection: worker for worker in pool if worker.number is not None}
    heard = wait(list(busy), timeout=_TICK_SECONDS)
    found = []
    for connection, worker in busy.items():
        if connection in heard and worker.receive():
            found.append(worker)
        elif connection not in heard and worker.stalled():
            worker.restart("takes too long")
    return found
