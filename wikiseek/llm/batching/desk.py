"""Where requests from any thread meet the one thread that computes."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from wikiseek.errors import ModelFault
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.scheduler import Outcome, Scheduler


class Desk:
    """Jobs go in by number and outcomes come out by number; safe under several threads.

    A thread of its own computes, from the first job until the desk is closed: the model goes on while those who asked
    are busy with answers.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._open: set[int] = set()
        self._inbox: list[Job] = []
        self._dropped: set[int] = set()
        self._done: dict[int, Outcome] = {}
        self._closed = ""

    def put(self, *jobs: Job) -> None:
        """Hand in jobs, which may begin together. Raises `ModelFault` when the desk is closed."""
        with self._changed:
            if self._closed:
                raise ModelFault(self._closed)
            self._open |= {job.ticket for job in jobs}
            self._inbox += jobs
            if self._thread is None:
                self._thread = threading.Thread(target=self._compute, name="llama.cpp", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def drop(self, tickets: Iterable[int]) -> None:
        """Nobody wants these any more."""
        with self._changed:
            gone = self._open & set(tickets)
            self._open -= gone
            self._dropped |= gone
            self._done = {ticket: outcome for ticket, outcome in self._done.items() if ticket not in gone}
            self._changed.notify_all()

    def take(self, wanted: Iterable[int]) -> dict[int, Outcome]:
        """Outcomes of some of `wanted`, at least one, waited for; none when no one is open."""
        asked = set(wanted)
        with self._changed:
            while not asked & self._done.keys() and asked & self._open:
                self._changed.wait()
            found = {ticket: self._done.pop(ticket) for ticket in asked & self._done.keys()}
            self._open -= found.keys()
            return found

    def close(self, why: str) -> None:
        """Wait for the step under way; every open job then fails with `why`, as does what is handed in later."""
        with self._changed:
            self._closed = self._closed or why
            self._done |= dict.fromkeys(self._left(), ModelFault(why))
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _compute(self) -> None:
        while self._handed_over():
            answered = self._stepped()
            with self._changed:
                self._done |= {ticket: outcome for ticket, outcome in answered if ticket in self._left()}
                if answered:
                    self._changed.notify_all()
        self._scheduler.clear()

    def _handed_over(self) -> bool:
        """Wait until something is open and bring the scheduler what came in since the last step; False when closed."""
        with self._changed:
            while not self._closed and not self._left():
                self._changed.wait()
            inbox, self._inbox = self._inbox, []
            dropped, self._dropped = self._dropped, set()
            if self._closed:
                return False
        if dropped:
            self._scheduler.drop(dropped)
        self._scheduler.put(job for job in inbox if job.ticket not in dropped)
        return True

    def _stepped(self) -> list[tuple[int, Outcome]]:
        """What a step answered; an error that is no request's own is that of all that the scheduler had."""
        try:
            return self._scheduler.step()
        except Exception as error:
            self._scheduler.clear()
            with self._changed:
                return [(ticket, error) for ticket in self._left() - {job.ticket for job in self._inbox}]

    def _left(self) -> set[int]:
        """What is open and has no outcome yet."""
        return self._open - self._done.keys()
