"""Continuous batching: what is computed in each step, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from time import perf_counter
from types import ModuleType
from typing import Any

import numpy as np

from wikiseek.errors import ModelFault
from wikiseek.llm.batching.admission import Admission, Limits
from wikiseek.llm.batching.buffer import Buffer
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.memory import Memory
from wikiseek.llm.batching.scoring import Scoring
from wikiseek.llm.batching.slot import Hold, Slot
from wikiseek.llm.batching.statistics import Statistics
from wikiseek.llm.batching.writing import Writing
from wikiseek.llm.library import take_errors
from wikiseek.llm.protocol import Completion, Request
from wikiseek.llm.sampling import Sampler
from wikiseek.llm.vocabulary import Vocabulary

Outcome = Completion | Exception
MakeSampler = Callable[[Request], Sampler]


class Scheduler:
    """Jobs go in, outcomes come out. For one thread at a time.

    A step computes the next token of every answer and fills what room is left with prompts.
    """

    def __init__(
        self, api: ModuleType, context: Any, vocabulary: Vocabulary, samplers: MakeSampler, limits: Limits
    ) -> None:
        self._api = api
        self._context = context
        self._vocabulary = vocabulary
        self._samplers = samplers
        self._memory = Memory(api, context, limits.sequences)
        self._admission = Admission(self._memory, limits)
        self._buffer = Buffer(api, limits.batch)
        self._slots: list[Slot] = []
        self._answered: list[tuple[int, Outcome]] = []
        self.statistics = Statistics()

    def put(self, jobs: Iterable[Job]) -> None:
        """Let jobs wait for their turn; those that can never have one are refused."""
        for job in jobs:
            if fault := self._admission.too_long(job):
                self._refuse(job, ModelFault(fault))
            else:
                self._admission.put(job)

    def drop(self, tickets: set[int]) -> None:
        """Forget the jobs with these numbers, those in flight too."""
        flying = [slot for slot in self._slots if slot.job.ticket in tickets]
        self.statistics.cancelled += self._admission.drop(tickets) + len(flying)
        for slot in flying:
            self._retire(slot)

    def step(self) -> list[tuple[int, Outcome]]:
        """Compute one step; what was answered, refused or failed in it, by number."""
        began = perf_counter()
        while begins := self._admission.next(self._slots):
            self._begin(*begins)
        if self._slots:
            self._compute(began)
        self.statistics.step_seconds += perf_counter() - began
        answered, self._answered = self._answered, []
        return answered

    def clear(self) -> None:
        """Forget every job, and what the cache holds."""
        self._admission.drop_all()
        self._answered = []
        self._forget()

    def _begin(self, job: Job, hold: Hold, reused: int) -> None:
        try:
            slot = self._slot(job, hold, reused)
        except Exception as error:  # a grammar or a schema that is none: it concerns this request alone
            self._admission.release(hold)
            self._refuse(job, error)
            return
        self._slots.append(slot)
        self.statistics.prompt_tokens += len(job.prompt)
        self.statistics.reused += reused

    def _slot(self, job: Job, hold: Hold, reused: int) -> Slot:
        if job.options is not None:
            return Scoring(job, hold, reused, job.options, self._memory)
        return Writing(job, hold, reused, self._samplers(job.request), self._vocabulary)

    def _refuse(self, job: Job, fault: Exception) -> None:
        self._answered.append((job.ticket, fault))
        self.statistics.refused += 1

    def _compute(self, began: float) -> None:
        self._buffer.clear()
        self.statistics.steps += 1
        read = [slot for slot in self._slots if slot.reading]
        for slot in [slot for slot in self._slots if not slot.reading] + read:
            slot.feed(self._buffer)
        scores = self._decoded()
        if scores is None:
            return
        elapsed = perf_counter() - began
        for slot in self._slots:
            slot.seconds += elapsed * slot.tokens / self._buffer.tokens
        for slot in read:
            if not slot.reading:
                self._admission.keep(slot)
        for slot in [slot for slot in self._slots if slot.tokens]:
            self._look(slot, scores)

    def _decoded(self) -> Any:
        """The rows of scores; None when llama.cpp failed, which everything in flight is then told."""
        began = perf_counter()
        status = self._api.llama_decode(self._context, self._buffer.batch)
        if status == 0:
            self._api.llama_synchronize(self._context)
        self.statistics.decode_seconds += perf_counter() - began
        if status != 0:
            said = take_errors() or "no reason given"
            self._fail(ModelFault(f"llama.cpp failed (status {status}, {said}): check memory"))
            return None
        self.statistics.computed += self._buffer.tokens
        shape = (self._buffer.rows, self._vocabulary.size)
        return np.ctypeslib.as_array(self._api.llama_get_logits(self._context), shape) if self._buffer.rows else ()

    def _look(self, slot: Slot, scores: Any) -> None:
        began = perf_counter()
        completion = slot.take(scores)
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
        self._admission.release(slot.hold)

    def _fail(self, fault: ModelFault) -> None:
        self._answered += [(slot.job.ticket, fault) for slot in self._slots]
        self.statistics.failed += len(self._slots)
        self._forget()

    def _forget(self) -> None:
        for slot in self._slots:
            slot.close()
        self._slots = []
        self._admission.clear()
