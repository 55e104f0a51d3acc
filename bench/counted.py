"""A model that adds up what it was asked."""

from __future__ import annotations

from wikiseek.llm import Completion, Llm, Request, Tally
from wikiseek.llm.counting import cost


class Counted:
    """A model with its costs so far in `spent`, which may be set back."""

    def __init__(self, inner: Llm) -> None:
        self._inner = inner
        self.spent = Tally()

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order, and count it."""
        completions = self._inner.complete(requests)
        self.spent = sum(map(cost, completions), self.spent)
        return completions

    def close(self) -> None:
        """Close the model inside."""
        self._inner.close()
