"""A team of processes comes to the bytes that one process comes to, whatever happens to one of them."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.synthesis.small_run import COUNT, SETTINGS, SPARING, answer, lines, synthesize, written
from wikiseek import codec
from wikiseek.errors import CassetteMiss, NotFound, WikiseekError
from wikiseek.indexing import Index
from wikiseek.llm import Llm, ModelSource, Recorder, Request, Scripted
from wikiseek.synthesis import Alone, Run, Team, open_crew


@dataclass(frozen=True)
class Harmful(ModelSource):
    """A scripted model that ends its process when it is called with the seed `victim`."""

    victim: int = -1

    def identity(self) -> str:
        return "scripted"

    def open(self) -> Llm:
        return Recorder(Scripted(self._answer), self.cassette)

    def _answer(self, request: Request) -> str:
        if request.seed == self.victim:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer(request)


def work(index: Index, source: ModelSource, out: Path, count: int = COUNT) -> None:
    Run(index, Team(index.folder, source, 2), SETTINGS, out).synthesize(count, lambda funnel: None)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_team_comes_to_the_same_bytes_as_one_process(recorded: bool, finished: Path, index: Index, tmp_path: Path):
    cassette = tmp_path / "run" / "cassette.lmdb"
    if recorded:
        shutil.copytree(finished / "cassette.lmdb", cassette)
    work(index, ModelSource(None, cassette) if recorded else Harmful("", cassette), tmp_path / "run")
    assert written(tmp_path / "run") == written(finished)
    funnels = [codec.load((run / "funnel.json").read_bytes()) for run in (finished, tmp_path / "run")]
    assert [row["stages"] for row in funnels] == [funnels[0]["stages"]] * 2


def test_a_team_refuses_the_same_items_for_what_they_have_in_common(index: Index, tmp_path: Path):
    with pytest.raises(WikiseekError, match="roots of the index were tried"):
        synthesize(index, tmp_path / "alone", 9, settings=SPARING)
    source = Harmful("", tmp_path / "team" / "cassette.lmdb")
    with pytest.raises(WikiseekError, match="roots of the index were tried"):
        Run(index, Team(index.folder, source, 2), SPARING, tmp_path / "team").synthesize(9, lambda funnel: None)
    assert written(tmp_path / "team") == written(tmp_path / "alone")
    assert any(row["stage"] == "diversity" for row in lines(tmp_path / "team" / "rejects.jsonl"))


def test_what_a_team_recorded_replays_in_one_process(finished: Path, index: Index, tmp_path: Path):
    source = Harmful("", tmp_path / "run" / "cassette.lmdb")
    work(index, source, tmp_path / "run")
    shutil.copytree(source.cassette, tmp_path / "again" / "cassette.lmdb")
    replay = ModelSource(None, tmp_path / "again" / "cassette.lmdb")
    with open_crew(index, replay, 1) as crew:
        Run(index, crew, SETTINGS, tmp_path / "again").synthesize(COUNT, lambda funnel: None)
    assert written(tmp_path / "again") == written(finished)


def test_an_attempt_that_ends_its_process_is_a_reject_and_the_others_are_made(
    finished: Path, index: Index, tmp_path: Path
):
    first, second = lines(finished / "items.jsonl")[:2]
    seed = codec.seed(codec.seed(SETTINGS.seed, first["i"]), "compose", 0)
    work(index, Harmful("", tmp_path / "run" / "cassette.lmdb", victim=seed), tmp_path / "run", 1)
    assert lines(tmp_path / "run" / "items.jsonl") == [second]
    (fault,) = (row for row in lines(tmp_path / "run" / "rejects.jsonl") if row["stage"] == "fault")
    assert (fault["i"], fault["root"]["page_id"]) == (first["i"], first["answer_id"])


def test_a_fault_of_the_model_in_a_worker_ends_the_run_with_what_is_done_kept(
    finished: Path, index: Index, tmp_path: Path
):
    shutil.copytree(finished / "cassette.lmdb", tmp_path / "run" / "cassette.lmdb")
    with pytest.raises(CassetteMiss):
        work(index, ModelSource(None, tmp_path / "run" / "cassette.lmdb"), tmp_path / "run", COUNT + 1)
    assert (tmp_path / "run" / "items.jsonl").read_bytes() == (finished / "items.jsonl").read_bytes()


def test_one_worker_is_this_process(finished: Path, index: Index):
    with open_crew(index, ModelSource(None, finished / "cassette.lmdb"), 1) as crew:
        assert isinstance(crew, Alone)
        assert crew.identity == "scripted"


def test_a_replay_of_nothing_is_refused_before_any_process_is_started(index: Index, tmp_path: Path):
    with pytest.raises(NotFound, match="only a recorded run can be replayed"):
        Team(index.folder, ModelSource(None, tmp_path / "none"), 2)
