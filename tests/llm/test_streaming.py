"""Requests handed in one by one: each outcome once, equal ones asked once, what was answered recorded."""

from __future__ import annotations

from pathlib import Path

from wikiseek.errors import CassetteMiss, ModelFault
from wikiseek.llm import Completion, Recorder, Request, Scripted, conversation
from wikiseek.llm.streaming import Outcome, Streaming, streaming


def ask(what: str) -> Request:
    return Request("plan", conversation(what))


def echo(request: Request) -> str:
    words = request.messages[-1].content
    if "bad" in words:
        raise ModelFault("too long")
    return words.upper()


def texts(outcomes: dict[int, Outcome]) -> list[str]:
    return [each.text if isinstance(each, Completion) else f"! {each}" for _, each in sorted(outcomes.items())]


def test_what_was_handed_in_is_answered_in_one_batch_and_each_outcome_given_once():
    desk = streaming(Scripted(echo))
    tickets = [desk.submit(ask(word)) for word in ("a", "bad", "c")]
    assert texts(desk.collect(tickets[:2])) == ["A", "! too long"]
    assert texts(desk.collect(tickets)) == ["C"]
    assert desk.collect(tickets) == {}


def test_what_is_cancelled_is_not_asked():
    model = Scripted(echo)
    desk = streaming(model)
    first, second = desk.submit(ask("a")), desk.submit(ask("b"))
    desk.cancel([first])
    assert texts(desk.collect([first, second])) == ["B"]
    assert [request.messages[-1].content for request in model.asked] == ["b"]


def test_a_cassette_takes_requests_one_by_one_and_keeps_what_came(tmp_path: Path):
    model = Scripted(echo)
    with Recorder(model, tmp_path / "c") as recorder:
        assert isinstance(recorder, Streaming)
        tickets = [recorder.submit(ask(word)) for word in ("a", "b", "a")]
        found: dict[int, Outcome] = {}
        while left := [ticket for ticket in tickets if ticket not in found]:
            found |= recorder.collect(left)
        assert texts(found) == ["A", "B", "A"]
        assert recorder.collect(tickets) == {}
        again = recorder.submit(ask("b"))
        assert texts(recorder.collect([again])) == ["B"]
        assert texts(recorder.collect([recorder.submit(ask("bad"))])) == ["! too long"]
    assert [request.messages[-1].content for request in model.asked] == ["a", "b", "bad"]
    with Recorder(None, tmp_path / "c", "replay") as replay:
        tickets = [replay.submit(ask(word)) for word in ("a", "z")]
        known, missing = replay.collect(tickets).values()
        assert isinstance(known, Completion)
        assert known.cached
        assert isinstance(missing, CassetteMiss)


def test_what_one_cancels_another_who_asked_the_same_still_gets(tmp_path: Path):
    with Recorder(Scripted(echo), tmp_path / "c") as recorder:
        first, second, alone = recorder.submit(ask("a")), recorder.submit(ask("a")), recorder.submit(ask("b"))
        recorder.cancel([first, alone])
        assert texts(recorder.collect([first, second, alone])) == ["A"]
        assert recorder.collect([alone]) == {}
