"""wikiseek synthesize"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.server import serving
from tests.cli.terminal import Wikiseek, ended, started
from tests.synthesis.small_run import lines, written

# In so small a world every lookup finds its page.
LOOSE = ("--top-k", "0", "--clause-k", "0")
ASKED = ("--count", "2", *LOOSE)


def test_items_are_made_and_hold_under_solve(index: Path, model: str, tmp_path: Path, wikiseek: Wikiseek):
    said = wikiseek("synthesize", index, "--model", model, "--count", "1", *LOOSE, "--out", tmp_path / "run")
    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines()[-1] == f"1 items in {tmp_path / 'run' / 'items.jsonl'}"
    assert wikiseek("solve", index, tmp_path / "run").code == 0


def test_the_same_command_goes_on_where_the_run_stopped(
    index: Path, run: Path, model: str, tmp_path: Path, wikiseek: Wikiseek
):
    for count in ("1", "2", "2"):
        said = wikiseek("synthesize", index, "--model", model, "--count", count, *LOOSE, "--out", tmp_path / "r")
        assert said.code == 0
    assert written(tmp_path / "r") == written(run)


def test_a_replay_needs_no_model_and_has_the_same_bytes(index: Path, run: Path, tmp_path: Path, wikiseek: Wikiseek):
    shutil.copytree(run / "cassette.lmdb", tmp_path / "run" / "cassette.lmdb")
    assert wikiseek("synthesize", index, "--replay", *ASKED, "--out", tmp_path / "run").code == 0
    assert written(tmp_path / "run") == written(run)


def test_several_workers_come_to_the_same_bytes(index: Path, run: Path, model: str, tmp_path: Path, wikiseek: Wikiseek):
    said = wikiseek("synthesize", index, "--model", model, "--workers", "2", *ASKED, "--out", tmp_path / "run")
    assert said.code == 0
    assert written(tmp_path / "run") == written(run)


def test_an_interrupt_ends_all_workers_in_one_line(index: Path, run: Path, tmp_path: Path):
    processes: list[subprocess.Popen[str]] = []
    with serving(lambda call: call == 2 and processes[0].send_signal(signal.SIGINT)) as url:
        command = ("synthesize", index, *ASKED, "--workers", "2", "--out", tmp_path / "run", "--model", url)
        processes.append(started(*command))
        said = ended(processes[0])
        assert said.code == 130
        assert said.err.splitlines()[-1] == "interrupted: the same command continues"
        assert ended(started(*command)).code == 0
    assert written(tmp_path / "run") == written(run)


def test_a_replay_of_nothing_is_told_in_one_line(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    line = wikiseek("synthesize", index, "--replay", *ASKED, "--out", tmp_path / "run").failure
    assert "only a recorded run can be replayed" in line
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("option", "named"),
    [
        (("--seed", "9"), "settings.seed: 0 there, 9 now"),
        (("--depth", "3"), "settings.depth: 2 there, 3 now"),
        (("--width", "3"), "settings.width: 2 there, 3 now"),
        (("--depth", "2:0.5,3:0.5"), "settings.depth: 2 there, 2:1,3:1 now"),
        (("--width", "2-3"), "settings.width: 2 there, 2-3 now"),
        (("--max-per-constant", "9"), "settings.max_per_constant: 3 there, 9 now"),
        (("--max-per-hidden", "9"), "settings.max_per_hidden: 3 there, 9 now"),
        (("--rewordings", "0"), "settings.rewordings: 1 there, 0 now"),
        (("--vertices", "5-7"), "settings.vertices: None there, 5-7 now"),
    ],
)
def test_a_run_of_other_settings_is_refused_with_the_difference_named(
    option: tuple[str, str], named: str, index: Path, run: Path, wikiseek: Wikiseek
):
    before = written(run)
    line = wikiseek("synthesize", index, "--replay", *ASKED, *option, "--out", run).failure
    assert f"(they differ in {named})" in line
    assert written(run) == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "no model file at"),
        (b"", "is not a GGUF file"),
        (b"PK\x03\x04 not a model", "is not a GGUF file (it begins with b'PK\\x03\\x04')"),
        (b"GGUF\x03\x00", "ends after 6 bytes"),
        (b"GGUF" + b"\xff" * 400, "GGUF version 4294967295"),
    ],
)
def test_what_is_no_model_is_told_in_one_line(
    content: bytes | None, why: str, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    line = wikiseek("synthesize", index, "--model", path, *ASKED, "--out", tmp_path / "run").failure
    assert why in line
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "does not exist"),
        (b'{"question"', "line 1 of"),
        (b'{"question": "Who?"}\n{"question": "caf\xe9"}\n', "is not UTF-8 (byte 0xe9 in line 2)"),
    ],
)
def test_an_evaluation_file_that_cannot_be_read_leaves_nothing_behind(
    content: bytes | None, why: str, index: Path, model: str, tmp_path: Path, wikiseek: Wikiseek
):
    path, out = tmp_path / "held_out.jsonl", tmp_path / "run"
    if content is not None:
        path.write_bytes(content)
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"question": "Who?", "answer": "Isk"}\n')
    assert why in wikiseek("synthesize", index, "--model", model, *ASKED, "--overlap", path, "--out", out).failure
    assert why in wikiseek("audit", index, questions, "--model", model, "--against", path, "--out", out).failure
    assert not out.exists()


def test_a_server_that_is_not_there_is_told_in_one_line(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    line = wikiseek("synthesize", index, "--model", "http://127.0.0.1:9", *ASKED, "--out", tmp_path / "run").failure
    assert "nothing answers at http://127.0.0.1:9" in line


def test_what_is_no_index_is_told_in_one_line(model: str, tmp_path: Path, wikiseek: Wikiseek):
    line = wikiseek("synthesize", tmp_path, "--model", model, "--out", tmp_path / "run").failure
    assert "did not finish" in line


@pytest.mark.parametrize(
    "options", [(), ("--replay", "--count", "0"), ("--replay", "--vertices", "7-5"), ("--replay", "--depth", "99")]
)
def test_wrong_options_are_a_wrong_usage(options: tuple[str, ...], index: Path, tmp_path: Path, wikiseek: Wikiseek):
    said = wikiseek("synthesize", index, "--out", tmp_path / "run", *options)
    assert (said.code, said.out) == (2, "")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--depth", "3", "--vertices", "4"), "depth 3 and width 2 has 4 vertices: it can have 7, 9, 11, 13, 15"),
        (("--depth", "9"), "9 is not between 1 and 6"),
        (("--width", "1-2"), "1 is not between 2 and 4"),
        (("--depth", "two"), "'two' is no number (3), range (2-3) or distribution (4:0.3,5:0.7)"),
        (("--vertices", "5:1,5:2"), "'5:1,5:2' gives a number two weights"),
    ],
)
def test_a_shape_that_cannot_be_is_told_in_one_line(
    options: tuple[str, ...], told: str, index: Path, tmp_path: Path, wikiseek: Wikiseek
):
    said = wikiseek("synthesize", index, "--replay", "--out", tmp_path / "run", *options)
    assert said.code == 2
    assert told in said.err.splitlines()[-1]


def test_the_help_has_examples_of_shapes(wikiseek: Wikiseek):
    said = wikiseek("synthesize", "-h")
    assert "--depth 2:0.7,3:0.3 --width 2-3 --vertices 5-9" in said.out


def test_a_file_in_the_way_is_told_in_one_line_and_kept(index: Path, model: str, tmp_path: Path, wikiseek: Wikiseek):
    (tmp_path / "taken").write_text("mine")
    line = wikiseek("synthesize", index, "--model", model, *ASKED, "--out", tmp_path / "taken").failure
    assert line == f"wikiseek: {tmp_path / 'taken' / 'cassette.lmdb'}: Not a directory"
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_world_without_enough_questions_says_so_and_keeps_what_it_found(
    index: Path, model: str, tmp_path: Path, wikiseek: Wikiseek
):
    said = wikiseek("synthesize", index, "--model", model, "--count", "99", *LOOSE, "--out", tmp_path / "run")
    assert said.code == 1
    kept = len((tmp_path / "run" / "items.jsonl").read_bytes().splitlines())
    assert f"roots of the index were tried and {kept} of 99 items accepted" in said.err.splitlines()[-1]
    assert lines(tmp_path / "run" / "rejects.jsonl")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_or_killed_run_goes_on_to_the_same_bytes(
    number: signal.Signals, code: int, index: Path, run: Path, model: str, tmp_path: Path, wikiseek: Wikiseek
):
    processes: list[subprocess.Popen[str]] = []
    stop = {2: lambda: os.kill(processes[0].pid, number)}
    with serving(lambda call: stop.get(call, lambda: None)()) as url:
        command = ("synthesize", index, *ASKED, "--out", tmp_path / "run", "--model")
        processes.append(started(*command, url))
        said = ended(processes[0])
    assert said.code == code
    assert "Traceback" not in said.err
    assert (code != 130) or said.err.splitlines()[-1] == "interrupted: the same command continues"
    assert written(tmp_path / "run") != written(run)
    assert wikiseek(*command, model).code == 0
    assert written(tmp_path / "run") == written(run)


def test_a_run_that_may_write_no_more_is_told_in_one_line_and_goes_on_with_more_space(
    index: Path, run: Path, model: str, tmp_path: Path, wikiseek: Wikiseek
):
    command = ("synthesize", index, *ASKED, "--out", tmp_path / "run", "--model", model)
    smallest = (run / "items.jsonl").stat().st_size // 2
    said = ended(started(*command, limit=smallest))
    assert said.code == 1
    assert "Traceback" not in said.err
    assert len([line for line in said.err.splitlines() if line.startswith("wikiseek: ")]) == 1
    assert wikiseek(*command).code == 0
    assert written(tmp_path / "run") == written(run)
