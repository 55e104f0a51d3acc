"""A model behind a URL on the loopback interface, answering as the scripted one does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.synthesis.small_run import answer
from wikiseek.llm import Request, conversation


def scripted(body: dict[str, Any]) -> str:
    """The scripted model's answer to the body of a chat completion request."""
    form = body.get("response_format")
    choices = form["json_schema"]["schema"]["properties"]["choice"]["enum"] if form else ()
    said = answer(
        Request("x", conversation(body["messages"][-1]["content"]), choices=tuple(choices), seed=body["seed"])
    )
    return json.dumps({"choice": said}) if form else said


@contextmanager
def serving(at_call: Callable[[int], None] = lambda number: None) -> Iterator[str]:
    """A server at the URL given; `at_call` hears the number of each call, from 1, before it is answered."""
    calls = [0]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply({"data": [{"id": "scripted"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            calls[0] += 1
            at_call(calls[0])
            choice = {"message": {"role": "assistant", "content": scripted(body)}, "finish_reason": "stop"}
            self.reply({"choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 3}})

        def reply(self, value: Any) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):  # the one who asked was killed
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
