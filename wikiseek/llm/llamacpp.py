"""A GGUF model in this process, through llama.cpp. One sequence at a time."""

from __future__ import annotations

import functools
import json
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from wikiseek.errors import ModelFault
from wikiseek.llm import gbnf
from wikiseek.llm.gguf import check_gguf, model_digest
from wikiseek.llm.library import load_library, take_errors
from wikiseek.llm.protocol import Completion, Message, Request
from wikiseek.llm.sampling import Sampler
from wikiseek.llm.template import ChatTemplate
from wikiseek.llm.vocabulary import Vocabulary

_BATCH = 512


class LlamaCpp:
    """A chat model read from a GGUF file.

    The longest prefix that a prompt shares with the one before it is not computed again. That
    changes the order of floating-point sums and so, now and then, a greedy answer;
    `deterministic` starts every call from a clean cache instead. Open one in each process.
    """

    def __init__(
        self, path: Path | str, threads: int | None = None, context: int = 4096, deterministic: bool = False
    ) -> None:
        """Load the model. `threads` defaults to the processors this process may use.

        `context` is in tokens and bounded by what the model was trained for. Raises `ModelFault`
        for a file that is not a usable model, `Prerequisite` without llama-cpp-python.
        """
        self._path = Path(path)
        check_gguf(self._path)
        self._api = load_library()
        self._identity = model_digest(self._path)
        self._deterministic = deterministic
        self._lock = threading.Lock()
        self._model = _model(self._api, self._path)
        try:
            self._vocabulary = Vocabulary(self._api, self._api.llama_model_get_vocab(self._model))
            self._template = _template(self._api, self._model, self._vocabulary, self._path)
            trained = self._api.llama_model_n_ctx_train(self._model)
            self._context = _context(self._api, self._model, min(context, trained or context), threads, self._path)
        except BaseException:
            self._api.llama_model_free(self._model)
            raise
        self._size = self._api.llama_n_ctx(self._context)
        self._cached: list[int] = []

    @property
    def identity(self) -> str:
        """SHA-256 of the model's file."""
        return self._identity

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order. Raises `ModelFault` for a prompt that is too long."""
        with self._lock:
            return [self._answer(request) for request in requests]

    def close(self) -> None:
        """Free the model's memory."""
        with self._lock:
            if self._context is not None:
                self._api.llama_free(self._context)
                self._api.llama_model_free(self._model)
                self._context = self._model = None

    def prompt_tokens(self, messages: tuple[Message, ...]) -> list[int]:
        """The tokens of a prompt as the model will see it, to measure or inspect it."""
        return self._vocabulary.prompt(self._template.render(messages))

    @property
    def vocabulary(self) -> Vocabulary:
        """The model's tokens."""
        return self._vocabulary

    def _answer(self, request: Request) -> Completion:
        if self._context is None:
            raise ModelFault(f"{self._path} was closed: open it again")
        began = time.perf_counter()
        prompt = self.prompt_tokens(request.messages)
        if len(prompt) + request.max_tokens > self._size:
            raise ModelFault(
                f"a {request.purpose} prompt of {len(prompt)} tokens with {request.max_tokens} for the answer exceeds "
                f"the context of {self._size}: raise the context or shorten the prompt"
            )
        data, count, truncated = self._generate(prompt, request)
        text = _until_stop(data, request.stop).decode("utf-8", "ignore")
        return Completion(text, len(prompt), count, time.perf_counter() - began, truncated=truncated)

    def _generate(self, prompt: list[int], request: Request) -> tuple[bytes, int, bool]:
        """The answer's bytes, how many tokens were made, and whether it was cut short."""
        vocab = self._api.llama_model_get_vocab(self._model)
        sampler = Sampler(self._api, vocab, _grammar(request), request.temperature, request.seed)
        try:
            self._read(prompt)
            return self._write(sampler, request)
        except BaseException:
            # What the cache holds after a failure or an interrupt is not known.
            self._forget()
            raise
        finally:
            sampler.close()

    def _write(self, sampler: Sampler, request: Request) -> tuple[bytes, int, bool]:
        answer = b""
        for count in range(1, request.max_tokens + 1):
            token = sampler.pick(self._api.llama_get_logits_ith(self._context, -1))
            if token is None or self._vocabulary.ends(token):
                return answer, count, False
            sampler.accept(token)
            answer += self._vocabulary.piece(token)
            if _stopped(answer, request.stop):
                return answer, count, False
            if count < request.max_tokens:
                self._decode([token])
        return answer, request.max_tokens, True

    def _read(self, prompt: list[int]) -> None:
        """Bring the cache to hold exactly `prompt`, computing only what it does not hold already."""
        shared = 0 if self._deterministic else _shared(self._cached, prompt)
        memory = self._api.llama_get_memory(self._context)
        if shared == 0 or not self._api.llama_memory_seq_rm(memory, 0, shared, -1):
            # Recurrent models cannot go back to a prefix.
            self._forget()
            shared = 0
        self._cached = prompt[:shared]
        for start in range(shared, len(prompt), _BATCH):
            self._decode(prompt[start : start + _BATCH])

    def _decode(self, tokens: list[int]) -> None:
        data = (self._api.llama_token * len(tokens))(*tokens)
        status = self._api.llama_decode(self._context, self._api.llama_batch_get_one(data, len(tokens)))
        if status != 0:
            raise ModelFault(f"llama.cpp failed on {self._path} (status {status}) {take_errors()}: check memory")
        self._cached += tokens

    def _forget(self) -> None:
        self._api.llama_memory_clear(self._api.llama_get_memory(self._context), True)
        self._cached = []


def _shared(before: Sequence[int], prompt: Sequence[int]) -> int:
    """How many leading tokens can be reused; the last one is always computed, for its logits."""
    limit = min(len(before), len(prompt) - 1)
    return next((place for place in range(limit) if before[place] != prompt[place]), limit)


def _stopped(answer: bytes, stops: Sequence[str]) -> bool:
    return any(stop.encode() in answer for stop in stops if stop)


def _until_stop(answer: bytes, stops: Sequence[str]) -> bytes:
    ends = [answer.find(stop.encode()) for stop in stops if stop]
    return answer[: min((end for end in ends if end >= 0), default=len(answer))]


def _grammar(request: Request) -> str | None:
    if request.choices:
        return gbnf.one_of(request.choices)
    if request.schema is not None:
        return _schema_grammar(json.dumps(request.schema))
    return request.grammar


@functools.lru_cache(maxsize=64)
def _schema_grammar(schema: str) -> str:
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    return str(json_schema_to_gbnf(schema))


def _model(api: ModuleType, path: Path) -> Any:
    params = api.llama_model_default_params()
    take_errors()
    model = api.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelFault(f"llama.cpp cannot load {path} ({take_errors() or 'no reason given'}): download it again")
    return model


def _template(api: ModuleType, model: Any, vocabulary: Vocabulary, path: Path) -> ChatTemplate:
    source = api.llama_model_chat_template(model, None)
    if not source:
        raise ModelFault(f"{path} has no chat template: use an instruct (chat) model, not a base model")
    vocab = api.llama_model_get_vocab(model)
    bos, eos = api.llama_vocab_bos(vocab), api.llama_vocab_eos(vocab)
    return ChatTemplate(source.decode(), vocabulary.name(bos), vocabulary.name(eos))


def _context(api: ModuleType, model: Any, size: int, threads: int | None, path: Path) -> Any:
    params = api.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_seq_max = size, _BATCH, 1
    params.n_threads = params.n_threads_batch = threads or len(os.sched_getaffinity(0))
    params.no_perf = True
    context = api.llama_init_from_model(model, params)
    if not context:
        raise ModelFault(f"no memory for a context of {size} tokens of {path} {take_errors()}: ask for a smaller one")
    return context
