"""The frame around the verbs: help, versions, exit codes, and one line for every failure."""

from __future__ import annotations

import errno
import re
from importlib import import_module
from pathlib import Path

import click
import lmdb
import pytest

from tests.cli.terminal import Wikiseek, ended, started
from wikiseek import __version__
from wikiseek.errors import DumpError, WikiseekError

front = import_module("wikiseek.cli.main")  # the package has a function of that name
VERBS = front.VERBS
FRAME = re.compile(r'^@click\.(command|group)\("', re.MULTILINE)


def test_the_version_is_told(wikiseek: Wikiseek):
    said = wikiseek("--version")
    assert (said.code, said.out, said.err) == (0, f"wikiseek, version {__version__}\n", "")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_verb(option: str, wikiseek: Wikiseek):
    said = wikiseek(option)
    assert said.code == 0
    assert [verb for verb in VERBS if f"\n  {verb} " not in said.out] == []


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_every_verb_has_an_example(verb: str, wikiseek: Wikiseek):
    said = wikiseek(verb, "--help")
    assert said.code == 0
    assert f"Example: wikiseek {verb}" in said.out


def test_every_module_with_a_command_is_a_verb():
    folder = Path(front.__file__).parent
    found = {path.stem.replace("_", "-") for path in folder.glob("*.py") if FRAME.search(path.read_text())}
    assert found == set(VERBS)


@pytest.mark.parametrize(
    "arguments", [["conjure"], ["show"], ["verify", "x", "--conjure"], ["lookup", "x", "y", "-k", "0"]]
)
def test_a_wrong_usage_exits_with_2_and_points_to_the_help(arguments: list[str], wikiseek: Wikiseek):
    said = wikiseek(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "--help" in said.err or "-h" in said.err


def test_an_option_can_be_set_in_the_environment(index: Path, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WIKISEEK_LOOKUP_COUNT", "1")
    assert len(wikiseek("lookup", index, "glass", "--json").json) == 1


def failing(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr(front.Verbs, "get_command", lambda *_: command)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (DumpError("the file\n is empty"), "wikiseek: the file is empty"),
        (WikiseekError("nothing"), "wikiseek: nothing"),
        (OSError(errno.ENOSPC, "x"), "wikiseek: no space left on the disk: free some and run the same command again"),
        (PermissionError(errno.EACCES, "Permission denied", "f"), "wikiseek: f: Permission denied"),
        (
            lmdb.DiskError("short"),
            "wikiseek: a database failed (short): free space if the disk is full, else verify it",
        ),
    ],
)
def test_a_failure_is_one_line_and_exit_1(
    error: BaseException, line: str, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    failing(error, monkeypatch)
    assert wikiseek("any").failure == line


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_one_line_and_exit_130(
    error: BaseException, wikiseek: Wikiseek, monkeypatch: pytest.MonkeyPatch
):
    failing(error, monkeypatch)
    said = wikiseek("any")
    assert (said.code, said.out, said.err.strip()) == (130, "", "interrupted: the same command continues")


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch):
    failing(ZeroDivisionError(), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        front.main(["any"])


def test_a_reader_that_goes_away_is_no_failure_to_speak_of(index: Path):
    process = started("show", index, "Ilsa Varn", "--json")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    said = ended(process)
    assert (said.code, said.err) == (1, "")
