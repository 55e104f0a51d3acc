"""Against a small server on the loopback interface that misbehaves on demand."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.serving import Reply, serving
from wikiseek.errors import ModelFault
from wikiseek.llm import Completion, Endpoint, Request, conversation, open_llm
from wikiseek.llm.streaming import Streaming

MODELS: Reply = (200, {"data": [{"id": "first"}, {"id": "second"}]})


def chat(text: str, finish: str = "stop") -> Reply:
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return 200, {"choices": [choice], "usage": {"prompt_tokens": 11, "completion_tokens": 3}}


def replying(reply: Callable[[Any], Reply]) -> Callable[[str, Any, dict[str, str]], Reply]:
    return lambda path, body, _: MODELS if path == "/v1/models" else reply(body)


def said(body: Any) -> str:
    return body["messages"][-1]["content"]


def test_answers_come_in_the_order_of_the_requests_though_asked_at_once():
    together = threading.Barrier(3, timeout=10)

    def reply(body: Any) -> Reply:
        together.wait()
        return chat(said(body).upper())

    with serving(replying(reply)) as url:
        model = Endpoint(url, concurrency=3)
        answers = model.complete([Request("x", conversation(word)) for word in ("a", "b", "c")])
        model.close()
    assert [each.text for each in answers] == ["A", "B", "C"]
    assert {(each.prompt_tokens, each.completion_tokens, each.truncated) for each in answers} == {(11, 3, False)}


def test_an_answer_is_there_before_those_of_requests_put_earlier():
    first = threading.Event()

    def reply(body: Any) -> Reply:
        if said(body) == "a":
            first.wait(10)
        return (400, {"error": "no"}) if said(body) == "c" else chat(said(body).upper())

    with serving(replying(reply)) as url:
        model = Endpoint(url, concurrency=3)
        assert isinstance(model, Streaming)
        a, b, c = (model.submit(Request("x", conversation(word))) for word in "abc")
        found = model.collect([a, b])
        assert [answer.text for answer in found.values() if isinstance(answer, Completion)] == ["B"]
        assert found.keys() == {b}
        assert isinstance(model.collect([c])[c], ModelFault)
        model.cancel([a])
        first.set()
        assert model.collect([a, b, c]) == {}
        model.close()


def test_a_request_is_put_in_the_servers_words():
    bodies = []

    def reply(body: Any) -> Reply:
        bodies.append(body)
        return chat('{"choice": "c2"}', finish="length")

    with serving(replying(reply)) as url:
        model = Endpoint(f"{url}/v1/chat/completions", model="second")
        schema = {"type": "object"}
        bound = Request("x", conversation("hi", "be brief"), schema=schema, max_tokens=9, seed=2**62 + 5, stop=("\n",))
        pick = Request("x", conversation("hi"), choices=("c1", "c2"))
        answers = [model.complete([each])[0] for each in (bound, pick, Request("x", conversation("hi"), grammar="g"))]
        model.close()
    assert bodies[0] == {
        "model": "second",
        "messages": [{"role": "system", "content": "be brief"}, {"role": "user", "content": "hi"}],
        "max_tokens": 9,
        "temperature": 0.0,
        "seed": 5,
        "stop": ["\n"],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": schema, "strict": True},
        },
    }
    offered = bodies[1]["response_format"]["json_schema"]["schema"]["properties"]["choice"]["enum"]
    assert offered == ["c1", "c2"]
    assert bodies[2]["grammar"] == "g"
    assert [each.text for each in answers] == ['{"choice": "c2"}', "c2", '{"choice": "c2"}']
    assert answers[0].truncated


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_that_takes_schemas_in_the_other_form_gets_them_so(status: int):
    forms = []

    def reply(body: Any) -> Reply:
        forms.append(body["response_format"])
        if body["response_format"]["type"] == "json_schema":
            return status, {"error": {"message": "1 validation error: 'loc': ('body', 'response_format', 'type')"}}
        return chat("{}")

    schema = {"type": "object"}
    with serving(replying(reply)) as url:
        model = Endpoint(url, attempts=2, pause=60)
        for _ in range(2):
            assert model.complete([Request("x", conversation("hi"), schema=schema)])[0].text == "{}"
        model.close()
    assert [form["type"] for form in forms] == ["json_schema", "json_object", "json_object"]
    assert forms[-1] == {"type": "json_object", "schema": schema}


def test_a_refusal_for_another_reason_is_not_taken_for_one_of_the_form():
    calls = []

    def reply(body: Any) -> Reply:
        calls.append(body)
        return 400, {"error": {"message": "the prompt is too long"}}

    with serving(replying(reply)) as url:
        model = Endpoint(url)
        with pytest.raises(ModelFault, match="the prompt is too long"):
            model.complete([Request("x", conversation("hi"), schema={"type": "object"})])
        model.close()
    assert len(calls) == 1


def test_a_choice_is_read_from_a_server_that_ignores_forms():
    with serving(replying(lambda _: chat(" c1\n"))) as url:
        model = Endpoint(url)
        assert model.complete([Request("x", conversation("hi"), choices=("c1", "c2"))])[0].text == "c1"
        model.close()


def test_a_busy_server_is_asked_again():
    trouble: list[Reply] = [(429, {}), (503, b"loading"), (500, {})]

    def answer(path: str, body: Any, _: dict[str, str]) -> Reply:
        if trouble:
            return trouble.pop()
        return MODELS if body is None else chat("at last")

    with serving(answer) as url:
        model = Endpoint(url, pause=0.01)
        trouble += [(502, {}), (429, {})]
        assert model.complete([Request("x", conversation("hi"))])[0].text == "at last"
        model.close()
    assert not trouble


def test_a_server_that_stays_busy_is_given_up_after_the_attempts():
    calls = []

    def reply(body: Any) -> Reply:
        calls.append(body)
        return 503, {}

    with serving(replying(reply)) as url:
        model = Endpoint(url, attempts=3, pause=0.01)
        with pytest.raises(ModelFault, match=r"busy or failing \(HTTP 503\), 3 times"):
            model.complete([Request("x", conversation("hi"))])
        model.close()
    assert len(calls) == 3


def test_a_slow_server_is_a_timeout():
    free = threading.Event()

    def reply(_: Any) -> Reply:
        free.wait(10)
        return chat("late")

    with serving(replying(reply)) as url:
        model = Endpoint(url, timeout=0.05, attempts=2, pause=0.01)
        with pytest.raises(ModelFault, match="does not answer .*timed out.*, 2 times"):
            model.complete([Request("x", conversation("hi"))])
        free.set()
        model.close()


def test_nothing_there_is_said_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ModelFault, match="nothing answers at"):
            Endpoint(url, attempts=5, pause=60)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((404, {}), "is not there"),
        ((200, b"<html>hello"), "does not answer in JSON"),
        ((200, {"hello": 1}), "does not list models"),
        ((200, [1]), "does not list models"),
        ((200, {"data": []}), "serves no model"),
        ((401, {}), "wants a key"),
        ((400, b"prompt\n too long"), "HTTP 400: prompt too long.: check the model"),
        ((400, {"error": {"message": "too\nlong"}}), "HTTP 400: too long"),
        ((422, {"detail": [{"loc": ["body"]}]}), "HTTP 422: .*'loc'"),
        ((400, [1]), "HTTP 400: .1."),
        ((302, {}), "HTTP 302"),
    ],
)
def test_a_wrong_server_is_named_in_one_line(reply: Reply, says: str):
    with serving(lambda *_: reply) as url:
        with pytest.raises(ModelFault, match=says) as caught:
            Endpoint(url)
        assert url in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_answer_in_another_form_is_the_servers_fault():
    for odd in ({}, {"choices": []}, {"choices": [{"message": "text"}]}, [], None):
        with serving(replying(lambda _, odd=odd: (200, odd))) as url:
            model = Endpoint(url)
            with pytest.raises(ModelFault, match="another form"):
                model.complete([Request("x", conversation("hi"))])
            model.close()


def test_a_model_that_is_not_served_is_named():
    with (
        serving(lambda *_: MODELS) as url,
        pytest.raises(ModelFault, match="does not serve third: it has first, second"),
    ):
        Endpoint(url, model="third")


def test_the_identity_is_the_models_name_and_not_where_it_runs():
    served = {"data": [{"id": "/data/models/small.gguf"}]}
    with serving(lambda *_: (200, served)) as url:
        model = Endpoint(url)
        assert model.identity == "endpoint:small.gguf"
        model.close()


def test_the_key_is_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WIKISEEK_API_KEY", "s3cret")
    keys = []

    def answer(path: str, _: Any, headers: dict[str, str]) -> Reply:
        keys.append(headers.get("Authorization"))
        return MODELS if path == "/v1/models" else (403, {})

    with serving(answer) as url:
        model = open_llm(url)
        with pytest.raises(ModelFault, match="wants a key") as caught:
            model.complete([Request("x", conversation("hi"))])
        model.close()
    assert keys == ["Bearer s3cret"] * 2
    assert "s3cret" not in str(caught.value)
