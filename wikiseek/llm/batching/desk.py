"""Where requests from any thread meet: whichever thread waits for an answer does the work for all."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from wikiseek.errors import ModelFault
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.scheduler import Outcome, Scheduler


class Desk:
    """Jobs go in by number and outcomes come out by number; safe under several threads."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._turn = threading.Condition()
        self._worker = 0
        self._open: set[int] = set()
        self._inbox: list[Job] = []
        self._dropped: set[int] = set()
        self._done: dict[int, Outcome] = {}
        self._closed = ""

    def put(self, job: Job) -> None:
        """Hand in a job. Raises `ModelFault` when the desk is closed."""
        with self._turn:
            if self._closed:
                raise ModelFault(self._closed)
            self._open.add(job.ticket)
            self._inbox.append(job)

    def drop(self, tickets: Iterable[int]) -> None:
        """Nobody wants these any more."""
        with self._turn:
            gone = self._open & set(tickets)
            self._open -= gone
            self._dropped |= gone
            self._done = {ticket: outcome for ticket, outcome in self._done.items() if ticket not in gone}
            self._turn.notify_all()

    def take(self, wanted: Iterable[int]) -> dict[int, Outcome]:
        """Outcomes of some of `wanted`, at least one; none when no one is open. Works or waits until there is one."""
        asked = set(wanted)
        while True:
            with self._turn:
                found = {ticket: self._done.pop(ticket) for ticket in asked & self._done.keys()}
                self._open -= found.keys()
                if found or not asked & self._open:
                    return found
                if self._busy():
                    self._turn.wait()
                    continue
                self._worker = threading.get_ident()
                self._hand_over()
            self._work()

    def close(self, why: str) -> None:
        """Wait for the step under way; every open job then fails with `why`, as does what is handed in later."""
        with self._turn:
            while self._busy():
                self._turn.wait()
            self._closed = self._closed or why
            self._hand_over()
            self._scheduler.drop(self._open)
            self._done |= {ticket: ModelFault(why) for ticket in self._open - self._done.keys()}
            self._turn.notify_all()

    def _busy(self) -> bool:
        """Whether another thread is at work: this one cannot be, whatever interrupted it before."""
        return self._worker not in (0, threading.get_ident())

    def _hand_over(self) -> None:
        """Bring the scheduler what came in since the last step."""
        inbox, self._inbox = self._inbox, []
        dropped, self._dropped = self._dropped, set()
        if dropped:
            self._scheduler.drop(dropped)
        self._scheduler.put(job for job in inbox if job.ticket not in dropped)

    def _work(self) -> None:
        answered: list[tuple[int, Outcome]] = []
        try:
            answered = self._scheduler.step()
        except BaseException:
            self._scheduler.restart()
            raise
        finally:
            with self._turn:
                self._worker = 0
                self._done |= {ticket: outcome for ticket, outcome in answered if ticket in self._open}
                self._turn.notify_all()
