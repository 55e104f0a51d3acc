"""How quick a model is on this machine, measured in a few seconds with the engine that runs use."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from wikiseek.errors import ModelFault
from wikiseek.llm.llamacpp import LlamaCpp
from wikiseek.llm.protocol import Message, Request, conversation

_PROMPT = 160  # words
_PROBE, _LEAST, _MOST = 6, 6, 48  # tokens of an answer
_SECONDS = 1.0  # of one answer by itself
_ASKED = "Write a long story about a river and the people who live beside it."


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a model.

    Rates are in tokens a second: of prompts, of answers one by one, and of `sequences` answers side by side, all
    together. `turns` are the special tokens that the template puts around what is said, `control` says whether all of
    them are control tokens. `peak_bytes` is the most memory that the process had, weights that are mapped included.
    """

    description: str
    turns: tuple[str, ...]
    control: bool
    threads: int
    context: int
    load_seconds: float
    prompt_rate: float
    one_rate: float
    sequences: int
    many_rate: float
    peak_bytes: int
    says: str

    @property
    def gain(self) -> float:
        """How many times as fast answers side by side are."""
        return self.many_rate / self.one_rate if self.one_rate else 0.0


def measured(path: Path, threads: int | None = None, context: int = 4096, sequences: int = 8) -> Measured:
    """Load the model in `path` in a process of its own and measure it.

    Raises what `LlamaCpp` raises, and `ModelFault` for a file that ends that process, as damaged ones may.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_silent) as pool:
        try:
            return pool.submit(_measure, path, threads, context, sequences).result()
        except BrokenProcessPool as error:
            raise ModelFault(f"llama.cpp broke down over {path}: the file is damaged, or memory ran out") from error


def _silent() -> None:
    """llama.cpp's last words go nowhere: the fault is told in one line."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _measure(path: Path, threads: int | None, context: int, sequences: int) -> Measured:
    threads = threads or len(os.sched_getaffinity(0))
    began = time.perf_counter()
    llm = LlamaCpp(path, threads, context, sequences=sequences)
    loaded = time.perf_counter() - began
    try:
        answer = llm.complete([Request("warm", conversation("Name three rivers."), max_tokens=24)])[0]
        turns = llm.turn_tokens()
        names = tuple(dict.fromkeys(llm.vocabulary.name(token) for token in turns))
        prompt = _prompt_rate(llm, context)
        # The first answer also computes the prompt that the others find kept.
        one = _answer_rate(llm, 1, _PROBE)
        tokens = max(_LEAST, min(_MOST, int(one * _SECONDS), context // (2 * sequences)))
        one = _answer_rate(llm, 1, tokens)
        many = _answer_rate(llm, sequences, tokens) if sequences > 1 else one
        control = all(map(llm.vocabulary.is_control, turns))
        description = llm.description
    finally:
        llm.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    says = " ".join(answer.text.split())
    return Measured(description, names, control, threads, context, loaded, prompt, one, sequences, many, peak, says)


def _prompt_rate(llm: LlamaCpp, context: int) -> float:
    """Prompt tokens that are computed in a second, of a prompt that shares next to nothing with the one before."""
    words = " ".join(f"{number} rivers" for number in range(min(_PROMPT, context // 16)))
    before = llm.statistics
    llm.complete([Request("prompt", (Message("user", words),), max_tokens=1)])
    after = llm.statistics
    return _rate(after.computed - before.computed, after.decode_seconds - before.decode_seconds)


def _answer_rate(llm: LlamaCpp, count: int, tokens: int) -> float:
    """Tokens a second of so many answers to a prompt that is kept, side by side."""
    asked = conversation(_ASKED)
    before = llm.statistics
    began = time.perf_counter()
    llm.complete([Request("answer", asked, max_tokens=tokens, temperature=1.0, seed=seed) for seed in range(count)])
    return _rate(llm.statistics.generated - before.generated, time.perf_counter() - began)


def _rate(tokens: int, seconds: float) -> float:
    return tokens / seconds if seconds > 0 else 0.0
