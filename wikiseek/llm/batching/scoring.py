"""A slot that reads off the scores which choice is likeliest, and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wikiseek.llm.batching.buffer import Buffer
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.memory import Memory
from wikiseek.llm.batching.options import Options, Path, chosen
from wikiseek.llm.batching.slot import Hold, Slot
from wikiseek.llm.protocol import Completion


class Scoring(Slot):
    """The row after the prompt tells choices of one token apart; longer ones are put behind the prompt, side by side.

    Each path of tokens has a sequence that shares the prompt's cells, as many at a time as are free.
    """

    def __init__(self, job: Job, hold: Hold, reused: int, options: Options, memory: Memory) -> None:
        super().__init__(job, hold, reused)
        self._options = options
        self._memory = memory
        self._waiting = options.paths
        self._forks: list[Path] = [()]
        self._shares: dict[Path, dict[int, float]] = {}
        self._sides: list[int] = []

    def close(self) -> None:
        """Let go of the sequences beside its own."""
        for sequence in self._sides:
            self._memory.give(sequence)
        self._sides = []

    def _go_on(self, buffer: Buffer) -> None:
        self._forks = []
        start, rows = buffer.rows, 0
        sequence: int | None = self.hold.sequence
        while self._waiting and sequence is not None and len(self._waiting[-1]) <= buffer.room:
            rows += self._put(self._waiting.pop(), sequence, buffer)
            sequence = self._side() if self._waiting else None
        self._rows = range(start, start + rows)

    def _put(self, path: Path, sequence: int, buffer: Buffer) -> int:
        ends = [place for place in range(1, len(path) + 1) if self._options.is_fork(path[:place])]
        self._forks += [path[:place] for place in ends]
        return len(buffer.add(path, len(self.job.prompt), sequence, [place - 1 for place in ends]))

    def _side(self) -> int | None:
        """A sequence that holds the prompt and nothing else."""
        sequence = self._memory.take()
        if sequence is not None:
            self._sides.append(sequence)
            self._memory.copy(self.hold.sequence, sequence, 0, len(self.job.prompt))
        return sequence

    def _look(self, rows: Sequence[Any]) -> Completion | None:
        for fork, row in zip(self._forks, rows, strict=True):
            if self._options.is_fork(fork):
                self._shares[fork] = self._options.shares(fork, row)
        self.close()
        self._memory.cut(self.hold.sequence, len(self.job.prompt))
        return None if self._waiting else self._chosen()

    def _chosen(self) -> Completion:
        request = self.job.request
        likely = self._options.probabilities(self._shares)
        place = chosen(likely, request.temperature, request.seed)
        return self._completion(request.choices[place], self._options.length(place), probabilities=likely)
