"""A team of processes comes to the bytes that one process comes to, whatever happens to one of them."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.synthesis.small_run import COUNT, SETTINGS, SPARING, answer, lines, synthesize, written
from wikiseek import codec
from wikiseek.errors import CassetteMiss, NotFound, WikiseekError
from wikiseek.indexing import Index
from wikiseek.llm import ModelSource, Recorder, Scripted
from wikiseek.synthesis import Run, Team, crew, open_crew

# The first attempt of the small run that ends as an item.
VICTIM = 5


def team(index: Index, out: Path, replay: bool = False) -> Team:
    model = None if replay else Scripted(answer)
    return Team(index, Recorder(model, out / "cassette.lmdb", "replay" if replay else "record"), 2, 3)


def work(index: Index, made_by: Team, out: Path, count: int = COUNT) -> None:
    Run(index, made_by, SETTINGS, out).synthesize(count, lambda funnel: None)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_team_comes_to_the_same_bytes_as_one_process(recorded: bool, finished: Path, index: Index, tmp_path: Path):
    if recorded:
        shutil.copytree(finished / "cassette.lmdb", tmp_path / "run" / "cassette.lmdb")
    work(index, team(index, tmp_path / "run", replay=recorded), tmp_path / "run")
    assert written(tmp_path / "run") == written(finished)
    funnels = [codec.load((run / "funnel.json").read_bytes()) for run in (finished, tmp_path / "run")]
    assert [row["stages"] for row in funnels] == [funnels[0]["stages"]] * 2


def test_a_team_refuses_the_same_items_for_what_they_have_in_common(index: Index, tmp_path: Path):
    with pytest.raises(WikiseekError, match="roots of the index were tried"):
        synthesize(index, tmp_path / "alone", 99, settings=SPARING)
    with pytest.raises(WikiseekError, match="roots of the index were tried"):
        Run(index, team(index, tmp_path / "team"), SPARING, tmp_path / "team").synthesize(99, lambda funnel: None)
    assert written(tmp_path / "team") == written(tmp_path / "alone")
    assert any(row["stage"] == "diversity" for row in lines(tmp_path / "team" / "rejects.jsonl"))


def test_what_a_team_recorded_replays_in_one_process(finished: Path, index: Index, tmp_path: Path):
    work(index, team(index, tmp_path / "run"), tmp_path / "run")
    shutil.copytree(tmp_path / "run" / "cassette.lmdb", tmp_path / "again" / "cassette.lmdb")
    replay = ModelSource(None, tmp_path / "again" / "cassette.lmdb")
    with open_crew(index, replay, 1) as found:
        Run(index, found, SETTINGS, tmp_path / "again").synthesize(COUNT, lambda funnel: None)
    assert written(tmp_path / "again") == written(finished)


def deadly(unit: crew.SearchUnit, marked: frozenset[int]) -> Iterator[crew.Search]:
    """A search that ends its process at the first attempt of which an item comes."""
    if unit.task.number == VICTIM and not marked:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from crew.search_unit(unit, marked)


def test_an_attempt_that_ends_its_process_is_a_reject_and_the_others_are_made(
    finished: Path, index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first, second = lines(finished / "items.jsonl")[:2]
    assert first["i"] == VICTIM
    monkeypatch.setattr(crew, "search_unit", deadly)
    work(index, team(index, tmp_path / "run"), tmp_path / "run", 1)
    assert [row["id"] for row in lines(tmp_path / "run" / "items.jsonl")] == [second["id"]]
    (fault,) = (row for row in lines(tmp_path / "run" / "rejects.jsonl") if row["stage"] == "fault")
    assert (fault["i"], fault["root"]["page_id"]) == (first["i"], first["answer_id"])


def test_a_fault_of_the_model_ends_the_run_with_what_is_done_kept(finished: Path, index: Index, tmp_path: Path):
    shutil.copytree(finished / "cassette.lmdb", tmp_path / "run" / "cassette.lmdb")
    with pytest.raises(CassetteMiss):
        work(index, team(index, tmp_path / "run", replay=True), tmp_path / "run", COUNT + 1)
    assert (tmp_path / "run" / "items.jsonl").read_bytes() == (finished / "items.jsonl").read_bytes()


def test_a_crew_is_opened_with_the_recorded_model(finished: Path, index: Index):
    with open_crew(index, ModelSource(None, finished / "cassette.lmdb"), 1) as found:
        assert found.identity == "scripted"


def test_a_replay_of_nothing_is_refused_before_any_process_is_started(index: Index, tmp_path: Path):
    with (
        pytest.raises(NotFound, match="only a recorded run can be replayed"),
        open_crew(index, ModelSource(None, tmp_path / "none"), 2),
    ):
        pass
