"""An update that is stopped anywhere leaves the old index or the new one, and goes on."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from tests.indexing.editions import DUMP, updated
from tests.indexing.small import silent
from tests.indexing.test_build import digests
from wikiseek.indexing import reading, searching, update
from wikiseek.indexing.replace import finish_replacing, replace


def hidden(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir() if path.name.startswith("."))


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    "function",
    [
        "wikiseek.store.shard_writer.write_sections",
        "wikiseek.store.writer.StoreWriter.add",
        "wikiseek.store.writer.StoreWriter.finish",
        "wikiseek.store.table.Tables.copy",
        "wikiseek.search.piece.write_sections",
        "wikiseek.indexing.searching.build_search",
        "wikiseek.indexing.manifest.write_bytes",
        "wikiseek.indexing.work.Work.remove",
        "wikiseek.indexing.update.replace",
    ],
)
def test_a_stopped_update_leaves_the_old_index_whole_and_goes_on_to_the_same_bytes(
    function: str, world: Path, old: Path, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = digests(old)
    with monkeypatch.context() as patch:
        patch.setattr(function, stopped)
        with pytest.raises(KeyboardInterrupt):
            updated(world / "second" / DUMP, old)
    assert digests(old) == before
    updated(world / "second" / DUMP, old)
    assert digests(old) == digests(world / "second-index")
    assert hidden(old) == [".lock"]


@pytest.mark.usefixtures("in_process")
def test_an_update_that_goes_on_counts_what_it_took_before(world: Path, old: Path, monkeypatch: pytest.MonkeyPatch):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(searching, "build_search", stopped)
        with pytest.raises(KeyboardInterrupt):
            updated(world / "second" / DUMP, old)
    monkeypatch.setattr(reading, "parse", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(searching, "make_piece", lambda *_: pytest.fail("encoded again"))
    assert updated(world / "second" / DUMP, old).reuse.articles_read == 10


@pytest.mark.usefixtures("in_process")
def test_wherever_the_exchange_stops_one_index_is_whole_and_the_next_command_ends_it(
    world: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(update, "replace", silent)
        updated(world / "second" / DUMP, old)
    assert digests(old) == digests(world / "first-index")
    assert (old / ".next" / "manifest.json").exists()
    rename, steps = Path.replace, 12  # two manifests, five parts out and five in
    for last in range(steps + 1):
        copy = shutil.copytree(old, tmp_path / f"copy{last}")
        done: list[Path] = []

        def counted(path: Path, target: Path, last: int = last, done: list[Path] = done) -> Path:
            if len(done) == last:
                raise KeyboardInterrupt
            done.append(path)
            return rename(path, target)

        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(Path, "replace", counted)
            replace(copy)
        assert len(done) == last
        assert (copy / "manifest.json").exists() == (last in (0, steps))
        finish_replacing(copy)
        assert digests(copy) == digests(world / "second-index")
        assert [path.name for path in copy.iterdir() if path.name in (".next", ".replaced")] == []
