"""Conversations: code that asks a model, goes on with the answer and comes to a result, many of them at a time.

A conversation is a generator that yields requests, is sent completions and returns its result. Whoever holds
it decides when the model is asked: one question after the other, or those of many conversations in one batch,
which is what makes a model busy. Results come in the order in which the conversations were begun.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from wikiseek.llm.cassette.call import call_name
from wikiseek.llm.counting import Tally, cost
from wikiseek.llm.protocol import Completion, Llm, Request
from wikiseek.llm.streaming import Streaming, streaming

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Conversation = Generator[Request, Completion, R]
# How many results may wait for an earlier conversation, for each that may be open: most are of those that ask nothing.
_PATIENCE = 64


class Source(Protocol[R_co]):
    """Where conversations come from."""

    def take(self, wait: bool) -> Conversation[R_co] | None:
        """The next conversation; None if there is none yet and `wait` is False. Raises StopIteration at the end."""


class Given(Generic[R]):
    """A source of conversations that an iterator gives, which is waited for."""

    def __init__(self, conversations: Iterator[Conversation[R]]) -> None:
        self._conversations = conversations

    def take(self, wait: bool) -> Conversation[R] | None:
        """The next conversation."""
        return next(self._conversations)


@dataclass(slots=True)
class _Talk(Generic[R]):
    """An open conversation: what it asks, or what it came to."""

    conversation: Conversation[R]
    request: Request | None = None
    result: list[R] = field(default_factory=list)
    error: Exception | None = None
    asked: bool = False

    @property
    def over(self) -> bool:
        return self.request is None

    def go_on(self, answer: Completion | None) -> None:
        """Give the answer to what was asked (none at the beginning) and take what is asked next."""
        try:
            self.request = next(self.conversation) if answer is None else self.conversation.send(answer)
            self.asked = True
        except StopIteration as end:
            self.request = None
            self.result.append(end.value)
        except Exception as error:  # raised when the result is due
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """End with an error."""
        self.request, self.error = None, error


def answered(conversation: Conversation[R], llm: Llm) -> R:
    """The result of one conversation with `llm`."""
    return next(held(Given(iter([conversation])), llm, 1))


def held(source: Source[R], llm: Llm, most: int, wanted: Callable[[], int] | None = None) -> Iterator[R]:
    """The results of conversations with `llm`, in order, `most` of them open at a time.

    `wanted` says how many more results of those that ask something may be of use: no more are begun that wait or are
    open beside each other, and none when there is no use for any.
    An error is raised when its conversation's result is due: who wants no more results before does not hear of it.
    """
    room = _Room(source, streaming(llm), most, wanted or (lambda: math.inf))
    try:
        yield from room.results()
    finally:
        room.clear()


class _Room(Generic[R]):
    """Conversations that are open, and results that wait for those of earlier ones."""

    def __init__(self, source: Source[R], desk: Streaming, most: int, wanted: Callable[[], float]) -> None:
        self._source, self._desk, self._most, self._wanted = source, desk, most, wanted
        self._talks: deque[_Talk[R]] = deque()
        self._asking: dict[int, _Talk[R]] = {}

    def results(self) -> Iterator[R]:
        """All results, in order."""
        while self._begin() or self._talks:
            if self._asking and not self._talks[0].over:
                self._listen()
            while self._talks and self._talks[0].over:
                talk = self._talks.popleft()
                if talk.error is not None:
                    raise talk.error
                yield from talk.result

    def clear(self) -> None:
        """Nobody wants answers any more."""
        self._desk.cancel(self._asking)

    def _begin(self) -> bool:
        """Open as many conversations as may be; whether there may be more."""
        while self._has_place():
            try:
                begun = self._source.take(wait=not self._talks)
            except StopIteration:
                return False
            if begun is None:
                return True
            self._talks.append(_Talk(begun))
            self._go_on(self._talks[-1], None)
            if self._talks[0].over:
                return True
        return bool(self._talks)

    def _has_place(self) -> bool:
        if len(self._asking) >= self._most or len(self._talks) >= _PATIENCE * self._most:
            return False
        return sum(talk.asked for talk in self._talks) < self._wanted()

    def _listen(self) -> None:
        """Wait for answers, and let those who get one go on."""
        for ticket, outcome in self._desk.collect(list(self._asking)).items():
            talk = self._asking.pop(ticket)
            if isinstance(outcome, Exception):
                talk.fail(outcome)
            else:
                self._go_on(talk, outcome)

    def _go_on(self, talk: _Talk[R], answer: Completion | None) -> None:
        talk.go_on(answer)
        if talk.request is not None:
            self._asking[self._desk.submit(talk.request)] = talk


def heard(conversation: Conversation[R], hear: Callable[[Request, Completion], object]) -> Conversation[R]:
    """The same conversation; `hear` gets each question with its answer."""
    answer: Completion | None = None
    while True:
        try:
            request = next(conversation) if answer is None else conversation.send(answer)
        except StopIteration as end:
            result: R = end.value
            return result
        answer = yield request
        hear(request, answer)


def counted(conversation: Conversation[R]) -> Conversation[tuple[R, dict[str, Tally]]]:
    """A conversation with what it cost by purpose, in order of name, beside its result."""
    spent: dict[str, Tally] = {}

    def add(request: Request, answer: Completion) -> None:
        spent[request.purpose] = spent.get(request.purpose, Tally()) + cost(answer)

    result = yield from heard(conversation, add)
    return result, dict(sorted(spent.items()))


def named(conversation: Conversation[R], model: str) -> Conversation[tuple[R, list[str]]]:
    """A conversation with the names of its calls beside its result, as a cassette of the model `model` knows them."""
    names: dict[str, None] = {}
    result = yield from heard(conversation, lambda request, _: names.setdefault(call_name(model, request)))
    return result, list(names)
