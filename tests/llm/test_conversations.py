"""Many conversations share a model, each gets its own answers, and results come in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wikiseek.errors import ModelFault
from wikiseek.llm import (
    Completion,
    Conversation,
    Given,
    Request,
    Scripted,
    Tally,
    answered,
    conversation,
    counted,
    held,
    named,
)
from wikiseek.llm.cassette import request_key


def ask(what: str, purpose: str = "plan") -> Request:
    return Request(purpose, conversation(what))


def echo(request: Request) -> str:
    return request.messages[-1].content.upper()


def talk(name: str, questions: int) -> Conversation[list[str]]:
    """Asks so many questions, each made of the answer before."""
    heard = [name]
    for _ in range(questions):
        answer = yield ask(f"{heard[-1]}+")
        heard.append(answer.text)
    return heard


class Batches(Scripted):
    """Keeps the size of each batch."""

    def __init__(self) -> None:
        super().__init__(echo)
        self.sizes: list[int] = []

    def complete(self, requests: list[Request]) -> list[Completion]:
        self.sizes.append(len(requests))
        return super().complete(requests)


LENGTHS = [3, 0, 1, 5, 0, 2, 2]


@pytest.mark.parametrize("most", [1, 2, 3, 20])
def test_results_come_in_order_whatever_is_open_beside(most: int):
    talks = (talk(f"n{number}", length) for number, length in enumerate(LENGTHS))
    alone = [answered(talk(f"n{number}", length), Scripted(echo)) for number, length in enumerate(LENGTHS)]
    assert list(held(Given(talks), Scripted(echo), most)) == alone
    assert [heard[0] for heard in alone] == [f"n{number}" for number in range(len(LENGTHS))]


def test_the_model_is_asked_for_many_at_a_time_and_never_for_more_than_may_be_open():
    model = Batches()
    list(held(Given(talk(str(number), 4) for number in range(8)), model, 4))
    assert model.sizes == [4] * 8


def test_no_more_is_begun_than_what_is_open_and_what_waits():
    begun: list[int] = []

    def talks() -> Iterator[Conversation[list[str]]]:
        for number in range(1000):
            begun.append(number)
            yield talk(str(number), 50 if number == 0 else 0)

    results = held(Given(talks()), Scripted(echo), 3)
    assert next(results)[0] == "0"
    assert len(begun) == 3 * 64


def test_conversations_that_ask_nothing_keep_no_others_from_the_model():
    model = Batches()
    rare = (talk(str(number), 4 if number % 40 == 0 else 0) for number in range(320))
    assert len(list(held(Given(rare), model, 4))) == 320
    assert model.sizes == [4] * 8


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 8, 11])
@pytest.mark.parametrize("longest", [3, 12])
def test_nothing_is_asked_for_a_result_that_is_not_wanted(count: int, longest: int):
    model, found = Batches(), []
    lengths = [1 + number % 3 if number % 7 else longest for number in range(40)]
    talks = (talk(str(number), length) for number, length in enumerate(lengths))
    for result in held(Given(talks), model, 4, lambda: count - len(found)):
        found.append(result)
    assert [heard[0] for heard in found] == [str(number) for number in range(count)]
    assert sum(model.sizes) == sum(lengths[:count])


class Slow:
    """Has nothing to give at first, unless it is waited for."""

    def __init__(self, talks: list[Conversation[list[str]]]) -> None:
        self._talks = iter(talks)
        self.waits: list[bool] = []

    def take(self, wait: bool) -> Conversation[list[str]] | None:
        self.waits.append(wait)
        return next(self._talks) if wait else None


def test_a_source_is_waited_for_only_when_no_conversation_is_open():
    source = Slow([talk("a", 3), talk("b", 1)])
    assert [heard[0] for heard in held(source, Scripted(echo), 2)] == ["a", "b"]
    assert source.waits == [True, False, False, False, True, False, True]


def test_an_error_meets_the_conversation_it_belongs_to_when_it_is_due():
    def refusing(request: Request) -> str:
        if "bad" in request.messages[-1].content:
            raise ModelFault("too long")
        return echo(request)

    results = held(Given(talk(name, 2) for name in ("a", "bad", "c")), Scripted(refusing), 3)
    assert next(results)[0] == "a"
    with pytest.raises(ModelFault):
        next(results)


def test_what_a_conversation_raises_is_raised_when_its_result_is_due():
    def broken() -> Conversation[list[str]]:
        yield ask("x")
        raise ValueError("a fault of its own")

    results = held(Given(iter([talk("a", 2), broken()])), Scripted(echo), 2)
    assert next(results)[0] == "a"
    with pytest.raises(ValueError, match="a fault of its own"):
        next(results)


def test_what_a_conversation_cost_is_kept_by_purpose_beside_others():
    def two() -> Conversation[str]:
        yield ask("one two")
        yield ask("three", "compose")
        return "done"

    model = Scripted(lambda request: "yes")
    for result, spent in held(Given(counted(two()) for _ in range(3)), model, 3):
        assert result == "done"
        assert spent == {"compose": Tally(1, 1, 1, 0), "plan": Tally(1, 2, 1, 0)}
        assert list(spent) == ["compose", "plan"]


def test_a_conversations_calls_are_named_as_a_cassette_names_them():
    def three() -> Conversation[str]:
        yield ask("one")
        yield ask("two")
        yield ask("one")
        return "done"

    result, names = answered(named(three(), "m"), Scripted(lambda request: "yes"))
    assert result == "done"
    assert names == [request_key("m", ask(text)).hex()[:16] for text in ("one", "two")]
