"""One door to all engines."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Literal, TypeVar

from wikiseek.engines import processes
from wikiseek.engines.worker import Bounds, Fault, Function

U = TypeVar("U")
R = TypeVar("R")

EngineName = Literal["local", "ray"]
# Units a worker that are taken before their results are asked for.
_AHEAD = 2
_BOUNDS = Bounds()


def run_units(
    units: Iterable[U],
    function: Function[U, R],
    workers: int,
    bounds: Bounds = _BOUNDS,
    on_fault: Callable[[Fault], None] | None = None,
    ahead: int = _AHEAD,
    engine: EngineName = "local",
    fork: bool = False,
) -> Generator[R, None, None]:
    """The results of `function(unit, marked)` over all `units`, in order; `function` must be importable.

    At most `ahead` units a worker are taken from `units` before their results are asked for: more
    of them keep workers busy while a slow unit is due. With `fork`, workers begin with what is imported
    here, where this process has no other thread: `function` must not open a database that is open here.
    `on_fault` hears of each element that stalled or killed its worker and was marked. An exception that
    `function` raises ends the run and is raised here. An element that stalls or kills its worker even when marked
    raises `WikiseekError`, an engine that is not there `Prerequisite`. All processes end with the iterator.
    """
    workers, heard = max(1, workers), on_fault or _unheard
    if engine == "ray":
        from wikiseek.engines import cluster  # few have one, and workers begin when all is imported

        return cluster.run_units(units, function, workers, bounds, heard, ahead * workers)
    return processes.run_units(units, function, workers, bounds, heard, ahead * workers, fork)


def _unheard(_: Fault) -> None:
    """Faults are no one's concern."""
