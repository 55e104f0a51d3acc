"""Continuous batching: what is computed in each step, and whose turn it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from types import ModuleType
from typing import Any

import numpy as np

from wikiseek.errors import ModelFault
from wikiseek.llm.batching.buffer import Buffer
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.memory import Memory
from wikiseek.llm.batching.prefixes import Node, Prefixes, common
from wikiseek.llm.batching.scoring import Scoring
from wikiseek.llm.batching.slot import Hold, Slot
from wikiseek.llm.batching.statistics import Statistics
from wikiseek.llm.batching.writing import Writing
from wikiseek.llm.library import take_errors
from wikiseek.llm.protocol import Completion, Request
from wikiseek.llm.sampling import Sampler
from wikiseek.llm.vocabulary import Vocabulary

# A prompt waits for one that is being computed if they share this many tokens more than what is kept.
_WORTH_WAITING = 16
_AHEAD = 4

Outcome = Completion | Exception
MakeSampler = Callable[[Request], Sampler]


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests at a time, sequences and cells of the context, tokens of a step, and cells of kept prefixes.

    `longest` is how many tokens one request may have; `clean` clears the cache before each.
    """

    requests: int
    sequences: int
    cells: int
    longest: int
    batch: int
    kept: int
    clean: bool = False


class Scheduler:
    """Takes jobs in order, each as soon as a slot and the cells that it may need are free. For one thread at a time.

    A step computes the next token of every answer and fills what room is left with prompts. A job
    whose prompt begins as one does that is being computed waits for it, and then shares its cells.
    """

    def __init__(
        self, api: ModuleType, context: Any, vocabulary: Vocabulary, samplers: MakeSampler, limits: Limits
    ) -> None:
        self._api = api
        self._context = context
        self._vocabulary = vocabulary
        self._samplers = samplers
        self.limits = limits
        self._memory = Memory(api, context, limits.sequences)
        self._prefixes = Prefixes(self._memory, limits.kept)
        self._buffer = Buffer(api, limits.batch)
        self._queue: deque[Job] = deque()
        self._slots: list[Slot] = []
        self._answered: list[tuple[int, Outcome]] = []
        self.statistics = Statistics()

    def put(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait for their turn; those that can never have one are refused."""
        for job in jobs:
            if fault := self._too_long(job):
                self._answered.append((job.ticket, ModelFault(fault)))
                self.statistics.refused += 1
            else:
                self._queue.append(job)

    def drop(self, tickets: set[int]) -> None:
        """Forget the jobs with these numbers, those in flight too."""
        waiting = deque(job for job in self._queue if job.ticket not in tickets)
        flying = [slot for slot in self._slots if slot.job.ticket in tickets]
        self.statistics.cancelled += len(self._queue) - len(waiting) + len(flying)
        self._queue = waiting
        for slot in flying:
            self._retire(slot)

    def step(self) -> list[tuple[int, Outcome]]:
        """Compute one step; what was answered, refused or failed in it, by number."""
        began = perf_counter()
        self._admit()
        if self._slots:
            self._compute(began)
        self.statistics.step_seconds += perf_counter() - began
        answered, self._answered = self._answered, []
        return answered

    def restart(self) -> None:
        """Begin everything in flight anew: after an interrupt, what the cache holds is not known."""
        self._queue.extendleft(slot.job for slot in reversed(self._slots))
        self._forget()

    def _too_long(self, job: Job) -> str:
        length, purpose = len(job.prompt), job.request.purpose
        if length + job.after > self.limits.longest:
            return (
                f"a {purpose} prompt of {length} tokens with {job.after} for the answer exceeds "
                f"the context of {self.limits.longest}: raise the context or shorten the prompt"
            )
        # A path is computed in one step, beside what others need of it.
        if job.options is not None and max(map(len, job.options.paths), default=0) > self.limits.batch // 2:
            return f"a choice of a {purpose} call has more than {self.limits.batch // 2} tokens: shorten it"
        return ""

    def _admit(self) -> None:
        place = 0
        while len(self._slots) < self.limits.requests and place < min(len(self._queue), self._looked_at):
            if self._waits(self._queue[place]):
                place += 1
            elif self._begin(self._queue[place]):
                del self._queue[place]
            else:
                break

    @property
    def _looked_at(self) -> int:
        return _AHEAD * self.limits.requests

    def _waits(self, job: Job) -> bool:
        """Whether much of its prompt is being computed for another right now."""
        others = [slot.job.prompt for slot in self._slots if slot.reading] if self._prefixes.keeps else []
        if not others:
            return False
        _, kept = self._prefixes.longest(job.prompt, len(job.prompt) - 1)
        return max(common(other, job.prompt) for other in others) >= kept + _WORTH_WAITING

    def _begin(self, job: Job) -> bool:
        """Put `job` in flight, or refuse it; False when the cells that it may need are not free yet."""
        if self.limits.clean:
            self._forget()
        hold, reused = self._held(job)
        if hold is None:
            return False
        try:
            slot = self._slot(job, hold, reused)
        except Exception as error:  # a grammar or a schema that is none: it concerns this request alone
            self._release(hold)
            self._answered.append((job.ticket, error))
            self.statistics.refused += 1
            return True
        self._slots.append(slot)
        self.statistics.prompt_tokens += len(job.prompt)
        self.statistics.reused += reused
        return True

    def _held(self, job: Job) -> tuple[Hold | None, int]:
        """What `job` gets of the cache and how many tokens of its prompt that has; None when it must wait."""
        prefix, reused = self._prefixes.longest(job.prompt, len(job.prompt) - 1)
        hold = self._hold(job, prefix, reused)
        if hold is None and not self._slots:
            # It waits for nobody: the rest of the prefix that it could share is in its way.
            prefix, reused = self._prefixes.longest((), 0)
            hold = self._hold(job, prefix, reused)
        return hold, reused

    def _hold(self, job: Job, prefix: Node, reused: int) -> Hold | None:
        prefix.users += 1  # or it might go to make room
        cells = len(job.prompt) - reused + job.after
        while not self._fits(cells) and self._prefixes.drop():
            pass
        sequence = self._memory.take()
        while sequence is None and self._prefixes.drop():
            sequence = self._memory.take()
        if sequence is not None and self._fits(cells):
            if reused:
                self._memory.copy(prefix.sequence, sequence, 0, reused)
            return Hold(sequence, prefix, cells)
        prefix.users -= 1
        if sequence is not None:
            self._memory.give(sequence)
        return None

    def _fits(self, cells: int) -> bool:
        reserved = sum(slot.hold.cells for slot in self._slots)
        return self._prefixes.cells + reserved + cells <= self.limits.cells

    def _slot(self, job: Job, hold: Hold, reused: int) -> Slot:
        if job.options is not None:
            return Scoring(job, hold, reused, job.options, self._memory)
        return Writing(job, hold, reused, self._samplers(job.request), self._vocabulary)

    def _compute(self, began: float) -> None:
        self._buffer.clear()
        self.statistics.steps += 1
        for slot in self._slots:
            slot.tokens = 0
        read = [slot for slot in self._slots if slot.reading]
        for slot in [slot for slot in self._slots if not slot.reading] + read:
            slot.feed(self._buffer)
        scores = self._decoded()
        if scores is not None:
            elapsed = perf_counter() - began
            for slot in self._slots:
                slot.seconds += elapsed * slot.tokens / self._buffer.tokens
            self._keep([slot for slot in read if not slot.reading])
            self._look(scores)

    def _decoded(self) -> Any:
        """The rows of scores; None when llama.cpp failed, which everything in flight is then told."""
        began = perf_counter()
        status = self._api.llama_decode(self._context, self._buffer.batch)
        if status == 0:
            self._api.llama_synchronize(self._context)
        self.statistics.decode_seconds += perf_counter() - began
        if status != 0:
            self._fail(
                ModelFault(f"llama.cpp failed (status {status}) {take_errors() or 'without a word'}: check memory")
            )
            return None
        self.statistics.computed += self._buffer.tokens
        shape = (self._buffer.rows, self._vocabulary.size)
        return np.ctypeslib.as_array(self._api.llama_get_logits(self._context), shape) if self._buffer.rows else ()

    def _keep(self, slots: Sequence[Slot]) -> None:
        """Prompts that are whole now are there for others."""
        for slot in slots if self._prefixes.keeps else ():
            added = self._prefixes.add(slot.job.prompt, slot.hold.sequence)
            if added is not None:
                prefix, own = added
                prefix.users += 1
                slot.hold.prefix.users -= 1
                slot.hold = replace(slot.hold, prefix=prefix, cells=slot.hold.cells - own)
        self._prefixes.trim()

    def _look(self, scores: Any) -> None:
        for slot in list(self._slots):
            began = perf_counter()
            completion = slot.take(scores) if slot.tokens else None
            spent = perf_counter() - began
            slot.seconds += spent
            self.statistics.sample_seconds += spent
            if completion is not None:
                self._answered.append((slot.job.ticket, replace(completion, seconds=slot.seconds)))
                self.statistics.answered += 1
                self.statistics.generated += completion.completion_tokens
                self._retire(slot)

    def _retire(self, slot: Slot) -> None:
        self._slots.remove(slot)
        slot.close()
        self._release(slot.hold)

    def _release(self, hold: Hold) -> None:
        hold.prefix.users -= 1
        self._memory.give(hold.sequence)

    def _fail(self, fault: ModelFault) -> None:
        self._answered += [(slot.job.ticket, fault) for slot in self._slots]
        self.statistics.failed += len(self._slots)
        self._forget()

    def _forget(self) -> None:
        for slot in self._slots:
            slot.close()
        self._slots = []
        self._memory.clear()
        self._prefixes.clear()
