"""A process beside this one does what it is given, and is not there afterwards."""

from __future__ import annotations

import multiprocessing

import pytest

from tests.engines.work import act
from wikiseek.engines import Beside
from wikiseek.errors import DumpError, WikiseekError


@pytest.mark.parametrize("fork", [True, False])
def test_units_are_done_one_after_the_other(fork: bool) -> None:
    with Beside(act, fork) as beside:
        for unit in (["a", "b"], [], ["c"]):
            beside.give(unit)
            assert beside.take() == [word.encode() for word in unit]
    assert multiprocessing.active_children() == []


def test_what_its_function_raises_is_raised_here_and_it_goes_on() -> None:
    with Beside(act) as beside:
        beside.give(["fail"])
        with pytest.raises(DumpError, match="damaged"):
            beside.take()
        beside.give(["a"])
        assert beside.take() == [b"a"]


def test_a_process_that_ends_is_replaced_once() -> None:
    with Beside(act) as beside:
        beside.give(["die", "a"])
        assert beside.take() == [b"DIE", b"a"]
        beside.give(["cursed"])
        with pytest.raises(WikiseekError, match="element 0 of unit 0 ends its process"):
            beside.take()


def test_it_ends_with_its_block_whatever_it_is_at() -> None:
    with Beside(act) as beside:
        beside.give(["spin"])
    assert multiprocessing.active_children() == []
