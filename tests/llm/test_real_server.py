"""Against llama-cpp-python's own server on the loopback interface, with the packaged model."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wikiseek.errors import ModelFault
from wikiseek.llm import Endpoint, Recorder, Request, conversation

pytest.importorskip("llama_cpp.server.app", reason="needs llama-cpp-python[server]: bin/setup dev installs it")

CONTEXT = 512
CITY = {"type": "object", "properties": {"city": {"type": "string", "maxLength": 12}}, "required": ["city"]}


def ask(text: str, **options: object) -> Request:
    return Request("say", conversation(text), max_tokens=12, **options)  # type: ignore[arg-type]


@contextmanager
def served(model: Path, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of `model`: its URL, and its process, which is ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "llama_cpp.server", "--model", model, "--model_alias", "small.gguf"]
    command += ["--host", "127.0.0.1", "--port", port, "--n_ctx", CONTEXT, "--n_threads", 1, "--verbose", "false"]
    with log.open("wb") as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=said)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield url, process
        finally:
            process.kill()
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            Endpoint(url).close()
            return
        except ModelFault as fault:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not start: {log.read_text(errors='replace')[-800:]}") from fault
        time.sleep(0.1)


@pytest.fixture(scope="module")
def url(small_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(small_model, tmp_path_factory.mktemp("server") / "log") as (url, _):
        yield url


@pytest.fixture
def endpoint(url: str) -> Iterator[Endpoint]:
    model = Endpoint(url, concurrency=3)
    yield model
    model.close()


def test_text_comes_back_with_the_servers_counts(endpoint: Endpoint):
    (answer,) = endpoint.complete([ask("Say hello.")])
    assert endpoint.identity == "endpoint:small.gguf"
    assert answer.text.strip()
    assert 8 < answer.prompt_tokens < 60
    assert 0 < answer.completion_tokens <= 12
    assert answer.truncated == (answer.completion_tokens == 12)
    assert answer.seconds > 0


def test_a_schema_binds_the_answer(endpoint: Endpoint):
    for _ in range(2):  # the second time in the form that the server was found to take
        (answer,) = endpoint.complete([Request("city", conversation("Name a city."), schema=CITY, max_tokens=48)])
        assert set(json.loads(answer.text)) == {"city"}


def test_an_id_is_picked(endpoint: Endpoint):
    (answer,) = endpoint.complete([Request("pick", conversation("Pick a move."), choices=("m1", "m2"), max_tokens=48)])
    assert answer.text in ("m1", "m2")


def test_a_grammar_binds_the_answer(endpoint: Endpoint):
    (answer,) = endpoint.complete([ask("Count.", grammar='root ::= "12" "3"')])
    assert answer.text == "123"


def test_several_at_once_come_back_in_order(endpoint: Endpoint):
    words = ["one", "two", "three", "four", "five"]
    requests = [ask(f"Say {word}.", grammar=f'root ::= "{word}"') for word in words]
    assert [answer.text for answer in endpoint.complete(requests)] == words


def test_a_greedy_answer_repeats_itself_and_replays_without_the_server(url: str, tmp_path: Path):
    with Recorder(Endpoint(url), tmp_path / "c") as recorder:
        (first,) = recorder.complete([ask("Say hello.")])
    with Recorder(Endpoint(url), tmp_path / "c", "refresh") as recorder:
        (again,) = recorder.complete([ask("Say hello.")])
    with Recorder(None, tmp_path / "c", "replay") as replay:
        assert replay.complete([ask("Say hello.")])[0].text == first.text == again.text


def test_a_prompt_that_is_too_long_is_told_in_one_line(endpoint: Endpoint):
    with pytest.raises(ModelFault, match=f"refuses the request .*maximum context length is {CONTEXT} tokens") as caught:
        endpoint.complete([ask("word " * 900)])
    assert "\n" not in str(caught.value)
    with pytest.raises(ModelFault, match="maximum context length"):
        endpoint.complete([Request("city", conversation("word " * 900), schema=CITY)])


def test_a_model_that_is_not_served_is_named(url: str):
    with pytest.raises(ModelFault, match=r"does not serve other: it has small\.gguf"):
        Endpoint(url, model="other")


def test_a_server_that_dies_is_told_in_one_line(small_model: Path, tmp_path: Path):
    with served(small_model, tmp_path / "log") as (url, process):
        model = Endpoint(url, attempts=2, pause=0.01)
        assert model.complete([ask("Say hello.")])[0].text
        process.kill()
        process.wait(30)
        with pytest.raises(ModelFault, match="does not answer .*, 2 times: start the server") as caught:
            model.complete([ask("Say hello again.")])
        model.close()
        with pytest.raises(ModelFault, match="nothing answers at"):
            Endpoint(url)
    assert "\n" not in str(caught.value)
