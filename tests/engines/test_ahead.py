"""Results are fetched ahead by a thread, in order, and the source is closed whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from wikiseek.engines import Ahead


def test_results_come_in_order_and_end():
    with Ahead((number for number in range(5)), 2) as ahead:
        assert [ahead.take(wait=True) for _ in range(5)] == list(range(5))
        for _ in range(2):
            with pytest.raises(StopIteration):
                ahead.take(wait=True)


def test_what_is_not_there_yet_is_not_waited_for():
    ready = threading.Event()

    def source() -> Generator[str, None, None]:
        ready.wait()
        yield "it"

    with Ahead(source(), 2) as ahead:
        assert ahead.take(wait=False) is None
        ready.set()
        assert ahead.take(wait=True) == "it"


def test_an_error_of_the_source_is_raised_in_its_turn():
    def source() -> Generator[int, None, None]:
        yield 1
        raise ValueError("of the source")

    with Ahead(source(), 5) as ahead:
        assert ahead.take(wait=True) == 1
        for _ in range(2):
            with pytest.raises(ValueError, match="of the source"):
                ahead.take(wait=True)


def test_no_more_is_fetched_than_may_wait_and_leaving_closes_the_source():
    fetched: list[int] = []
    closed = threading.Event()

    def source() -> Generator[int, None, None]:
        try:
            for number in range(1000):
                fetched.append(number)
                yield number
        finally:
            closed.set()

    with Ahead(source(), 3) as ahead:
        assert ahead.take(wait=True) == 0
    assert closed.wait(10)
    assert len(fetched) <= 6
