"""How many calls, tokens and seconds each purpose cost."""

from __future__ import annotations

from dataclasses import dataclass

from wikiseek.llm.protocol import Completion


@dataclass(frozen=True, slots=True)
class Tally:
    """What some calls cost: their number, tokens in and out, and model time.

    Time is kept in whole microseconds, so that sums do not depend on order.
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


def cost(completion: Completion) -> Tally:
    """What one answer cost."""
    microseconds = round(completion.seconds * 1e6)
    return Tally(1, completion.prompt_tokens, completion.completion_tokens, microseconds)


def total(tallies: dict[str, Tally]) -> Tally:
    """The tallies of all purposes together."""
    return sum(tallies.values(), Tally())
