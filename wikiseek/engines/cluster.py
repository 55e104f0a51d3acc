"""Units of work on a Ray cluster: the same results in the same order as on processes of one machine.

Ray (https://docs.ray.io) only carries units and results. Each of its actors keeps one worker process
of `wikiseek.engines.worker`, so that an element is bounded in the same way on every machine. The
files that a unit names, to read or to write, must be under the same path on every machine. The cluster is the one
of the environment variable RAY_ADDRESS; without it, one is started on this machine and ended again.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from itertools import islice
from types import ModuleType
from typing import Any, TypeVar

from wikiseek.engines.processes import finish
from wikiseek.engines.worker import Bounds, Fault, Function, Worker, sendable
from wikiseek.errors import Prerequisite, WikiseekError

U = TypeVar("U")
R = TypeVar("R")

_LOST_LIMIT = 3
# A cluster of our own stores only results that wait for their turn, and serves no page.
_OWN: dict[str, Any] = {"address": "local", "object_store_memory": 1 << 28, "include_dashboard": False}
# Despite its name: with it off, Ray listens on the loopback interface alone, on any system.
_LISTENING = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"


class Hand:
    """One worker process on some machine of the cluster."""

    def __init__(self, function: Function[Any, Any], bounds: Bounds) -> None:
        self._faults: list[Fault] = []
        self._worker = Worker(function, bounds, self._faults.append)

    def do(self, number: int, unit: Any) -> tuple[Exception | None, list[Any], list[Fault]]:
        """The results of one unit and the faults met on the way, or the exception its function raised."""
        error: Exception | None = None
        results: list[Any] = []
        try:
            self._worker.give(number, unit)
            finish(self._worker)
            _, came = self._worker.take()
            if isinstance(came, Exception):
                raise came
            results = came
        except Exception as raised:  # handed to the driver, which raises it
            error = sendable(raised)
        faults = [*self._faults]
        self._faults.clear()
        return error, results, faults


def run_units(
    units: Iterable[U],
    function: Function[U, R],
    workers: int,
    bounds: Bounds,
    on_fault: Callable[[Fault], None],
    most: int,
) -> Generator[R, None, None]:
    """Results in order, with at most `most` units taken whose results were not asked for.

    A unit whose machine is lost is done again elsewhere, three times at most. Raises
    `Prerequisite` without Ray or its cluster.
    """
    with _cluster(workers) as ray:
        pool = _Pool(ray, function, workers, bounds)
        try:
            yield from pool.in_order(iter(units), most, on_fault)
        finally:
            pool.close()


class _Pool:
    """The actors of a run, and the units they are at."""

    def __init__(self, ray: ModuleType, function: Function[Any, Any], workers: int, bounds: Bounds) -> None:
        self._ray = ray
        # An actor that is lost is replaced here, where the unit it was at is known.
        self._hand = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Hand)
        self._arguments = (function, bounds)
        self._free = [self._hand.remote(function, bounds) for _ in range(workers)]
        self._running: dict[Any, tuple[int, Any, Any, int]] = {}

    def in_order(self, units: Iterator[Any], most: int, on_fault: Callable[[Fault], None]) -> Iterator[Any]:
        finished: dict[int, list[Any]] = {}
        given = due = 0
        while True:
            for unit in islice(units, max(0, min(len(self._free), most - (given - due)))):
                self._give(given, unit, 0)
                given += 1
            if due == given:
                return
            number, results, faults = self._next()
            for fault in faults:
                on_fault(fault)
            finished[number] = results
            while due in finished:
                yield from finished.pop(due)
                due += 1

    def close(self) -> None:
        """End the actors."""
        for hand in [*self._free, *(hand for _, _, hand, _ in self._running.values())]:
            self._ray.kill(hand)

    def _give(self, number: int, unit: Any, lost: int) -> None:
        hand = self._free.pop()
        self._running[hand.do.remote(number, unit)] = number, unit, hand, lost

    def _next(self) -> tuple[int, list[Any], list[Fault]]:
        """The next unit that is finished; those whose machine was lost are given to another meanwhile."""
        while True:
            (done,), _ = self._ray.wait(list(self._running), num_returns=1)
            number, unit, hand, lost = self._running.pop(done)
            try:
                error, results, faults = self._ray.get(done)
            except self._ray.exceptions.RayActorError as gone:
                if lost == _LOST_LIMIT:
                    raise WikiseekError(f"unit {number} lost {lost + 1} machines: look at the cluster") from gone
                self._free.append(self._hand.remote(*self._arguments))
                self._give(number, unit, lost + 1)
                continue
            if error is not None:
                raise error
            self._free.append(hand)
            return number, results, faults


@contextmanager
def _cluster(workers: int) -> Iterator[ModuleType]:
    """Ray, connected to the cluster of RAY_ADDRESS or to one started here for so long; as it is if connected."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    address = os.environ.get("RAY_ADDRESS")
    if not address:
        os.environ.setdefault(_LISTENING, "0")
    try:
        import ray
    except ImportError as missing:
        raise Prerequisite("Ray is not installed: pip install 'wikiseek[ray]', or use --engine local") from missing
    if ray.is_initialized():
        yield ray
        return
    options = {"address": address} if address else {"num_cpus": workers, **_OWN}
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **options)
    except (ConnectionError, RuntimeError, ValueError) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise Prerequisite(f"no Ray cluster can be used ({reason}): check RAY_ADDRESS") from error
    # Ray tells of lost workers on standard output, which is for data.
    with redirect_stdout(sys.stderr):
        try:
            yield ray
        finally:
            ray.shutdown()
