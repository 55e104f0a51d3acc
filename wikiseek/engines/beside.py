"""One process beside this one, for what can be done while this one does something else."""

from __future__ import annotations

import math
import sys
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from wikiseek.engines.worker import Bounds, Function, Worker

U = TypeVar("U")
R = TypeVar("R")

_NO_BOUNDS = Bounds(math.inf, sys.maxsize)


class Beside(Generic[U, R]):
    """A process that does one unit at a time. It ends with the block that this is entered for."""

    def __init__(self, function: Function[U, R], fork: bool = False) -> None:
        """`function` and `fork` are those of `run_units`."""
        self._worker = Worker(function, _NO_BOUNDS, lambda _: None, fork)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.kill()

    def give(self, unit: U) -> None:
        """Begin a unit; the one before must have been taken."""
        self._worker.give(0, unit)

    def take(self) -> list[R]:
        """Wait for the results of the unit. Raises what its function raised; `WikiseekError` when it ends its process,
        and again when it is given the unit once more.
        """
        while not self._worker.receive():
            pass
        _, came = self._worker.take()
        if isinstance(came, Exception):
            raise came
        results: list[Any] = came
        return results
