"""An update gives the bytes of a build, and reads again what changed alone."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.indexing.editions import (
    DUMP,
    Written,
    first_edition,
    long_text,
    random_edition,
    second_edition,
    updated,
    write_edition,
)
from tests.indexing.small import build
from tests.indexing.test_build import digests
from wikiseek.dump import wikitext
from wikiseek.indexing import Reuse, reading, update


@pytest.mark.usefixtures("in_process")
def test_an_update_has_the_bytes_of_a_build_whatever_the_wiki_did_to_its_pages(world: Path, old: Path):
    done = updated(world / "second" / DUMP, old)
    assert digests(old) == digests(world / "second-index")
    assert done.manifest["counts"]["articles"] == done.reuse.articles_reused + done.reuse.articles_read
    assert done.manifest["counts"]["passages"] == done.reuse.vectors_reused + done.reuse.vectors_encoded


@pytest.mark.usefixtures("in_process")
def test_what_is_read_again_is_what_changed(world: Path, old: Path):
    reuse = updated(world / "second" / DUMP, old).reuse
    # Long Quay, Ilsa Varn, Joren Falk, Courier, Salt Road, two former redirects, Vessa, Kelmar Institute, New page.
    assert reuse.articles_read == 10
    assert reuse.articles_reused > 60
    assert reuse.exact


@pytest.mark.usefixtures("in_process")
def test_a_changed_page_keeps_the_vectors_of_the_passages_that_stayed(world: Path, old: Path, tmp_path: Path):
    edition = first_edition()
    edition[-1] = Written(5000, "The Long Quay", 7001, long_text("It was paved with basalt."))
    reuse = updated(write_edition(tmp_path / DUMP, edition), old).reuse
    assert (reuse.articles_read, reuse.vectors_encoded) == (1, 1)


@pytest.mark.usefixtures("in_process")
def test_a_dump_may_have_its_pages_in_any_order(world: Path, tmp_path: Path):
    edition = first_edition()
    turned = write_edition(tmp_path / DUMP, edition[::-1])
    build(turned, tmp_path / "index", encoder=str(world / "encoder"))
    reuse = updated(world / "first" / DUMP, tmp_path / "index").reuse
    assert (reuse.articles_read, reuse.vectors_encoded) == (0, 0)
    assert digests(tmp_path / "index") == digests(world / "first-index")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("seed", range(6))
def test_an_update_has_the_bytes_of_a_build_for_any_edition(seed: int, world: Path, old: Path, tmp_path: Path):
    dump = write_edition(tmp_path / ("d.xml" if seed % 2 else DUMP), random_edition(seed))
    build(dump, tmp_path / "fresh", encoder=str(world / "encoder"))
    assert updated(dump, old).reuse.articles_reused > 20
    assert digests(old) == digests(tmp_path / "fresh")
    build(world / "first" / DUMP, tmp_path / "again", encoder=str(world / "encoder"))
    updated(world / "first" / DUMP, old)  # and back, from pages in any order
    assert digests(old) == digests(tmp_path / "again")


def test_workers_of_their_own_give_the_same_bytes(world: Path, old: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "_RANGE_BYTES", 1)
    assert updated(world / "second" / DUMP, old, workers=2).reuse.articles_read == 10
    assert digests(old) == digests(world / "second-index")


@pytest.mark.usefixtures("in_process")
def test_standard_input_can_bring_an_index_up_to_date(
    world: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dump = write_edition(tmp_path / "d.xml", second_edition())
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(dump.read_bytes())))
    done = updated("-", old)
    assert done.manifest["files"] == {**done.manifest, **build(dump, tmp_path / "x", str(world / "encoder"))}["files"]


@pytest.mark.usefixtures("in_process")
def test_an_index_of_that_dump_is_left_as_it_is(world: Path, old: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(update, "make_index", lambda *_: pytest.fail("made again"))
    before = digests(old)
    done = updated(world / "first" / DUMP, old)
    assert (done.reuse, digests(old)) == (None, before)


@pytest.mark.usefixtures("in_process")
def test_a_page_read_plainly_is_read_again(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise RecursionError

    dump = write_edition(tmp_path / DUMP, first_edition())
    with monkeypatch.context() as patch:
        patch.setattr(wikitext, "_read", fails)
        build(dump, tmp_path / "index")
    build(write_edition(tmp_path / "second.xml", [*first_edition()]), tmp_path / "fresh")
    assert updated(tmp_path / "second.xml", tmp_path / "index").reuse == Reuse(0, 76, 0, 0, exact=True)
    assert digests(tmp_path / "index") == digests(tmp_path / "fresh")
