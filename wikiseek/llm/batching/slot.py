"""One request in flight: what of it is computed next, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wikiseek.llm.batching.buffer import Buffer
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.prefixes import Node
from wikiseek.llm.protocol import Completion


@dataclass(frozen=True, slots=True)
class Hold:
    """What a slot takes of the cache: its sequence, the prefix it stands on, and the cells reserved for it."""

    sequence: int
    prefix: Node
    cells: int


class Slot:
    """A request and its sequence. A subclass says what follows the prompt."""

    def __init__(self, job: Job, hold: Hold, reused: int) -> None:
        self.job = job
        self.hold = hold
        self.seconds = 0.0
        self.tokens = 0  # of it in this step
        self._done = reused
        self._rows = range(0)

    @property
    def reading(self) -> bool:
        """Whether tokens of the prompt are still to be computed."""
        return self._done < len(self.job.prompt)

    def feed(self, buffer: Buffer) -> None:
        """Add what of it comes next and has room."""
        before = buffer.tokens
        if self.reading:
            self._read(buffer)
        else:
            self._go_on(buffer)
        self.tokens = buffer.tokens - before

    def take(self, scores: Any) -> Completion | None:
        """Look at the scores of its rows in this step (`scores` has those of all); the answer when it is whole."""
        return self._look([scores[row] for row in self._rows]) if self._rows else None

    def close(self) -> None:
        """Free what is not Python's."""

    def _read(self, buffer: Buffer) -> None:
        prompt = self.job.prompt
        chunk = prompt[self._done : self._done + buffer.room]
        last = self._done + len(chunk) == len(prompt)
        self._rows = buffer.add(chunk, self._done, self.hold.sequence, [len(chunk) - 1] if last else [])
        self._done += len(chunk)

    def _go_on(self, buffer: Buffer) -> None:
        raise NotImplementedError

    def _look(self, rows: Sequence[Any]) -> Completion | None:
        raise NotImplementedError

    def _completion(self, text: str, count: int, **more: Any) -> Completion:
        return Completion(text, len(self.job.prompt), count, **more)
