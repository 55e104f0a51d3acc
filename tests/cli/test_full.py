"""--full: a changed byte that sizes do not tell is told before an index is used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek

QUERY = "opera by Joren Falk first performed in 1928"


@pytest.fixture
def changed(index: Path, tmp_path: Path) -> Path:
    """An index with one bit changed where the commands below do not look."""
    shutil.copytree(index, tmp_path / "index")
    path = tmp_path / "index" / "bm25" / "analyzer.json"
    path.write_bytes(path.read_bytes().replace(b"english", b"englisk"))
    return tmp_path / "index"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "{}", "The Heron King"),
        ("lookup", "{}", QUERY),
        ("solve", "{}", "{}/items.jsonl"),
        ("synthesize", "{}", "--replay", "--out", "{}-run"),
        ("demo", "--index", "{}"),
    ],
)
def test_every_command_that_opens_an_index_names_the_damaged_file(
    command: tuple[str, ...], changed: Path, wikiseek: Wikiseek
):
    line = wikiseek(*(word.format(changed) for word in command), "--full").failure
    assert line.startswith(f"wikiseek: {changed / 'bm25' / 'analyzer.json'} has other content than was written")


def test_without_it_sizes_alone_are_checked(changed: Path, wikiseek: Wikiseek):
    assert wikiseek("show", changed, "The Heron King").code == 0


def test_a_whole_index_is_used(index: Path, wikiseek: Wikiseek):
    assert wikiseek("lookup", index, QUERY, "--full", "--json").json == wikiseek("lookup", index, QUERY, "--json").json
