"""wikiseek show"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Wikiseek


def test_a_page_is_shown_with_what_the_index_knows(index: Path, wikiseek: Wikiseek):
    said = wikiseek("show", index, "Ilsa Varn")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Ilsa Varn  (page ")
    assert "Ilsa Hedvig Varn" in said.out
    assert "Marenian physicists" in said.out


def test_a_redirect_shows_the_page_it_leads_to(index: Path, wikiseek: Wikiseek):
    assert wikiseek("show", index, "kelmar Tech").out.startswith("Kelmar Institute of Technology  (page ")


def test_json_has_the_whole_record(index: Path, wikiseek: Wikiseek):
    record = wikiseek("show", index, "Ilsa Varn", "--json").json
    assert record["title"] == "Ilsa Varn"
    assert record["aliases"] == ["Ilsa Hedvig Varn"]
    assert record["linked_from"] > 0
    for link in record["links"]:
        assert record["text"][link["start"] : link["end"]].strip()
    assert {row["key"] for row in record["attributes"]} >= {"birth_place", "alma_mater"}


def test_a_row_of_the_infobox_is_shown_with_what_it_states(index: Path, wikiseek: Wikiseek):
    said = wikiseek("show", index, "Marenia").out
    assert "area = 48,200 km² [quantity 48,200 km²]" in said
    assert "currency = crown\n" in said or "currency = crown;" in said
    assert "founded = 1204 [day AD 1204]" in wikiseek("show", index, "Brenholt").out


def test_json_has_what_each_row_states(index: Path, wikiseek: Wikiseek):
    rows = {row["key"]: row for row in wikiseek("show", index, "Brenholt", "--json").json["attributes"]}
    assert rows["population_total"]["typed"] == {
        "type": "quantity", "low": 412000.0, "high": 412000.0, "unit": "", "approximate": False,
    }  # fmt: skip
    assert rows["founded"]["typed"] == {
        "type": "day", "year": 1204, "month": None, "day": None, "precision": "year", "approximate": False,
    }  # fmt: skip
    assert rows["country"]["typed"] is None


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Ilsa Varm", "'Ilsa Varn'"), ("cafe etoile", "'Café Étoile'"), ("Salt Road", "'The Salt Road'")],
)
def test_an_unknown_title_is_answered_with_near_ones(typed: str, near: str, index: Path, wikiseek: Wikiseek):
    line = wikiseek("show", index, typed).failure
    assert f"no page is called {typed!r}" in line
    assert near in line


@pytest.mark.parametrize("typed", ["Qqqq zzzz", "", "two\nlines"])
def test_a_title_like_no_other_is_told_in_one_line(typed: str, index: Path, wikiseek: Wikiseek):
    assert "no page is called" in wikiseek("show", index, typed).failure


def test_an_index_that_is_not_finished_or_cut_is_told_in_one_line(index: Path, tmp_path: Path, wikiseek: Wikiseek):
    copy = tmp_path / "index"
    shutil.copytree(index, copy)
    (copy / "passages.npy").write_bytes(b"")
    assert "passages.npy has 0 bytes" in wikiseek("show", copy, "Isk").failure
    (copy / "manifest.json").unlink()
    assert "did not finish" in wikiseek("show", copy, "Isk").failure
