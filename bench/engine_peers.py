"""Engines that answer the same requests: llama-cpp-python one by one, two servers, and ours."""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from bench.peers import install
from wikiseek.errors import ModelFault
from wikiseek.llm import Completion, Endpoint, LlamaCpp, Request, conversation
from wikiseek.llm.binding import grammar

CONTEXT, BATCH = 4096, 512
# What llama-cpp-python's server imports beside it, and llama-server's own code as a library.
SERVER_PARTS = ("fastapi", "uvicorn", "sse-starlette", "starlette-context", "pydantic-settings")
LLAMA_SERVER = "xllamacpp==2026.10.11549"
_LLAMA_SERVER_CODE = """
import sys, time, xllamacpp
path, port, slots, context, threads = sys.argv[1], *map(int, sys.argv[2:])
params = xllamacpp.CommonParams()
params.model.path, params.port, params.n_parallel, params.n_ctx = path, port, slots, context
params.kv_unified, params.n_batch, params.use_jinja, params.verbosity = True, 512, True, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
while True:
    time.sleep(60)
"""
_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What some requests took: wall and CPU seconds, tokens in and out, the share of prompt tokens not computed again,
    and the share of the time that was neither in `llama_decode` nor in choosing tokens; None where it is not known.
    """

    seconds: float
    cpu: float
    requests: int
    tokens: int
    hits: float | None = None
    outside: float | None = None


class Engine(Protocol):
    """One engine; what it opens it opens anew for each round, so that no round finds another's prompts in its cache."""

    name: str

    def take(self, requests: Sequence[Request]) -> Taken:
        """Answer every request."""


class Apart:
    """An engine in a fresh process for each round.

    Where two threads of a process have used OpenMP, it lets threads sleep between the parts of a step, as if they were
    too many for the processors.
    """

    def __init__(self, engine: Engine) -> None:
        self.name, self._engine = engine.name, engine

    def take(self, requests: Sequence[Request]) -> Taken:
        """Answer every request."""
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            return process.submit(self._engine.take, requests).result()


class OneByOne:
    """llama-cpp-python's class `Llama`, which keeps the prefix that a prompt shares with the one before."""

    name = "llama-cpp-python, one by one"

    def __init__(self, model: Path, threads: int) -> None:
        self._model, self._threads = model, threads

    def take(self, requests: Sequence[Request]) -> Taken:
        """Answer every request; prompt tokens that were computed are those given to `eval`."""
        from llama_cpp import Llama
        from llama_cpp.llama_grammar import LlamaGrammar

        llama = Llama(
            str(self._model),
            n_ctx=CONTEXT,
            n_batch=BATCH,
            n_threads=self._threads,
            n_threads_batch=self._threads,
            verbose=False,
        )
        computed = _counted(llama)

        def answer(request: Request) -> Completion:
            bound = grammar(request)
            reply: Any = llama.create_chat_completion(
                [{"role": each.role, "content": each.content} for each in request.messages],  # type: ignore[misc]
                grammar=LlamaGrammar.from_string(bound, verbose=False) if bound else None,
                max_tokens=request.max_tokens,
                temperature=request.temperature,
                seed=request.seed % (1 << 31),
                stop=list(request.stop),
            )
            usage = reply["usage"]
            return Completion("", usage["prompt_tokens"], usage["completion_tokens"])

        try:
            answer(_warm())
            computed.clear()
            taken, answers = timed(lambda: [answer(request) for request in requests], time.process_time)
        finally:
            llama.close()
        prompts = sum(each.prompt_tokens for each in answers)
        # Of an answer, every token but the last is put through the model.
        written = sum(max(0, each.completion_tokens - 1) for each in answers)
        return replace(taken, hits=max(0.0, 1 - (sum(computed) - written) / prompts))


class Ours:
    """wikiseek's engine with so many sequences; with none, deterministic."""

    def __init__(self, model: Path, threads: int, sequences: int) -> None:
        self.name = f"ours, {sequences or 'deterministic'}"
        self._model, self._threads, self._sequences = model, threads, sequences

    def take(self, requests: Sequence[Request]) -> Taken:
        """Answer every request, as many at a time as there are sequences."""
        llm = LlamaCpp(self._model, self._threads, CONTEXT, not self._sequences, sequences=self._sequences or 1)
        try:
            llm.complete([_warm()])
            before = llm.statistics
            taken, _ = timed(lambda: _completions(llm.stream(requests)), time.process_time)
            after = llm.statistics
        finally:
            llm.close()
        inside = after.decode_seconds + after.sample_seconds - before.decode_seconds - before.sample_seconds
        hits = (after.reused - before.reused) / (after.prompt_tokens - before.prompt_tokens)
        return replace(taken, hits=hits, outside=max(0.0, 1 - inside / taken.seconds))


class Served:
    """A server on the loopback interface, asked several things at a time."""

    def __init__(self, name: str, concurrency: int, command: Callable[[int], list[str]], log: Path) -> None:
        """`command` starts it on a port."""
        self.name = name
        self._concurrency, self._command, self._log = concurrency, command, log

    def take(self, requests: Sequence[Request]) -> Taken:
        """Answer every request."""
        with _served(self._command, self._log) as (url, process):
            endpoint = Endpoint(url, concurrency=self._concurrency, timeout=3600)
            endpoint.complete([_warm()])
            bound = [replace(each, choices=(), schema=None, grammar=grammar(each)) for each in requests]
            taken, _ = timed(lambda: endpoint.complete(bound), lambda: _cpu_seconds(process.pid))
            endpoint.close()
        return taken


def servers(model: Path, threads: int, slots: int, venv: Path, log: Path) -> tuple[list[Engine], list[str]]:
    """The servers that can be had, in an environment in `venv`, and what kept the others away, a line each."""
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, stdout=subprocess.DEVNULL)
    theirs = ["--n_ctx", str(CONTEXT), "--n_batch", str(BATCH), "--n_threads", str(threads)]
    theirs += ["--n_threads_batch", str(threads), "--verbose", "false"]

    def python_server(port: int) -> list[str]:
        return [str(python), "-m", "llama_cpp.server", "--model", str(model), "--port", str(port), *theirs]

    def llama_server(port: int) -> list[str]:
        numbers = (port, slots, CONTEXT, threads)
        return [str(python), "-c", _LLAMA_SERVER_CODE, str(model), *map(str, numbers)]

    found: list[Engine] = []
    faults = []
    for name, requirements, command in (
        ("llama-cpp-python's server", SERVER_PARTS, python_server),
        (f"llama-server, {slots} slots", (LLAMA_SERVER,), llama_server),
    ):
        said = [fault for requirement in requirements if (fault := install(python, requirement))]
        faults += said[:1]
        if not said:
            found.append(Served(name, slots, command, log))
    return found, faults


def timed(work: Callable[[], Sequence[Completion]], cpu: Callable[[], float]) -> tuple[Taken, Sequence[Completion]]:
    """What `work` took, and what it answered."""
    began, spent = time.perf_counter(), cpu()
    answers = work()
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in answers)
    return Taken(time.perf_counter() - began, cpu() - spent, len(answers), tokens), answers


def _completions(outcomes: Iterator[tuple[int, Completion | Exception]]) -> list[Completion]:
    found = []
    for _, outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
        found.append(outcome)
    return found


def _counted(llama: Any) -> list[int]:
    """How many tokens each `eval` of `llama` from now on gets."""
    counts: list[int] = []
    evaluate = llama.eval

    def counting(tokens: Sequence[int]) -> None:
        counts.append(len(tokens))
        evaluate(tokens)

    llama.eval = counting
    return counts


def _warm() -> Request:
    return Request("warm", conversation("Count to three."), max_tokens=4)


@contextmanager
def _served(command: Callable[[int], list[str]], log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server that listens, and its process; it is ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = os.pathsep.join((sysconfig.get_paths()["platlib"], sysconfig.get_paths()["purelib"]))
    with log.open("wb") as said:
        process = subprocess.Popen(command(port), stdout=said, stderr=said, env={**os.environ, "PYTHONPATH": ours})
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield url, process
        finally:
            process.terminate()
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            Endpoint(url).close()
            return
        except ModelFault as fault:
            if process.poll() is not None or time.monotonic() > until:
                said = log.read_text(errors="replace").strip().splitlines()
                raise ValueError(f"a server did not start ({said[-1] if said else fault})") from fault
        time.sleep(0.5)


def _cpu_seconds(pid: int) -> float:
    """User and system seconds of a process, as its kernel counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
