"""Asking without waiting: requests are handed in one by one, and answers collected as they come.

An engine that computes many requests side by side is kept full that way; any other model answers what was handed in
since the last answer in one batch.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from wikiseek.errors import ModelFault, Refused, WikiseekError
from wikiseek.llm.protocol import Completion, Llm, Request

Outcome = Completion | Exception


@runtime_checkable
class Streaming(Protocol):
    """What takes requests at any time and gives each outcome when it is there."""

    def submit(self, request: Request) -> int:
        """Hand in a request; the ticket to collect its outcome with."""

    def collect(self, tickets: Iterable[int]) -> dict[int, Outcome]:
        """Wait until some of `tickets` have their outcome: these, each given once. Empty when none is open."""

    def cancel(self, tickets: Iterable[int]) -> None:
        """Nobody wants these outcomes any more."""


def streaming(llm: Llm) -> Streaming:
    """`llm` itself if it can be asked that way, else its batches."""
    return llm if isinstance(llm, Streaming) else Batches(llm)


class Batches:
    """A model that answers in batches: all that was handed in since the last one."""

    def __init__(self, llm: Llm) -> None:
        self._llm = llm
        self._tickets = itertools.count()
        self._waiting: dict[int, Request] = {}
        self._answered: dict[int, Outcome] = {}

    def submit(self, request: Request) -> int:
        """Hand in a request."""
        ticket = next(self._tickets)
        self._waiting[ticket] = request
        return ticket

    def collect(self, tickets: Iterable[int]) -> dict[int, Outcome]:
        """The outcomes of `tickets`, after a batch if there is none yet."""
        wanted = set(tickets)
        if not wanted & self._answered.keys() and self._waiting:
            waiting, self._waiting = self._waiting, {}
            self._answered |= zip(waiting, _outcomes(self._llm, list(waiting.values())), strict=True)
        return {ticket: self._answered.pop(ticket) for ticket in sorted(wanted & self._answered.keys())}

    def cancel(self, tickets: Iterable[int]) -> None:
        """Forget requests that were not put to the model, and outcomes that were not collected."""
        for ticket in list(tickets):
            self._waiting.pop(ticket, None)
            self._answered.pop(ticket, None)


def _outcomes(llm: Llm, requests: list[Request]) -> list[Outcome]:
    """One outcome a request; those of a batch that fails as a whole are put one by one, to find whose fault it is."""
    try:
        return list(llm.complete(requests))
    except Refused as refused:
        given = [*refused.answers, *itertools.repeat(None, len(requests) - len(refused.answers))]
        return [refused if answer is None else answer for answer in given]
    except WikiseekError as error:
        if len(requests) == 1:
            return [error]
        return [outcome for request in requests for outcome in _outcomes(llm, [request])]


def all_answered(outcomes: Sequence[Outcome]) -> list[Completion]:
    """The answers, in order. Raises the first exception, a fault of the model as `Refused` with the others' answers."""
    fault = next((each for each in outcomes if isinstance(each, Exception)), None)
    if fault is None:
        return [each for each in outcomes if isinstance(each, Completion)]
    if type(fault) not in (ModelFault, Refused):
        raise fault
    raise Refused(str(fault), [None if isinstance(each, Exception) else each for each in outcomes]) from fault
