"""Functions that worker processes run in the tests of engines: well-behaved and otherwise."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wikiseek.errors import DumpError

Unit = tuple[str, int]  # what each element does, and how many there are


def square(unit: int, marked: frozenset[int]) -> Iterator[int]:
    """Ten squares; later units are quicker, so that they finish out of order."""
    time.sleep(0.05 if unit == 0 else 0)
    for element in range(10):
        yield (unit * 10 + element) ** 2


def act(unit: list[str], marked: frozenset[int]) -> Iterator[bytes]:
    """One word an element; marked ones are answered in capitals and do nothing dangerous."""
    for element, word in enumerate(unit):
        if element in marked and word != "cursed":
            yield word.upper().encode()
            continue
        danger(word)
        yield word.encode()


def danger(word: str) -> None:
    """Do what the word says."""
    if word == "spin":
        while True:
            pass
    elif word == "sleep":
        time.sleep(3600)
    elif word in ("die", "cursed"):
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "exit":
        os._exit(0)
    elif word == "eat":
        _ = [bytes(1 << 24) for _ in range(1000)]
    elif word == "careful":
        with suppress(MemoryError):
            bytes(1 << 40)
    elif word == "fail":
        raise DumpError("the file is damaged")
    elif word == "odd":
        raise Odd(1, 2)


class Odd(Exception):
    """An exception that cannot be rebuilt from its message."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(f"{first} and {second}")


def parent_of(unit: list[str], marked: frozenset[int]) -> Iterator[int]:
    """The process above the one that does the work."""
    yield os.getppid()


def seen(unit: str, marked: frozenset[int]) -> Iterator[bool]:
    """Whether the process has a name that its parent gave to this module while it ran."""
    yield unit in globals()


def open_files(unit: str, marked: frozenset[int]) -> Iterator[int]:
    """How many of the files that the process has open have such a name."""
    links = [Path(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
    yield sum(os.readlink(link) == unit for link in links if link.is_symlink())
