"""A model behind an OpenAI-compatible server (llama-server, vLLM and others).

Interface: https://platform.openai.com/docs/api-reference/chat (`/v1/models`, `/v1/chat/completions`,
`response_format` of type `json_schema`, `usage`). `grammar` is llama-server's own field.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from wikiseek.errors import ModelFault
from wikiseek.llm.protocol import Completion, Request
from wikiseek.llm.streaming import Outcome
from wikiseek.llm.transport import Http, NotTaken

# Servers take 32-bit or 64-bit seeds, signed or not; all of them take 31 bits.
_SEED_LIMIT = 1 << 31
_CHAT = "/chat/completions"
_SUFFIX = re.compile(r"(/v1)?(/chat/completions|/models)?/*$")


class Endpoint:
    """A chat model at a URL, asked several things at a time.

    A schema goes in `response_format`, in OpenAI's form or, where the server says no to that, llama-cpp-python's.
    Its identity is the served model's name: not the URL, which changes from machine to machine.
    A server that ignores `schema`, `grammar` or `choices` answers in free text: check answers.
    """

    def __init__(
        self,
        url: str,
        model: str = "",
        key: str = "",
        concurrency: int = 4,
        timeout: float = 120.0,
        attempts: int = 5,
        pause: float = 1.0,
    ) -> None:
        """Ask the server what it serves. `model` picks one by name; the first is the default.

        `timeout` is in seconds a call; `attempts` bounds tries, `pause` seconds after the first
        failure, doubled each time. Raises `ModelFault` when no such server or model is there.
        """
        base = _SUFFIX.sub("", url)
        self._http = Http(f"{base}/v1", key, timeout, attempts, pause)
        self._model = _served(self._http.get("/models"), model, url)
        self._form = _schema_form
        self._pool = ThreadPoolExecutor(max_workers=concurrency, thread_name_prefix="endpoint")
        self._tickets = itertools.count()
        self._open: dict[int, Future[Completion]] = {}

    @property
    def identity(self) -> str:
        """`endpoint:` and the served model's name, without the folders of a path."""
        return f"endpoint:{self._model.rsplit('/', 1)[-1] if self._model.endswith('.gguf') else self._model}"

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order, several at a time."""
        tickets = [self.submit(request) for request in requests]
        try:
            return [self._open[ticket].result() for ticket in tickets]
        finally:
            self.cancel(tickets)

    def submit(self, request: Request) -> int:
        """Hand in a request; the ticket to `collect` its answer with."""
        ticket = next(self._tickets)
        self._open[ticket] = self._pool.submit(self._answer, request)
        return ticket

    def collect(self, tickets: Iterable[int]) -> dict[int, Outcome]:
        """Wait until some of `tickets` are answered: these, each once. Empty when none is open any more."""
        wanted = {ticket: self._open[ticket] for ticket in sorted(tickets) if ticket in self._open}
        done = wait(wanted.values(), return_when=FIRST_COMPLETED).done if wanted else set()
        return {ticket: _outcome(self._open.pop(ticket)) for ticket, future in wanted.items() if future in done}

    def cancel(self, tickets: Iterable[int]) -> None:
        """Nobody wants these answers any more; those that the server is at are not waited for."""
        for ticket in list(tickets):
            if (future := self._open.pop(ticket, None)) is not None:
                future.cancel()

    def close(self) -> None:
        """Wait for calls that are under way and end the threads."""
        self._pool.shutdown(cancel_futures=True)

    def _answer(self, request: Request) -> Completion:
        began = time.perf_counter()
        reply = self._asked(request)
        try:
            choice = reply["choices"][0]
            text = choice["message"]["content"] or ""
            usage = reply.get("usage") or {}
            counts = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise ModelFault(
                f"{self._http.base} answered in another form than chat completions: check the URL"
            ) from error
        text = _chosen(text) if request.choices else text
        cut = choice.get("finish_reason") == "length"
        return Completion(text, *counts, time.perf_counter() - began, truncated=cut)

    def _asked(self, request: Request) -> Any:
        """The server's reply, with the schema in the form that it takes."""
        body = _body(self._model, request)
        schema = _choice_schema(request.choices) if request.choices else request.schema
        if schema is None:
            return self._http.post(_CHAT, body)
        form = self._form
        try:
            return self._http.post(_CHAT, body | {"response_format": form(schema)})
        except NotTaken as refused:
            if form is _object_form or "response_format" not in refused.said:
                raise
        reply = self._http.post(_CHAT, body | {"response_format": _object_form(schema)})
        self._form = _object_form
        return reply


def _outcome(future: Future[Completion]) -> Outcome:
    try:
        return future.result()
    except Exception as fault:
        return fault


def _schema_form(schema: dict[str, Any]) -> dict[str, Any]:
    """OpenAI's, which llama-server and vLLM take as well."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}


def _object_form(schema: dict[str, Any]) -> dict[str, Any]:
    """That of llama-cpp-python's server."""
    return {"type": "json_object", "schema": schema}


def _served(reply: Any, model: str, url: str) -> str:
    try:
        names = [str(row["id"]) for row in reply["data"]]
    except (KeyError, TypeError) as error:
        raise ModelFault(f"{url} does not list models as an OpenAI-compatible server does: check the URL") from error
    if model and model not in names:
        raise ModelFault(f"{url} does not serve {model}: it has {', '.join(names) or 'no model'}")
    if not names:
        raise ModelFault(f"{url} serves no model: load one there first")
    return model or names[0]


def _body(model: str, request: Request) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": each.role, "content": each.content} for each in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed % _SEED_LIMIT,
    }
    if request.stop:
        body["stop"] = list(request.stop)
    if request.grammar is not None:
        body["grammar"] = request.grammar
    return body


def _choice_schema(choices: tuple[str, ...]) -> dict[str, Any]:
    """Choices as an object of one field, since not every server takes a schema that is no object."""
    return {
        "type": "object",
        "properties": {"choice": {"type": "string", "enum": list(choices)}},
        "required": ["choice"],
        "additionalProperties": False,
    }


def _chosen(text: str) -> str:
    """The choice in an answer; the bare text where the server did not keep to the form."""
    try:
        return str(json.loads(text)["choice"])
    except (ValueError, KeyError, TypeError):
        return text.strip()
