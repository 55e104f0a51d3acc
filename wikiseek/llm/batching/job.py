"""A request that waits its turn: everything that can be prepared before it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wikiseek.llm.batching.options import Options
from wikiseek.llm.protocol import Request


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A request, its number, the tokens of its prompt, and its choices if it has any."""

    ticket: int
    request: Request
    prompt: Sequence[int]
    options: Options | None = None

    @property
    def after(self) -> int:
        """How many tokens may follow the prompt."""
        return sum(map(len, self.options.paths)) if self.options else self.request.max_tokens
