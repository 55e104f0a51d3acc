"""A model behind a URL on the loopback interface, answering as the scripted one does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests import serving as server
from tests.serving import Reply
from tests.synthesis.small_run import answer
from wikiseek.llm import Request, conversation


def scripted(body: dict[str, Any]) -> str:
    """The scripted model's answer to the body of a chat completion request."""
    schema = body["response_format"]["json_schema"]["schema"] if "response_format" in body else None
    choices = schema["properties"].get("choice", {}).get("enum", ()) if schema else ()
    asked = conversation(body["messages"][-1]["content"])
    said = answer(Request("x", asked, None if choices else schema, choices=tuple(choices), seed=body["seed"]))
    return json.dumps({"choice": said}) if choices else said


@contextmanager
def serving(at_call: Callable[[int], None] = lambda number: None) -> Iterator[str]:
    """A server at the URL given; `at_call` hears the number of each call, from 1, before it is answered."""
    calls = [0]

    def reply(path: str, body: Any, headers: dict[str, str]) -> Reply:
        if body is None:
            return 200, {"data": [{"id": "scripted"}]}
        calls[0] += 1
        at_call(calls[0])
        choice = {"message": {"role": "assistant", "content": scripted(body)}, "finish_reason": "stop"}
        return 200, {"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 3}}

    with server.serving(reply) as url:
        yield url
