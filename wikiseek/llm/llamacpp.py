"""A GGUF model in this process, through llama.cpp: many requests at a time in one context."""

from __future__ import annotations

import ctypes
import itertools
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from wikiseek.errors import ModelFault, Refused
from wikiseek.llm.batching import Desk, Job, Limits, Options, Outcome, Scheduler, Statistics
from wikiseek.llm.binding import grammar
from wikiseek.llm.gguf import check_gguf, model_digest
from wikiseek.llm.library import load_library
from wikiseek.llm.loading import Size, chat_template, load_model, open_context, shares_prefixes
from wikiseek.llm.protocol import Completion, Message, Request
from wikiseek.llm.sampling import Sampler
from wikiseek.llm.vocabulary import Vocabulary

_BATCH = 512
SEQUENCES = 16  # by default: on two cores 16 tokens take a model of 1.5 billion little longer than 8
# Sequences beside those of requests: kept prefixes and choices that are scored side by side.
_SPARE = 64
# Fewer than any machine has, since another number of threads sums in another order.
_DETERMINISTIC_THREADS = 2


class LlamaCpp:
    """A chat model read from a GGUF file. Open one in each process; threads may share it.

    Up to `sequences` requests are computed together, whichever calls or threads they come from, and
    a prefix that prompts share is computed once. Both change the order of floating-point sums and so,
    now and then, a greedy answer; `deterministic` takes one request at a time, each from a clean cache.
    """

    def __init__(
        self,
        path: Path | str,
        threads: int | None = None,
        context: int = 4096,
        deterministic: bool = False,
        sequences: int = SEQUENCES,
        kept: int | None = None,
    ) -> None:
        """Load the model. `threads` defaults to the processors this process may use (2 if `deterministic`).

        `context` is in tokens, of all requests in flight and the kept prefixes together, of which
        the latter have at most `kept` (half by default, 0 keeps none). Raises `ModelFault` for a file
        that is not a usable model, `Prerequisite` without llama-cpp-python.
        """
        if sequences < 1:
            raise ValueError("sequences must be at least 1")
        self._path = Path(path)
        check_gguf(self._path)
        self._api = load_library()
        self._identity = model_digest(self._path)
        self._model = load_model(self._api, self._path)
        self._context: Any = None
        self._closing = threading.Lock()
        self._tickets = itertools.count()
        try:
            self._open(threads, context, 1 if deterministic else sequences, 0 if deterministic else kept, deterministic)
        except BaseException:
            self._free()
            raise

    def _open(self, threads: int | None, context: int, sequences: int, kept: int | None, clean: bool) -> None:
        api, model = self._api, self._model
        self._vocab = api.llama_model_get_vocab(model)
        self._vocabulary = Vocabulary(api, self._vocab)
        self._template = chat_template(api, model, self._vocabulary, self._path)
        self._shares = shares_prefixes(api, model)
        threads = threads or (_DETERMINISTIC_THREADS if clean else len(os.sched_getaffinity(0)))
        most = min(sequences + _SPARE, api.llama_max_parallel_sequences()) if self._shares else sequences
        sequences = min(sequences, most)
        self._sequences = sequences
        self._context = open_context(api, model, Size(context, _BATCH, most, threads), self._path)
        cells = api.llama_n_ctx(self._context)
        longest = min(cells, api.llama_model_n_ctx_train(model) or cells)
        kept = (cells // 2 if kept is None else min(kept, cells)) if self._shares else 0
        limits = Limits(sequences, most, cells, longest, api.llama_n_batch(self._context), kept, clean)
        self._scheduler = Scheduler(api, self._context, self._vocabulary, self._sampler, limits)
        self._desk = Desk(self._scheduler)

    @property
    def identity(self) -> str:
        """SHA-256 of the model's file."""
        return self._identity

    @property
    def description(self) -> str:
        """What llama.cpp calls the model: architecture, size, quantisation."""
        with self._closing:
            self._check_open()
            buffer = ctypes.create_string_buffer(256)
            self._api.llama_model_desc(self._model, buffer, len(buffer))
        return " ".join(buffer.value.decode("utf-8", "replace").split())

    @property
    def vocabulary(self) -> Vocabulary:
        """The model's tokens."""
        return self._vocabulary

    @property
    def statistics(self) -> Statistics:
        """What was done so far."""
        return replace(self._scheduler.statistics)

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order.

        Every request that can be is answered, even when one is too long; that one then raises
        `Refused`, which carries the others' answers. Raises `ValueError` for a grammar that is none.
        """
        outcomes = dict(self.stream(requests, ahead=len(requests)))
        answers = [outcomes[place] for place in range(len(requests))]
        faults = [answer for answer in answers if isinstance(answer, Exception)]
        if faults:
            given = [None if isinstance(answer, Exception) else answer for answer in answers]
            raise Refused(str(faults[0]), given) if isinstance(faults[0], ModelFault) else faults[0]
        return [answer for answer in answers if isinstance(answer, Completion)]

    def stream(self, requests: Iterable[Request], ahead: int | None = None) -> Iterator[tuple[int, Outcome]]:
        """The answers to `requests` as they come, each with its place; the exception where there is none.

        Requests are taken from the iterable as there is room for them, so that `ahead` (twice the
        sequences by default) are always under way. What is under way when the iterator is closed is cancelled.
        """
        places: dict[int, int] = {}
        numbered = enumerate(requests)
        try:
            while True:
                taken = list(itertools.islice(numbered, self._ahead(ahead) - len(places)))
                tickets = self._submit([request for _, request in taken])
                places |= {ticket: place for ticket, (place, _) in zip(tickets, taken, strict=True)}
                if not places:
                    return
                outcomes = self.collect(places)
                if not outcomes:
                    return  # another thread cancelled them
                for ticket, outcome in outcomes.items():
                    yield places.pop(ticket), outcome
        finally:
            self.cancel(places)

    def submit(self, request: Request) -> int:
        """Hand in a request; the ticket to `collect` its answer with.

        Raises `ModelFault` when the model was closed, `ValueError` for a choice that is empty.
        """
        (ticket,) = self._submit([request])
        return ticket

    def collect(self, tickets: Iterable[int]) -> dict[int, Outcome]:
        """Wait until some of `tickets` are answered: these, each once. Empty when none is open any more."""
        return self._desk.take(tickets)

    def cancel(self, tickets: Iterable[int]) -> None:
        """Nobody wants these answers any more; those that are under way stop."""
        self._desk.drop(tickets)

    def close(self) -> None:
        """Free the model's memory; requests under way fail."""
        self._desk.close(f"{self._path} was closed: open it again")
        self._free()

    def prompt_tokens(self, messages: tuple[Message, ...]) -> list[int]:
        """The tokens of a prompt as the model will see it, to measure or inspect it."""
        with self._closing:
            self._check_open()
            return self._vocabulary.prompt(self._template.render(messages))

    def turn_tokens(self) -> list[int]:
        """The special tokens that the chat template puts around messages, in order, those it repeats once."""
        tokens = self.prompt_tokens((Message("system", "a"), Message("user", "b")))
        return list(dict.fromkeys(token for token in tokens if self._vocabulary.is_special(token)))

    def _submit(self, requests: Iterable[Request]) -> list[int]:
        """Hand in requests that may begin together; their tickets."""
        jobs = [self._job(request) for request in requests]
        self._desk.put(*jobs)
        return [job.ticket for job in jobs]

    def _job(self, request: Request) -> Job:
        with self._closing:
            self._check_open()
            prompt = self._vocabulary.prompt(self._template.render(request.messages))
            options = self._options(request.choices) if request.choices and self._shares else None
        return Job(next(self._tickets), request, prompt, options)

    def _options(self, choices: tuple[str, ...]) -> Options:
        return Options([self._vocabulary.content(choice) for choice in choices], self._vocabulary.enders)

    def _check_open(self) -> None:
        if self._context is None:
            raise ModelFault(f"{self._path} was closed: open it again")

    def _ahead(self, ahead: int | None) -> int:
        return max(1, 2 * self._sequences if ahead is None else ahead)

    def _sampler(self, request: Request) -> Sampler:
        return Sampler(self._api, self._vocab, grammar(request), request.temperature, request.seed)

    def _free(self) -> None:
        with self._closing:
            context, model = self._context, self._model
            self._context = self._model = None
        if context is not None:
            self._api.llama_free(context)
        if model is not None:
            self._api.llama_model_free(model)
