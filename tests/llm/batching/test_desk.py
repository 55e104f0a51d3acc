"""Threads that ask together, over a scheduler that answers two jobs a step."""

import threading

import pytest

from wikiseek.errors import ModelFault
from wikiseek.llm import Completion, Request, conversation
from wikiseek.llm.batching import Desk, Job
from wikiseek.llm.batching.scheduler import Outcome


class Pairs:
    """Answers the two jobs that wait longest; keeps how many it had in each step, and in which threads."""

    def __init__(self) -> None:
        self.waiting: list[Job] = []
        self.steps: list[int] = []
        self.threads: set[int] = set()
        self.fault: Exception | None = None
        self.cleared = 0
        self.held = threading.Event()
        self.held.set()
        self.busy = threading.Lock()

    def put(self, jobs) -> None:
        self.waiting += jobs

    def drop(self, tickets) -> None:
        self.waiting = [job for job in self.waiting if job.ticket not in tickets]

    def clear(self) -> None:
        self.waiting = []
        self.cleared += 1

    def step(self) -> list[tuple[int, Outcome]]:
        self.held.wait()
        assert self.busy.acquire(blocking=False), "two threads step at once"
        try:
            fault, self.fault = self.fault, None
            if fault:
                raise fault
            self.threads.add(threading.get_ident())
            self.steps.append(len(self.waiting))
            now, self.waiting = self.waiting[:2], self.waiting[2:]
            return [(job.ticket, Completion(f"answer {job.ticket}")) for job in now]
        finally:
            self.busy.release()


def job(ticket: int) -> Job:
    return Job(ticket, Request("say", conversation("x")), [1])


@pytest.fixture
def pairs() -> Pairs:
    return Pairs()


@pytest.fixture
def desk(pairs: Pairs) -> Desk:
    return Desk(pairs)  # type: ignore[arg-type]


def test_what_is_wanted_comes_out_and_the_rest_is_kept_for_who_wants_it(desk: Desk):
    desk.put(*map(job, range(3)))
    assert desk.take([2]) == {2: Completion("answer 2")}
    assert desk.take([0, 1]).keys() == {0, 1}
    assert desk.take([0, 1, 2, 99]) == {}


def test_jobs_handed_in_together_begin_together(desk: Desk, pairs: Pairs):
    desk.put(*map(job, range(6)))
    found: set[int] = set()
    while len(found) < 6:
        found |= desk.take(range(6)).keys()
    assert pairs.steps == [6, 4, 2]


def test_it_computes_while_nobody_waits(desk: Desk, pairs: Pairs):
    desk.put(job(0), job(1), job(2))
    while len(pairs.steps) < 2:
        threading.Event().wait(0.001)
    assert pairs.waiting == []


def test_threads_share_the_work_and_each_gets_its_own(desk: Desk, pairs: Pairs):
    found: dict[int, str] = {}

    def ask(first: int) -> None:
        for ticket in range(first, first + 50):
            desk.put(job(ticket))
            (outcome,) = desk.take([ticket]).values()
            assert isinstance(outcome, Completion)
            found[ticket] = outcome.text

    threads = [threading.Thread(target=ask, args=(100 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {ticket: f"answer {ticket}" for n in range(8) for ticket in range(100 * n, 100 * n + 50)}
    assert sum(min(2, size) for size in pairs.steps) == 400
    assert len(pairs.threads) == 1


def test_a_dropped_job_is_never_answered(desk: Desk, pairs: Pairs):
    pairs.held.clear()
    desk.put(*map(job, range(3)))
    desk.drop([1])
    desk.drop([2])
    pairs.held.set()
    assert desk.take([0]).keys() == {0}
    assert desk.take([1, 2]) == {}
    desk.put(job(3))
    assert desk.take([1, 2, 3]).keys() == {3}
    assert pairs.waiting == []


def test_an_error_of_a_step_is_that_of_all_it_had_and_of_no_job_after_them(desk: Desk, pairs: Pairs):
    pairs.fault = MemoryError("no room")
    desk.put(job(0), job(1))
    assert [str(fault) for _, fault in sorted(desk.take([0]).items() | desk.take([1]).items())] == ["no room"] * 2
    assert pairs.cleared == 1
    desk.put(job(2))
    assert desk.take([2]) == {2: Completion("answer 2")}


def test_a_closed_desk_fails_what_is_open_and_takes_nothing(desk: Desk, pairs: Pairs):
    pairs.held.clear()
    desk.put(job(0))
    threading.Timer(0.05, pairs.held.set).start()
    desk.close("m.gguf was closed")
    desk.close("again")
    assert pairs.cleared == 1
    fault = desk.take([0])[0]
    assert isinstance(fault, ModelFault)
    assert str(fault) == "m.gguf was closed"
    with pytest.raises(ModelFault, match=r"m.gguf was closed"):
        desk.put(job(1))
