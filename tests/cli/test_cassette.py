"""wikiseek cassette, and the modes of a run that go with it"""

from __future__ import annotations

import fcntl
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.server import serving
from tests.cli.terminal import Wikiseek
from tests.synthesis.small_run import lines, written
from wikiseek.llm import Recorder, Request, Scripted, conversation, is_refreshing
from wikiseek.synthesis.outcome import Outcome
from wikiseek.synthesis.run import Run

ASKED = ("--count", "2", "--top-k", "0", "--clause-k", "0")


@pytest.fixture
def copied(run: Path, tmp_path: Path) -> Path:
    """A finished run of its own for the test."""
    shutil.copytree(run, tmp_path / "run")
    return tmp_path / "run"


def exported(wikiseek: Wikiseek, run: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in wikiseek("cassette", "export", run).out.splitlines()]


def test_stats_count_what_the_funnel_counts(copied: Path, wikiseek: Wikiseek):
    found = wikiseek("cassette", "stats", copied, "--json").json
    assert found["model"] == "endpoint:scripted"
    assert found["calls"] == sum(each["calls"] for each in found["purposes"].values()) > 0
    assert found["calls"] == len(exported(wikiseek, copied))
    assert found["prompt_tokens"] == 9 * found["calls"]
    assert 0 < found["bytes"] < found["file_bytes"]
    spent = json.loads((copied / "funnel.json").read_text())["spent"]
    assert found["purposes"].keys() >= spent.keys()
    table = wikiseek("cassette", "stats", copied / "cassette.lmdb").out
    assert f"{'all':24}{found['calls']:>10,}" in table
    assert "model: endpoint:scripted" in table


def test_an_export_comes_back_byte_for_byte_and_replays_elsewhere(
    index: Path, copied: Path, tmp_path: Path, wikiseek: Wikiseek
):
    file, elsewhere = tmp_path / "calls.jsonl", tmp_path / "elsewhere"
    assert wikiseek("cassette", "export", copied, file).err == f"{len(lines(file))} calls in {file}\n"
    assert [line["key"] for line in lines(file)] == sorted(line["key"] for line in lines(file))
    said = wikiseek("cassette", "import", elsewhere, file)
    assert (said.code, said.err) == (0, f"{len(lines(file))} calls are new, 0 were there\n")
    assert wikiseek("cassette", "export", elsewhere, "-").out.encode() == file.read_bytes()
    assert wikiseek("synthesize", index, "--replay", *ASKED, "--out", elsewhere).code == 0
    assert written(elsewhere) == written(copied)


def test_an_import_reads_standard_input(
    copied: Path, tmp_path: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    data = wikiseek("cassette", "export", copied).out.encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert "calls are new" in wikiseek("cassette", "import", tmp_path / "new.lmdb", "-").err
    assert wikiseek("cassette", "export", tmp_path / "new.lmdb").out.encode() == data


def test_an_import_keeps_what_is_there_unless_told_otherwise(copied: Path, tmp_path: Path, wikiseek: Wikiseek):
    rows = exported(wikiseek, copied)
    before = json.dumps(rows[0]["answer"])
    rows[0]["answer"] = {**rows[0]["answer"], "text": "another"}  # type: ignore[dict-item]
    file = tmp_path / "calls.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    said = wikiseek("cassette", "import", copied, file).err
    assert said == (
        f"0 calls are new, {len(rows) - 1} were there, 1 with another answer "
        "(kept as they were; --overwrite takes the file's)\n"
    )
    assert json.dumps(exported(wikiseek, copied)[0]["answer"]) == before
    assert "(replaced)" in wikiseek("cassette", "import", copied, file, "--overwrite").err
    assert exported(wikiseek, copied)[0]["answer"] == rows[0]["answer"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda line: line[: len(line) // 2] + b"\n", "is no recorded call"),
        (lambda line: line.replace(b'"seed":', b'"seed":1'), "its key is not the hash of its model and request"),
        (lambda line: line.replace(b'"purpose":"', b'"purpose":"x'), "its key is not the hash"),
        (lambda line: line.replace(b'"truncated":false', b'"truncated":0'), "values of other types"),
        (lambda line: line.replace(b'"answer":{"comp', b'"answer":{"more":1,"comp'), "unexpected keyword"),
        (lambda line: line.replace(b'"model":', b'"modal":'), "has not the fields answer, key, model, request"),
        (lambda line: b"[]\n", "has not the fields"),
        (lambda line: b"\xff\n", "is no recorded call"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    change, why: str, copied: Path, tmp_path: Path, wikiseek: Wikiseek
):
    good = wikiseek("cassette", "export", copied).out.encode().splitlines(keepends=True)
    file = tmp_path / "calls.jsonl"
    file.write_bytes(b"".join([good[0], change(good[1]), *good[2:]]))
    line = wikiseek("cassette", "import", tmp_path / "new", file).failure
    assert f"line 2 of {file} is no recorded call" in line
    assert why in line
    assert not (tmp_path / "new" / "cassette.lmdb").exists()
    before = wikiseek("cassette", "export", copied).out
    assert "nothing was imported" in wikiseek("cassette", "import", copied, file).failure
    assert wikiseek("cassette", "export", copied).out == before


def test_another_models_calls_are_refused(copied: Path, tmp_path: Path, wikiseek: Wikiseek):
    with Recorder(Scripted(lambda _: "x", "other"), tmp_path / "o.lmdb") as recorder:
        recorder.complete([Request("say", conversation("hi"))])
    wikiseek("cassette", "export", tmp_path / "o.lmdb", tmp_path / "o.jsonl")
    line = wikiseek("cassette", "import", copied, tmp_path / "o.jsonl").failure
    assert "line 1 of" in line
    assert "is of model other" in line


def test_what_no_line_names_is_pruned_and_the_run_replays(
    index: Path, copied: Path, tmp_path: Path, wikiseek: Wikiseek
):
    with Recorder(Scripted(lambda _: "never used", "endpoint:scripted"), copied / "cassette.lmdb") as recorder:
        recorder.complete([Request("say", conversation(f"{n} " + "word " * 400)) for n in range(300)])
    before = wikiseek("cassette", "stats", copied, "--json").json
    dry = wikiseek("cassette", "prune", copied, "--dry-run", "--json").json
    assert dry["dropped"] >= 300
    assert dry["dry_run"]
    assert wikiseek("cassette", "stats", copied, "--json").json == before
    said = wikiseek("cassette", "prune", copied)
    assert said.out.startswith(f"{dry['dropped']} calls dropped (")
    after = wikiseek("cassette", "stats", copied, "--json").json
    assert (after["calls"], "say" in after["purposes"]) == (dry["kept"], False)
    assert after["file_bytes"] < before["file_bytes"]
    assert wikiseek("cassette", "prune", copied, "--json").json["dropped"] == 0
    shutil.copytree(copied / "cassette.lmdb", tmp_path / "again" / "cassette.lmdb")
    assert wikiseek("synthesize", index, "--replay", *ASKED, "--out", tmp_path / "again").code == 0
    assert written(tmp_path / "again") == written(copied)


def test_a_bare_cassette_is_pruned_for_the_runs_that_are_named(copied: Path, tmp_path: Path, wikiseek: Wikiseek):
    shutil.copytree(copied / "cassette.lmdb", tmp_path / "bare.lmdb")
    said = wikiseek("cassette", "prune", tmp_path / "bare.lmdb")
    assert (said.code, "name the runs that use it with --keep" in said.err) == (2, True)
    kept = wikiseek("cassette", "prune", tmp_path / "bare.lmdb", "--keep", copied, "--json").json["kept"]
    assert kept == wikiseek("cassette", "prune", copied, "--dry-run", "--json").json["kept"] > 0
    assert "is no run" in wikiseek("cassette", "prune", copied, "--keep", tmp_path).failure


def test_lines_that_do_not_name_their_calls_are_not_pruned_by(copied: Path, wikiseek: Wikiseek):
    items = lines(copied / "items.jsonl")
    del items[0]["provenance"]["asked"]
    (copied / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    assert "early version" in wikiseek("cassette", "prune", copied).failure


def test_a_cassette_in_use_is_not_pruned(copied: Path, wikiseek: Wikiseek):
    with (copied / "cassette.lmdb" / ".in-use").open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        with Recorder(Scripted(lambda _: "x", "endpoint:scripted"), copied / "cassette.lmdb") as recorder:
            recorder.complete([Request("say", conversation("hi"))])
        assert "in use by another process" in wikiseek("cassette", "prune", copied).failure
    assert wikiseek("cassette", "prune", copied).code == 0


@pytest.mark.parametrize("verb", ["stats", "export", "prune"])
def test_what_has_no_cassette_is_told_in_one_line(verb: str, tmp_path: Path, wikiseek: Wikiseek):
    assert "has no cassette" in wikiseek("cassette", verb, tmp_path).failure
    (tmp_path / "data.mdb").write_bytes(b"no database" * 1000)
    line = wikiseek("cassette", "stats", tmp_path).failure
    assert "cannot be opened" in line


def test_the_help_of_each_part_has_an_example(wikiseek: Wikiseek):
    for verb in ("stats", "export", "import", "prune"):
        assert f"Example: wikiseek cassette {verb}" in wikiseek("cassette", verb, "-h").out


def refreshed(wikiseek: Wikiseek, index: Path, run: Path) -> tuple[int, list[int]]:
    """Refresh a run: the exit code, and the calls that the model heard; one at a time, so that none is in vain."""
    calls: list[int] = []
    with serving(calls.append) as url:
        command = ("synthesize", index, "--model", url, *ASKED, "--refresh", "--sequences", "1", "--out", run)
        said = wikiseek(*command)
    if said.code == 0:
        found = wikiseek("cassette", "stats", run, "--json").json
        counts = f"{found['again']} calls were asked again and {found['changed']} answers changed; {found['new']} calls"
        assert counts in said.err
    return said.code, calls


def test_a_refresh_asks_again_and_says_how_much_changed(index: Path, run: Path, copied: Path, wikiseek: Wikiseek):
    file = copied / "calls.jsonl"
    rows = exported(wikiseek, copied)
    for row in rows:
        row["answer"] = {**row["answer"], "text": "of another day"}  # type: ignore[dict-item]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert wikiseek("cassette", "import", copied, file, "--overwrite").code == 0
    code, calls = refreshed(wikiseek, index, copied)
    assert code == 0
    found = wikiseek("cassette", "stats", copied, "--json").json
    assert 0 < found["changed"] == found["again"] <= len(calls) == found["again"] + found["new"]
    assert written(copied) == written(run)
    assert (copied / "items.jsonl.before").read_bytes() == (run / "items.jsonl").read_bytes()
    assert refreshed(wikiseek, index, copied) == (0, calls)
    found = wikiseek("cassette", "stats", copied, "--json").json
    assert (found["turn"], found["again"], found["changed"], found["new"]) == (2, len(calls), 0, 0)
    assert "refresh 2 (ended)" in wikiseek("cassette", "stats", copied).out


def test_a_refresh_that_was_stopped_goes_on(index: Path, run: Path, copied: Path, wikiseek: Wikiseek):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "_keep", stopping_at_the_second_item())
        code, first = refreshed(wikiseek, index, copied)
    assert code == 130
    assert is_refreshing(copied / "cassette.lmdb")
    assert len(lines(copied / "items.jsonl")) == 1
    code, rest = refreshed(wikiseek, index, copied)
    assert code == 0
    assert written(copied) == written(run)
    assert len(refreshed(wikiseek, index, copied)[1]) == len(first) + len(rest)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--refresh",), "give it with --model"),
        (("--refresh", "--replay", "--model", "x.gguf"), "give one of them"),
    ],
)
def test_modes_that_contradict_are_a_wrong_usage(
    options: tuple[str, ...], why: str, index: Path, copied: Path, wikiseek: Wikiseek
):
    said = wikiseek("synthesize", index, *ASKED, *options, "--out", copied)
    assert (said.code, why in said.err) == (2, True)


def stopping_at_the_second_item() -> Callable[..., None]:
    """`Run._keep` with an interrupt before it keeps a second item."""
    keep = Run._keep

    def stopping(self: Run, outcome: Outcome, *others: Any) -> None:
        if outcome.accepted and others[0].items:
            raise KeyboardInterrupt
        keep(self, outcome, *others)

    return stopping
