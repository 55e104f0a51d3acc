"""One worker process, seen from the parent (`Worker`) and from within (`_work`)."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, TypeVar

from wikiseek.errors import WikiseekError

U = TypeVar("U")
R = TypeVar("R")
Function = Callable[[U, frozenset[int]], Iterator[R]]

# A fork has all that is imported here, but of the threads here only one, and the locks of the others as they were: it
# is made where there are none. A server to fork from would listen on a socket.
_FORKED = multiprocessing.get_context("fork")
_FRESH = multiprocessing.get_context("spawn")
# A fresh process imports libraries before it does the first element.
_START_SECONDS = 60.0
# A machine that is busy with other things gives a worker little time: what counts is the time it used,
# unless it waits for something that never comes.
_WAITING_FACTOR = 30.0
_OUT_OF_MEMORY = 99
_STANDARD = 2  # the last number of a stream that every process has
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one element may take: seconds of processor time, and bytes on top of what the worker starts with."""

    seconds: float = 10.0
    memory: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Fault:
    """An element that a worker could not do: its unit's number, its place in the unit, and what happened."""

    unit: int
    element: int
    reason: str


class Worker:
    """One process and the unit it is working on."""

    def __init__(
        self, function: Function[Any, Any], bounds: Bounds, on_fault: Callable[[Fault], None], fork: bool = False
    ) -> None:
        """`fork` to let the process be a fork of this one where it can be, with what is imported and open here."""
        self._function, self._bounds, self._on_fault, self._fork = function, bounds, on_fault, fork
        self.number: int | None = None
        self._unit: Any = None
        self._marked: frozenset[int] = frozenset()
        self._seen = 0
        self._results: list[Any] | Exception = []
        self._start()

    def give(self, number: int, unit: Any) -> None:
        """Set the process to work on a unit."""
        self.number, self._unit, self._marked = number, unit, frozenset()
        self._send()

    def take(self) -> tuple[int, list[Any] | Exception]:
        """The finished unit's number and its results, or what was raised in it; the worker is free afterwards."""
        assert self.number is not None
        number, results = self.number, self._results
        self.number, self._unit, self._results = None, None, []
        return number, results

    def receive(self) -> bool:
        """Read the process's answer: whether the unit is finished. A dead process is replaced."""
        try:
            error, results = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self._process.join()
            out_of_memory = self._process.exitcode == _OUT_OF_MEMORY
            self.restart("takes too much memory" if out_of_memory else "ends its process")
            return False
        self._results = results if error is None else error
        return True

    def stalled(self) -> bool:
        """Whether the process has made no progress for longer than allowed."""
        done = self._progress.value
        if done != self._seen:
            self._seen, self._limit = done, self._bounds.seconds
            self._since = self._clocks()
        used, waited = (now - then for now, then in zip(self._clocks(), self._since, strict=True))
        return used > self._limit or waited > self._limit * _WAITING_FACTOR

    def restart(self, reason: str) -> None:
        """Replace the process; it does the unit again with the element at fault marked."""
        self.kill()
        assert self.number is not None
        fault = Fault(self.number, self._progress.value, reason)
        if fault.element in self._marked:
            raise WikiseekError(f"element {fault.element} of unit {fault.unit} {reason} whatever is tried: report this")
        self._on_fault(fault)
        self._marked |= {fault.element}
        self._start()
        self._send()

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _start(self) -> None:
        forked = self._fork and _is_alone()
        context = _FORKED if forked else _FRESH
        if forked:
            gc.freeze()  # what is there is looked through no more, so that its memory stays shared
        self._progress = context.RawValue("Q", 0)
        self.connection, theirs = context.Pipe()
        arguments = (theirs, self._progress, self._function, self._bounds.memory, forked)
        self._process = context.Process(target=_work, args=arguments, daemon=True)
        with _interrupts_ignored():
            self._process.start()
        theirs.close()
        self._limit = _START_SECONDS

    def _send(self) -> None:
        self._progress.value = 0
        self._seen = 0
        self._since = self._clocks()
        with suppress(BrokenPipeError):  # it died at once: the next look at its connection finds that out
            self.connection.send((self._unit, self._marked))

    def _clocks(self) -> tuple[float, float]:
        """Processor seconds the process has used, where the system tells (else wall), and wall seconds."""
        now = time.monotonic()
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return now, now
        return (int(fields[11]) + int(fields[12])) / _TICKS, now


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process started meanwhile ignores interrupts from its first instruction on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _is_alone() -> bool:
    """Whether this thread is the only one of its process, those of libraries counted, where that can be known."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _work(connection: Connection, progress: Any, function: Function[Any, Any], memory: int, forked: bool) -> None:
    """The life of a worker process. The parent's end of an interrupt is enough: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None, "this is run by a process that was started for it"
    if forked:
        _let_go(connection.fileno(), parent.sentinel)
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _limit_memory(memory)
    while True:
        try:
            unit, marked = connection.recv()
        except (EOFError, ConnectionResetError):  # the parent is gone, or done with this process
            return
        results: list[Any] = []
        error: Exception | None = None
        try:
            for result in function(unit, marked):
                results.append(result)
                progress.value += 1
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        except Exception as raised:  # handed to the parent, which raises it
            error, results = sendable(raised), []
        connection.send((error, results))


def _let_go(*kept: int) -> None:
    """Close what a fork has open of its parent's: locked files, the ends of other workers' pipes.

    The numbers stay taken, by what is empty: objects that were copied from the parent may close them again.
    """
    with open(os.devnull, "r+b", buffering=0) as nothing, suppress(OSError):
        for name in os.listdir("/proc/self/fd"):
            if (number := int(name)) > _STANDARD and number not in kept:
                os.dup2(nothing.fileno(), number, inheritable=False)


def _end_with(parent: int) -> None:
    """A parent that was killed cannot end its workers: its sentinel tells."""
    wait([parent])
    os._exit(1)


def _limit_memory(memory: int) -> None:
    """Let the process have `memory` bytes of address space on top of what it has now, where that can be known."""
    if memory == sys.maxsize:
        return
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    most = resource.getpagesize() * pages + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def sendable(error: Exception) -> Exception:
    """`error` itself, or its words where it cannot travel between processes."""
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
