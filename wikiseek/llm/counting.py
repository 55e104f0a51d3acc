"""How many calls, tokens and seconds each purpose cost."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from wikiseek.llm.protocol import Completion, Llm, Request


@dataclass(frozen=True, slots=True)
class Tally:
    """What some calls cost: their number, tokens in and out, and model time.

    Time is kept in whole microseconds, so that sums and differences do not depend on order.
    """

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    microseconds: int = 0

    @property
    def seconds(self) -> float:
        """The model time in seconds."""
        return self.microseconds / 1e6

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.microseconds + other.microseconds,
        )

    def __sub__(self, other: Tally) -> Tally:
        return self + Tally(-other.calls, -other.prompt_tokens, -other.completion_tokens, -other.microseconds)


Snapshot = dict[str, Tally]


class Counted:
    """A model that keeps a tally by purpose of what it was asked.

    Wrap the recorder, not the other way round, so that a replay counts what the recording did.
    """

    def __init__(self, inner: Llm) -> None:
        self._inner = inner
        self._tallies: Snapshot = {}
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """The identity of the model inside."""
        return self._inner.identity

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order, and count it."""
        completions = self._inner.complete(requests)
        with self._lock:
            for request, completion in zip(requests, completions, strict=True):
                before = self._tallies.get(request.purpose, Tally())
                self._tallies[request.purpose] = before + cost(completion)
        return completions

    def close(self) -> None:
        """Close the model inside."""
        self._inner.close()

    def snapshot(self) -> Snapshot:
        """The tallies so far, by purpose in order of name."""
        with self._lock:
            return dict(sorted(self._tallies.items()))

    def since(self, before: Snapshot) -> Snapshot:
        """What was added after `before` was taken, for the purposes that were called since."""
        now = self.snapshot()
        spent = {purpose: tally - before.get(purpose, Tally()) for purpose, tally in now.items()}
        return {purpose: tally for purpose, tally in spent.items() if tally.calls}


def cost(completion: Completion) -> Tally:
    """What one answer cost."""
    microseconds = round(completion.seconds * 1e6)
    return Tally(1, completion.prompt_tokens, completion.completion_tokens, microseconds)


def total(snapshot: Snapshot) -> Tally:
    """The tallies of all purposes together."""
    return sum(snapshot.values(), Tally())
