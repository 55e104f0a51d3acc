"""Units of work come back in order, whatever becomes of the processes that do them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.engines import work
from tests.engines.work import act, square
from wikiseek.engines import Bounds, Fault
from wikiseek.engines import run_units as run_any
from wikiseek.errors import DumpError, WikiseekError

ROOT = Path(__file__).parent.parent.parent
run_units = partial(run_any, fork=True)
QUICK = Bounds(seconds=0.5, memory=1 << 28)


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_units(workers: int) -> None:
    assert list(run_units(range(12), square, workers)) == [number**2 for number in range(120)]


def test_no_units_give_no_results() -> None:
    assert list(run_units([], square, 2)) == []


def test_units_are_taken_only_a_little_ahead() -> None:
    taken: list[int] = []

    def units() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = run_units(units(), square, 2)
    assert next(results) == 0
    assert len(taken) <= 4
    results.close()


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("spin", "takes too long"),
        ("die", "ends its process"),
        ("segfault", "ends its process"),
        ("exit", "ends its process"),
        ("eat", "takes too much memory"),
    ],
)
def test_an_element_that_ruins_its_worker_is_marked_and_the_rest_go_on(
    word: str, reason: str, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wikiseek.engines.worker._is_alone", lambda: alone)
    faults: list[Fault] = []
    units = [["a", "b"], ["c", word, "d"], ["e"]]
    results = list(run_units(units, act, 2, QUICK, faults.append))
    assert results == [b"a", b"b", b"c", word.upper().encode(), b"d", b"e"]
    assert faults == [Fault(1, 1, reason)]


def test_a_worker_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiseek.engines.worker._WAITING_FACTOR", 2.0)
    assert list(run_units([["a", "sleep", "b"]], act, 1, QUICK)) == [b"a", b"SLEEP", b"b"]


def test_an_element_may_deal_with_a_lack_of_memory_itself() -> None:
    assert list(run_units([["a", "careful", "b"]], act, 1, QUICK)) == [b"a", b"careful", b"b"]


def test_several_elements_of_a_unit_can_be_marked() -> None:
    faults: list[Fault] = []
    results = list(run_units([["die", "a", "segfault", "exit"]], act, 1, QUICK, faults.append))
    assert results == [b"DIE", b"a", b"SEGFAULT", b"EXIT"]
    assert [fault.element for fault in faults] == [0, 2, 3]


def test_an_element_that_ruins_every_worker_ends_the_run() -> None:
    with pytest.raises(WikiseekError, match="element 1 of unit 0 ends its process"):
        list(run_units([["a", "cursed"]], act, 1, QUICK))


def test_an_exception_of_the_function_is_raised_here() -> None:
    with pytest.raises(DumpError, match="damaged"):
        list(run_units([["a"], ["fail"]], act, 2))


def test_an_exception_is_raised_when_its_unit_is_due_and_not_before() -> None:
    results = run_units([["a", "b"], ["fail"], ["c"]], act, 3)
    assert [next(results), next(results)] == [b"a", b"b"]
    with pytest.raises(DumpError, match="damaged"):
        next(results)


def test_an_exception_that_cannot_travel_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="Odd: 1 and 2"):
        list(run_units([["odd"]], act, 1))


def test_no_process_outlives_the_results() -> None:
    results = run_units([["a"], ["spin"]], act, 2)
    assert next(results) == b"a"
    results.close()
    assert multiprocessing.active_children() == []


def test_a_worker_is_a_fork_where_there_is_no_other_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "given", True, raising=False)
    ended = threading.Event()
    alone = len(os.listdir("/proc/self/task")) == 1
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ended.wait)
        assert list(run_units(["given"], work.seen, 1)) == [False]
        ended.set()
        waiting.result()
    if alone:  # libraries that other tests loaded may have threads of their own
        assert list(run_units(["given"], work.seen, 1)) == [True]
        assert list(run_any(["given"], work.seen, 1)) == [False]


def test_a_worker_has_nothing_open_that_its_parent_has(tmp_path: Path) -> None:
    path = tmp_path / "locked"
    with path.open("w"):
        assert list(run_units([str(path)] * 2, work.open_files, 2)) == [0, 0]


# Interrupts are heard even where the tests run in the background of a shell.
SCRIPT = """
import signal
from tests.engines.work import act
from wikiseek.engines import run_units
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for result in run_units([["a"], ["sleep"]], act, 2, fork=%r):
        print(result, flush=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("fork", [True, False])
def test_workers_end_with_their_parent(ending: signal.Signals, fork: bool, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(SCRIPT % fork)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"b'a'\n"
        children = [int(child) for child in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
        parent.send_signal(ending)
        parent.wait(20)
    deadline = time.monotonic() + 20
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, children))


def alive(pid: int) -> bool:
    """Whether a process runs (and is not only waiting to be buried)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
