"""What an iterator gives, fetched by a thread of its own, so that its workers go on while the caller is busy."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")

# How often a thread that has nothing to do looks whether it should end.
_TICK_SECONDS = 0.25
# A thread that waits for a result is not waited for longer: it ends with the program.
_PATIENCE_SECONDS = 5.0


class _End(Exception):
    """What stands at the end of the results."""


class Ahead(Generic[T]):
    """Results of `source`, in order, at most `most` of them fetched before they are taken."""

    def __init__(self, source: Generator[T, None, None], most: int) -> None:
        self._source = source
        self._fetched: queue.Queue[T | Exception] = queue.Queue(most)
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._fetch, daemon=True)
        self._thread.start()

    def take(self, wait: bool) -> T | None:
        """The next result; None if it is not there yet and `wait` is False.

        Raises StopIteration at the end, and what `source` raised when its turn comes.
        """
        try:
            came = self._fetched.get(wait)
        except queue.Empty:
            return None
        if isinstance(came, Exception):
            self._fetched.put(came)  # and again, for who asks again
            raise StopIteration if isinstance(came, _End) else came
        return came

    def close(self) -> None:
        """End the thread and close `source`."""
        self._given_up.set()
        self._thread.join(_PATIENCE_SECONDS)

    def __enter__(self) -> Ahead[T]:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def _fetch(self) -> None:
        try:
            for result in self._source:
                if not self._put(result):
                    return
            self._put(_End())
        except Exception as error:  # raised where its result would be taken
            self._put(error)
        finally:
            self._source.close()

    def _put(self, result: T | Exception) -> bool:
        """Whether the result found its place before all was given up."""
        while not self._given_up.is_set():
            try:
                self._fetched.put(result, timeout=_TICK_SECONDS)
            except queue.Full:
                continue
            return True
        return False
