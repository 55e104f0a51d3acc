"""Units of work on local processes: results in order, each element bounded in time and memory.

A unit is a batch of elements. The worker's function yields one result an element, and is told
the positions of elements that must be treated with care. C code ignores signals, so a worker that
makes no progress is killed from outside; one that dies is replaced; in both cases the unit runs
again with the element at fault marked. Nothing is sent between processes for each element but one
increment of a shared counter.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from wikiseek.errors import WikiseekError

U = TypeVar("U")
R = TypeVar("R")
Function = Callable[[U, frozenset[int]], Iterator[R]]

_CONTEXT = multiprocessing.get_context("spawn")
_UNITS_AHEAD = 2
_TICK_SECONDS = 0.5
# A fresh process imports libraries before it does the first element.
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one element may take: seconds without progress, and bytes on top of what the worker starts with."""

    seconds: float = 10.0
    memory: int = 1 << 30


def run_units(
    units: Iterable[U], function: Function[U, R], workers: int, bounds: Bounds = Bounds()
) -> Iterator[R]:
    """The results of `function(unit, marked)` over all `units`, in order; `function` must be importable.

    An exception that `function` raises ends the run and is raised here. An element that kills or
    stalls its worker even when marked raises `WikiseekError`.
    """
    pool = [_Worker(function, bounds) for _ in range(max(1, workers))]
    try:
        yield from _in_order(iter(units), pool)
    finally:
        for worker in pool:
            worker.kill()


def _in_order(units: Iterator[Any], pool: list[_Worker]) -> Iterator[Any]:
    finished: dict[int, list[Any]] = {}
    given = due = 0
    exhausted = False
    while True:
        for worker in pool:
            if worker.number is None and not exhausted and given - due < _UNITS_AHEAD * len(pool):
                unit = list(islice(units, 1))
                exhausted = not unit
                if unit:
                    worker.give(given, unit[0])
                    given += 1
        if due == given:
            return
        for worker in _ready(pool):
            number, results = worker.take()
            finished[number] = results
        while due in finished:
            yield from finished.pop(due)
            due += 1


def _ready(pool: list[_Worker]) -> list[_Worker]:
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


class _Worker:
    """One process and the unit it is working on."""

    def __init__(self, function: Function[Any, Any], bounds: Bounds) -> None:
        self._function = function
        self._bounds = bounds
        self.number: int | None = None
        self._unit: Any = None
        self._marked: frozenset[int] = frozenset()
        self._results: list[Any] = []
        self._seen, self._since, self._limit = 0, 0.0, _START_SECONDS
        self._start()

    def give(self, number: int, unit: Any) -> None:
        """Set the process to work on a unit."""
        self.number, self._unit, self._marked = number, unit, frozenset()
        self._send()

    def take(self) -> tuple[int, list[Any]]:
        """The finished unit's number and results; the worker is free afterwards."""
        assert self.number is not None
        number, results = self.number, self._results
        self.number, self._unit, self._results = None, None, []
        return number, results

    def receive(self) -> bool:
        """Read the process's answer: whether the unit is finished. A dead process is replaced."""
        try:
            error, self._results = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.restart("ends its process")
            return False
        if error is not None:
            raise error
        return True

    def stalled(self) -> bool:
        """Whether the process has made no progress for longer than allowed."""
        done, now = self._progress.value, time.monotonic()
        if done != self._seen:
            self._seen, self._since = done, now
            self._limit = self._bounds.seconds
        return now - self._since > self._limit

    def restart(self, what: str) -> None:
        """Replace the process; it does the unit again with the element at fault marked."""
        self.kill()
        fault = self._progress.value
        if fault in self._marked:
            raise WikiseekError(f"element {fault} of unit {self.number} {what} whatever is tried: report this")
        self._marked |= {fault}
        self._start()
        self._send()

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _start(self) -> None:
        self._progress = _CONTEXT.RawValue("Q", 0)
        self.connection, theirs = _CONTEXT.Pipe()
        arguments = (theirs, self._progress, self._function, self._bounds.memory)
        self._process = _CONTEXT.Process(target=_work, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        self._limit = _START_SECONDS

    def _send(self) -> None:
        self._progress.value = 0
        self._seen, self._since = 0, time.monotonic()
        self.connection.send((self._unit, self._marked))


def _work(connection: Connection, progress: Any, function: Function[Any, Any], memory: int) -> None:
    """The life of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    used = resource.getpagesize() * int(open("/proc/self/statm", encoding="ascii").read().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    while True:
        try:
            unit, marked = connection.recv()
        except EOFError:
            return
        results = []
        error: Exception | None = None
        try:
            for result in function(unit, marked):
                results.append(result)
                progress.value += 1
        except Exception as raised:  # handed to the parent, which raises it
            error = raised
        connection.send((error, results))
