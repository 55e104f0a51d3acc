"""A run tries roots in order, stops and goes on anywhere, and comes to the same bytes."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.synthesis.small_run import COUNT, SETTINGS, SPARING, answer, lines, synthesize, unasked, written
from wikiseek import codec
from wikiseek.errors import Busy, CassetteMiss, ModelFault, NoSpace, SettingsMismatch, WikiseekError
from wikiseek.files import locked
from wikiseek.hcsp import Asked, Choice
from wikiseek.indexing import Index
from wikiseek.llm import Conversation, Recorder, Request, Scripted
from wikiseek.records import Question
from wikiseek.synthesis import RunSettings, attempt, folder
from wikiseek.synthesis import run as running

ROOT = Path(__file__).parent.parent.parent

# A recorded run that kills itself at its twelfth call of the model.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.synthesis.small_run import answer, synthesize
from wikiseek.indexing import Index
from wikiseek.llm import Conversation, Recorder, Scripted
def deadly(request):
    if len(model.asked) == 12:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer(request)
model = Scripted(deadly)
out = Path(sys.argv[2])
synthesize(Index(Path(sys.argv[1])), out, llm=Recorder(model, out / "cassette.lmdb"))
"""


class Stop(BaseException):
    """The end of the process, for one that cannot end here."""


def stages(run: Path) -> dict[str, int]:
    return codec.load((run / "funnel.json").read_bytes())["stages"]


def test_every_attempt_is_in_exactly_one_file_in_order(finished: Path):
    items, rejects = lines(finished / "items.jsonl"), lines(finished / "rejects.jsonl")
    numbers = [[line["i"] for line in rows] for rows in (items, rejects)]
    assert sorted(numbers[0] + numbers[1]) == list(range(len(items) + len(rejects)))
    assert all(row == sorted(row) for row in numbers)


def test_a_run_ends_with_the_last_item_asked_for(finished: Path):
    items, rejects = lines(finished / "items.jsonl"), lines(finished / "rejects.jsonl")
    assert len(items) == COUNT
    assert items[-1]["i"] == len(items) + len(rejects) - 1


def test_every_reject_has_its_root_stage_and_reason(finished: Path):
    rejects = lines(finished / "rejects.jsonl")
    assert rejects
    for line in rejects:
        assert line["stage"]
        assert line["reason"]
        assert line["root"]["page_id"]
        assert line["root"]["entity"]


def test_the_funnel_counts_every_attempt_and_what_the_model_spent(finished: Path):
    funnel = codec.load((finished / "funnel.json").read_bytes())
    items, rejects = lines(finished / "items.jsonl"), lines(finished / "rejects.jsonl")
    assert funnel["attempts"] == len(items) + len(rejects) == sum(funnel["stages"].values())
    assert funnel["accepted"] == funnel["stages"]["accepted"] == len(items)
    assert {row["stage"] for row in rejects} == set(funnel["stages"]) - {"accepted"}
    spent = {name: sum(item["provenance"][name] for item in items) for name in ("calls", "prompt_tokens")}
    assert spent == {name: sum(row[name] for row in funnel["spent"].values()) for name in spent}
    assert funnel["written_by"] == {"model": COUNT}


def test_a_model_that_is_asked_for_no_words_chooses_among_those_by_rules(index: Index, tmp_path: Path):
    items = synthesize(index, tmp_path / "run", settings=replace(SETTINGS, rewordings=0))
    by = {item["provenance"]["written_by"]["question"] for item in items}
    assert by == {"choice"}
    assert any(item["question"] != item["provenance"]["draft"] for item in items)
    funnel = codec.load((tmp_path / "run" / "funnel.json").read_bytes())
    assert funnel["written_by"] == {"choice": COUNT}


def test_a_run_of_a_version_that_lacked_a_setting_is_left_to_it(index: Index, tmp_path: Path):
    synthesize(index, tmp_path / "run", 1)
    fingerprint = codec.load((tmp_path / "run" / "run.json").read_bytes())
    del fingerprint["settings"]["rewordings"]
    (tmp_path / "run" / "run.json").write_bytes(codec.line(fingerprint))
    with pytest.raises(SettingsMismatch, match="is of a version without rewordings: finish it there, or choose"):
        synthesize(index, tmp_path / "run")


def test_a_run_elsewhere_has_the_same_bytes(finished: Path, index: Index, tmp_path: Path):
    synthesize(index, tmp_path / "again")
    assert written(tmp_path / "again") == written(finished)


def test_another_seed_makes_another_run(finished: Path, index: Index, tmp_path: Path):
    synthesize(index, tmp_path / "other", 1, settings=RunSettings(seed=1, top_k=0, clause_k=0))
    roots = [lines(run / "rejects.jsonl")[0]["root"] for run in (finished, tmp_path / "other")]
    assert roots[0] != roots[1]


def test_asking_for_more_goes_on_and_asking_for_less_gives_the_first(finished: Path, index: Index, tmp_path: Path):
    first = synthesize(index, tmp_path / "run", 1)
    assert len(lines(tmp_path / "run" / "items.jsonl")) == 1
    assert len(synthesize(index, tmp_path / "run")) == COUNT
    assert written(tmp_path / "run") == written(finished)
    assert synthesize(index, tmp_path / "run", 1, Scripted(unasked, "scripted")) == first


@pytest.mark.parametrize("file", ["items.jsonl", "rejects.jsonl"])
@pytest.mark.parametrize("moment", ["half a line", "a line without the funnel", "before the line"])
def test_a_stopped_run_goes_on_to_the_same_bytes(
    file: str, moment: str, finished: Path, index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    append, left = folder.append_line, [2 if file == "items.jsonl" else 5]

    def stopping(path: Path, line: bytes) -> None:
        left[0] -= path.name == file
        if left[0] == 0 and path.name == file:
            if moment != "before the line":
                append(path, line[: len(line) // 2] if moment == "half a line" else line)
            raise Stop
        append(path, line)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "append_line", stopping)
        with pytest.raises(Stop):
            synthesize(index, tmp_path / "run")
    assert written(tmp_path / "run") != written(finished)
    synthesize(index, tmp_path / "run")
    assert written(tmp_path / "run") == written(finished)
    assert stages(tmp_path / "run") == stages(finished)


def test_a_killed_run_goes_on_to_the_same_bytes_and_asks_nothing_twice(
    finished: Path, small_index: Path, index: Index, tmp_path: Path
):
    run = tmp_path / "run"
    command = [sys.executable, "-c", KILLED, str(small_index), str(run)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert len(lines(run / "items.jsonl")) < COUNT
    model = Scripted(answer)
    synthesize(index, run, llm=Recorder(model, run / "cassette.lmdb"))
    assert written(run) == written(finished)
    assert (run / "funnel.json").read_bytes() == (finished / "funnel.json").read_bytes()
    calls = sum(item["provenance"]["calls"] for item in lines(run / "items.jsonl"))
    assert len(model.asked) == calls - 11


def test_a_model_that_fails_ends_the_run_with_what_is_done_kept(finished: Path, index: Index, tmp_path: Path):
    def failing(request: Request) -> str:
        if len(model.asked) > 12:
            raise ModelFault("the server is gone: start it")
        return answer(request)

    model = Scripted(failing)
    with pytest.raises(ModelFault):
        synthesize(index, tmp_path / "run", llm=model)
    assert lines(tmp_path / "run" / "items.jsonl")
    synthesize(index, tmp_path / "run")
    assert written(tmp_path / "run") == written(finished)


def test_a_full_disk_ends_the_run_in_one_line_and_it_goes_on_when_there_is_space(
    finished: Path, index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fsync, calls = os.fsync, [0]

    def full(handle: int) -> None:
        calls[0] += 1
        if calls[0] > 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NoSpace, match="run the same command again"):
            synthesize(index, tmp_path / "run")
    assert not list((tmp_path / "run").glob("*.part"))
    synthesize(index, tmp_path / "run")
    assert written(tmp_path / "run") == written(finished)


def test_a_replay_gives_the_same_bytes_without_a_model(finished: Path, index: Index, tmp_path: Path):
    shutil.copytree(finished / "cassette.lmdb", tmp_path / "run" / "cassette.lmdb")
    synthesize(index, tmp_path / "run", llm=Recorder(None, tmp_path / "run" / "cassette.lmdb", "replay"))
    assert written(tmp_path / "run") == written(finished)
    assert (tmp_path / "run" / "funnel.json").read_bytes() == (finished / "funnel.json").read_bytes()


def test_a_replay_beyond_the_recording_says_so_and_keeps_what_it_has(finished: Path, index: Index, tmp_path: Path):
    run = tmp_path / "run"
    shutil.copytree(finished / "cassette.lmdb", run / "cassette.lmdb")
    with pytest.raises(CassetteMiss, match="has no answer"):
        synthesize(index, run, COUNT + 1, Recorder(None, run / "cassette.lmdb", "replay"))
    assert (run / "items.jsonl").read_bytes() == (finished / "items.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("settings", "model", "named"),
    [
        (RunSettings(seed=4, top_k=0, clause_k=0), "scripted", "settings.seed: 0 there, 4 now"),
        (RunSettings(top_k=3, clause_k=0), "scripted", "settings.top_k: 0 there, 3 now"),
        (
            RunSettings(top_k=0, clause_k=0, asked=Asked(depth=Choice.of("3"))),
            "scripted",
            "settings.depth: 2 there, 3 now",
        ),
        (
            RunSettings(top_k=0, clause_k=0, asked=Asked(vertices=Choice.of("5-7"))),
            "scripted",
            "vertices: None there, 5-7 now",
        ),
        (SETTINGS, "another", "model: scripted there, another now"),
    ],
)
def test_a_run_of_other_settings_is_refused_with_the_difference_named(
    settings: RunSettings, model: str, named: str, finished: Path, index: Index
):
    before = written(finished)
    with pytest.raises(SettingsMismatch) as caught:
        synthesize(index, finished, llm=Scripted(unasked, model), settings=settings)
    assert f"{named})" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert written(finished) == before


def test_a_run_over_another_index_is_refused(finished: Path, index: Index, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(index, "id", "another")
    with pytest.raises(SettingsMismatch, match="index_id"):
        synthesize(index, finished, llm=Scripted(unasked))


def without_a_number(run: Path) -> None:
    rows = lines(run / "rejects.jsonl")
    (run / "rejects.jsonl").write_bytes(b"".join(codec.line(row) for row in rows[1:]))


def with_a_number_twice(run: Path) -> None:
    (run / "rejects.jsonl").write_bytes((run / "rejects.jsonl").read_bytes() * 2)


def without_numbers(run: Path) -> None:
    (run / "rejects.jsonl").write_bytes(b"{}\n")


def with_a_damaged_line(run: Path) -> None:
    (run / "items.jsonl").write_bytes(b'{"i": \n' + (run / "items.jsonl").read_bytes())


def with_a_line_that_is_no_object(run: Path) -> None:
    (run / "items.jsonl").write_bytes(b"[]\n" + (run / "items.jsonl").read_bytes())


def without_a_fingerprint(run: Path) -> None:
    (run / "run.json").unlink()


def with_a_damaged_fingerprint(run: Path) -> None:
    (run / "run.json").write_bytes(b"{")


@pytest.mark.parametrize(
    "harm",
    [
        without_a_number,
        with_a_number_twice,
        without_numbers,
        with_a_damaged_line,
        with_a_line_that_is_no_object,
        without_a_fingerprint,
        with_a_damaged_fingerprint,
    ],
)
def test_a_folder_that_is_not_as_a_run_left_it_is_refused(
    harm: Callable[[Path], None], finished: Path, index: Index, tmp_path: Path
):
    shutil.copytree(finished, tmp_path / "run")
    harm(tmp_path / "run")
    before = written(tmp_path / "run")
    with pytest.raises(WikiseekError) as caught:
        synthesize(index, tmp_path / "run", COUNT + 1, Scripted(unasked))
    assert str(tmp_path / "run") in str(caught.value)
    assert written(tmp_path / "run") == before


def test_two_runs_in_one_folder_do_not_mix(index: Index, tmp_path: Path):
    with locked(tmp_path / "run"), pytest.raises(Busy):
        synthesize(index, tmp_path / "run", llm=Scripted(unasked))


def test_when_every_root_was_tried_what_was_found_is_kept(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    order = running.root_order
    monkeypatch.setattr(running, "root_order", lambda *arguments: order(*arguments)[:15])
    for _ in range(2):
        with pytest.raises(WikiseekError, match="all 15 roots of the index were tried and 3 of 4 items accepted"):
            synthesize(index, tmp_path / "run")
        assert len(lines(tmp_path / "run" / "items.jsonl")) == 3


def test_what_is_one_too_many_is_a_reject_that_names_it_and_a_stopped_run_counts_on(index: Index, tmp_path: Path):
    for folder_, counts in ((tmp_path / "once", [99]), (tmp_path / "often", [2, 5, 99])):
        for count in counts:
            with suppress(WikiseekError):
                synthesize(index, folder_, count, settings=SPARING)
    assert written(tmp_path / "often") == written(tmp_path / "once")
    assert (tmp_path / "often" / "funnel.json").read_bytes() == (tmp_path / "once" / "funnel.json").read_bytes()
    items, rejects = lines(tmp_path / "once" / "items.jsonl"), lines(tmp_path / "once" / "rejects.jsonl")
    refused = [row for row in rejects if row["stage"] == "diversity"]
    assert any("a hidden page may be in 1" in row["reason"] for row in refused)
    assert any("a constant may be in 2" in row["reason"] for row in refused)
    assert all(row["numbers"] and row["question"] for row in refused)
    hidden = [page for item in items for page in item["qrels"]["intermediate"]]
    assert len(set(hidden)) == len(hidden)
    used = codec.load((tmp_path / "once" / "funnel.json").read_bytes())["used"]
    assert sum(count for _, count in used["hidden"]) == len(hidden)
    assert all(count == 1 for _, count in used["hidden"])
    assert max(count for _, count in used["constants"]) == 2


def test_the_funnel_tells_what_growth_without_findings_would_have(finished: Path):
    funnel, items = codec.load((finished / "funnel.json").read_bytes()), lines(finished / "items.jsonl")
    first = sum(item["provenance"]["plans"]["first_passed"] for item in items)
    assert funnel["first_plan"] == first
    assert funnel["yield_first_plan"] == round(first / funnel["attempts"], 4)


def test_a_question_that_fails_a_gate_after_all_is_a_reject_with_the_gates_reason(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Blabbing(attempt.Writer):
        def write(
            self, by_rules: attempt.Draft, seed: int, acceptable: Callable[[str], bool]
        ) -> Conversation[Question]:
            yield from ()
            yield from ()
            text = f"Is it {by_rules.tree.root.entity}?"
            return Question(text, by_rules.tree, {"question": "model"})

    order = running.root_order
    monkeypatch.setattr(running, "root_order", lambda *arguments: order(*arguments)[:15])
    monkeypatch.setattr(attempt, "Writer", Blabbing)
    with pytest.raises(WikiseekError):
        synthesize(index, tmp_path / "run")
    line, *_ = (row for row in lines(tmp_path / "run" / "rejects.jsonl") if row["stage"] == "gate:names")
    assert "A is given away by" in line["reason"]
    assert [row["gate"] for row in line["verdicts"]] == ["names", "unique", "needed", "single_lookup"]
    assert not (tmp_path / "run" / "items.jsonl").exists()
