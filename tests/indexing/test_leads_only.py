"""With leads only, search knows the lead of each article and the store all of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.indexing.editions import DUMP, first_edition, second_edition, updated, write_edition
from tests.indexing.small import silent
from tests.indexing.test_build import digests
from wikiseek.errors import SettingsMismatch
from wikiseek.indexing import BuildSettings, Index, build_index, searching

LEADS = BuildSettings("none", workers=1, leads_only=True)

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_edition(tmp_path / DUMP, first_edition())


def test_passages_are_of_leads_and_the_store_keeps_every_section(dump: Path, tmp_path: Path):
    build_index(dump, tmp_path / "index", LEADS, silent)
    index = Index(tmp_path / "index")
    for page_id, _, end in np.load(tmp_path / "index" / "passages.npy").tolist():
        sections = index.store.sections(page_id)
        assert end <= (sections[0].start if sections else len(index.store.text(page_id)))
    quay = index.page("The Long Quay")
    assert "Walk 3." in index.store.text(quay)
    assert quay in index.searcher.page_ranks("quay paved with slate", 3, "bm25")
    assert quay not in index.searcher.page_ranks("walk", 3, "bm25")


def test_it_is_a_setting_in_the_manifest_and_the_index_id_and_any_other_is_refused(dump: Path, tmp_path: Path):
    whole = BuildSettings("none", workers=1)
    manifest = build_index(dump, tmp_path / "index", LEADS, silent)
    assert manifest["settings"]["leads_only"] is True
    assert build_index(dump, tmp_path / "whole", whole, silent)["index_id"] != manifest["index_id"]
    with pytest.raises(SettingsMismatch):
        build_index(dump, tmp_path / "index", whole, silent)
    with pytest.raises(SettingsMismatch):
        build_index(dump, tmp_path / "whole", LEADS, silent)
    assert build_index(dump, tmp_path / "index", LEADS, silent) == manifest


def test_an_update_keeps_it(dump: Path, tmp_path: Path):
    second = write_edition(tmp_path / "second.xml", second_edition())
    build_index(dump, tmp_path / "index", LEADS, silent)
    build_index(second, tmp_path / "fresh", LEADS, silent)
    assert updated(second, tmp_path / "index").manifest["settings"]["leads_only"] is True
    assert digests(tmp_path / "index") == digests(tmp_path / "fresh")


def test_what_a_stopped_build_made_of_whole_pages_is_not_used(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(searching, "build_search", stopped)
        with pytest.raises(KeyboardInterrupt):
            build_index(dump, tmp_path / "index", BuildSettings("none", workers=1), silent)
    build_index(dump, tmp_path / "index", LEADS, silent)
    build_index(dump, tmp_path / "fresh", LEADS, silent)
    assert digests(tmp_path / "index") == digests(tmp_path / "fresh")
