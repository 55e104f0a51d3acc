"""Local processes: in order, bounded, and whole again after any accident."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from wikiseek.engines import Bounds, run_units
from wikiseek.errors import WikiseekError

QUICK = Bounds(seconds=1.0, memory=256 << 20)


def squares(unit: list[int], marked: frozenset[int]) -> Iterator[int]:
    for number in unit:
        yield number * number


def hazards(unit: list[str], marked: frozenset[int]) -> Iterator[str]:
    for position, name in enumerate(unit):
        if position in marked:
            yield f"{name} with care"
            continue
        if name == "sleep":
            time.sleep(60)
        elif name == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif name == "greedy":
            try:
                bytearray(1 << 30)
            except MemoryError:
                name = "greedy was refused"
        elif name == "fail":
            raise WikiseekError("fail failed")
        yield name


def stubborn(unit: list[str], marked: frozenset[int]) -> Iterator[str]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield ""


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_units(workers: int) -> None:
    units = [list(range(start, start + 7)) for start in range(0, 140, 7)]
    assert list(run_units(units, squares, workers)) == [n * n for n in range(140)]


def test_an_element_that_stalls_or_kills_its_worker_is_marked_and_the_rest_goes_on() -> None:
    units = [["a", "sleep", "b"], ["c"], ["die", "d", "die"], ["greedy"]]
    assert list(run_units(units, hazards, 2, QUICK)) == [
        "a",
        "sleep with care",
        "b",
        "c",
        "die with care",
        "d",
        "die with care",
        "greedy was refused",
    ]


def test_an_error_in_a_worker_is_raised_here() -> None:
    with pytest.raises(WikiseekError, match="fail failed"):
        list(run_units([["a"], ["fail"]], hazards, 2))


def test_an_element_that_kills_every_worker_ends_the_run_with_one_line() -> None:
    with pytest.raises(WikiseekError, match="element 0 of unit 0"):
        list(run_units([["x"]], stubborn, 1))


def test_no_units_give_no_results() -> None:
    assert list(run_units([], squares, 2)) == []


def test_units_are_read_only_a_little_ahead() -> None:
    read = 0

    def units() -> Iterator[list[int]]:
        nonlocal read
        for number in range(1000):
            read += 1
            yield [number]

    results = run_units(units(), squares, 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert read < 20
