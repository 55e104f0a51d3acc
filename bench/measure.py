"""Running a command and measuring it: wall and CPU seconds, peak memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY_SECONDS = 0.1
_LIMIT_SECONDS = 7200.0
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took, its children included.

    `wall` and `cpu` (user and system) are seconds, `peak` the most bytes that any one of its processes
    had in memory, `own` those of them that no file holds: what files hold (a mapped database) the system takes
    back when it needs room. `others` is how many cores everything else on the machine kept busy meanwhile: near
    0 on a quiet one, where alone wall times can be trusted. `fault` is one line when the command could not be run
    or did not end well: the figures then mean nothing.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0
    own: int = 0
    others: float = 0.0
    fault: str = ""


def measured(
    command: Sequence[str],
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    limit: float = _LIMIT_SECONDS,
) -> Measured:
    """Run `command` in the folder `cwd` to its end, with what it says in the file `log`.

    `env` is added to the environment. An interruption, or `limit` seconds, end the command with all its children.
    """
    busy = _busy_seconds()
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
        watch = _Watch(process.pid, limit)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _kill(process.pid)
            raise
        finally:
            watch.stop()
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = _peak(watch.peak, usage.ru_maxrss)
    fault = f"exit {process.returncode}: {_last_line(log)}" if process.returncode else ""
    if watch.killed:
        fault = f"not done after {limit:.0f} s: {_last_line(log)}"
    cpu = usage.ru_utime + usage.ru_stime
    others = max(0.0, _busy_seconds() - busy - cpu) / wall
    return Measured(wall, cpu, peak, watch.own, others, fault)


class _Watch(threading.Thread):
    """Looks at a tree of processes ten times a second: `peak` is the most bytes one of them had in memory, `own`
    the most that no file holds.

    The kernel's own figure (`ru_maxrss`) leaves out children that nobody waited for; this one leaves out
    processes that lived for less than a tenth of a second. After `limit` seconds it kills the tree: `killed`.
    """

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.peak, self.own, self.killed = 0, 0, False
        self._pid, self._ended = pid, threading.Event()
        self._last = time.monotonic() + limit

    def run(self) -> None:
        """Look until `stop` is called."""
        while not self._ended.wait(_EVERY_SECONDS):
            for pid in _tree(self._pid):
                had = _memory(pid)
                self.peak = max(self.peak, had.get("VmHWM", 0))
                self.own = max(self.own, had.get("RssAnon", 0))
            if time.monotonic() > self._last and not self.killed:
                self.killed = True
                _kill(self._pid)

    def stop(self) -> None:
        """Look no more; returns when the thread has ended."""
        self._ended.set()
        self.join()


def _peak(seen: int, maxrss: int) -> int:
    """The higher of two figures; a process starts with that of its parent, so one no higher than ours says nothing."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(seen, maxrss * _MAXRSS_BYTES) if maxrss > own or not seen else seen


def _busy_seconds() -> float:
    """CPU seconds that the cores of this machine were not idle since it began; 0 where the system does not say."""
    with suppress(OSError):
        ticks = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")  # less idle and waiting for a disk
    return 0.0


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _tree(pid: int) -> Iterator[int]:
    """A process and its descendants, as far as the system shows them."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> dict[str, int]:
    """Bytes of memory of a process by the system's names for them, none when it is gone."""
    with suppress(OSError):
        lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        return {name.rstrip(":"): int(rest[0]) * 1024 for name, *rest in lines if rest[1:] == ["kB"]}
    return {}


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it said nothing"
