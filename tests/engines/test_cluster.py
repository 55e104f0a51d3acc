"""Units on a Ray cluster: order, faults and losses as on processes of this machine."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engines.work import act, parent_of, square
from wikiseek.engines import Bounds, Fault, cluster, run_units
from wikiseek.errors import DumpError, Prerequisite, WikiseekError

os.environ[cluster._LISTENING] = "0"
ray = pytest.importorskip("ray")
QUICK = Bounds(seconds=0.5, memory=1 << 28)

# Ray leaves sockets and files of its own to the end of the process.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::FutureWarning")


@pytest.fixture
def connected() -> None:
    """One cluster for all tests that need no other."""
    if not ray.is_initialized():
        ray.init(num_cpus=2, log_to_driver=False, logging_level=logging.ERROR, **cluster._OWN)


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    ray.shutdown()


def on_ray(units: Any, function: Callable[..., Iterator[Any]], bounds: Bounds = QUICK, **named: Any) -> list[Any]:
    return list(run_units(units, function, 2, bounds, engine="ray", **named))


def test_results_come_in_the_order_of_the_units(connected: None):
    assert on_ray(range(12), square) == [number**2 for number in range(120)]


def test_an_element_that_ruins_its_worker_is_marked_and_the_rest_go_on(connected: None):
    faults: list[Fault] = []
    assert on_ray([["a", "spin"], ["b", "die"], ["c"]], act, on_fault=faults.append) == [
        b"a",
        b"SPIN",
        b"b",
        b"DIE",
        b"c",
    ]
    assert sorted(faults, key=lambda fault: fault.unit) == [
        Fault(0, 1, "takes too long"),
        Fault(1, 1, "ends its process"),
    ]


def test_an_exception_of_the_function_is_raised_here(connected: None):
    with pytest.raises(DumpError, match="damaged"):
        on_ray([["a"], ["fail"]], act)


def test_a_unit_whose_machine_is_lost_is_done_elsewhere(connected: None, tmp_path: Path):
    """The actor, which is the parent of the process that does the work, is killed once."""
    marker = tmp_path / "killed"
    results = []
    for result in run_units([[str(marker)]] * 3, parent_of, 1, Bounds(), engine="ray"):
        results.append(result)
        if not marker.exists():
            marker.touch()
            os.kill(result, signal.SIGKILL)
    assert len(results) == 3
    assert results[-1] != results[0]


def test_a_unit_that_loses_every_machine_ends_the_run(connected: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster.Hand, "do", lambda self, number, unit: os._exit(1))
    with pytest.raises(WikiseekError, match="unit 0 lost 4 machines"):
        on_ray([["a"]], act)


def test_a_cluster_of_its_own_listens_here_alone_says_nothing_on_stdout_and_ends(capfd: pytest.CaptureFixture[str]):
    ray.shutdown()
    capfd.readouterr()
    before = listening()
    results = run_units([["a"], ["die"], ["b"]], act, 1, QUICK, engine="ray")
    assert next(results) == b"a"
    assert {address for address in listening() - before if not is_loopback(address)} == set()
    assert list(results) == [b"DIE", b"b"]
    assert not ray.is_initialized()
    assert capfd.readouterr().out == ""


def listening() -> set[str]:
    """The addresses and ports on which any process of this machine waits for connections, as Linux writes them."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    return {row[1] for row in rows if row[3] == "0A"}


def is_loopback(address: str) -> bool:
    """127.0.0.1, as an IPv4 or IPv6 socket has it, or ::1."""
    return address.partition(":")[0][-8:] in ("0100007F", "01000000")


def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch):
    ray.shutdown()
    monkeypatch.setenv("RAY_ADDRESS", "nowhere")
    with pytest.raises(Prerequisite, match="check RAY_ADDRESS") as caught:
        on_ray([["a"]], act)
    assert "\n" not in str(caught.value)


def test_without_ray_the_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(Prerequisite, match=r"pip install 'wikiseek\[ray\]'"):
        on_ray([["a"]], act)
