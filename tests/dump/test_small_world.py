"""The invented world that other tests are built on is read as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiseek.dump import read_entity, read_pages, site_info
from wikiseek.records import Entity


@pytest.fixture(scope="module")
def world(small_dump: Path) -> dict[str, Entity]:
    site = site_info(small_dump)
    pages = [page for page in read_pages(small_dump) if page.namespace == 0 and page.redirect is None]
    return {page.title: read_entity(page, site) for page in pages}


def test_a_person_is_read_whole(world: dict[str, Entity]) -> None:
    varn = world["Ilsa Varn"]
    assert varn.text.startswith(
        "Ilsa Hedvig Varn (9 May 1874 – 2 November 1946) was a Marenian physicist. She was born in"
    )
    assert varn.kind == "physicist"
    assert varn.flags == ("person",)
    assert varn.categories == ("1874 births", "1946 deaths", "Marenian physicists")
    assert {row.key: row.value for row in varn.attributes}["death_date"] == "2 November 1946 (aged 72)"
    assert "Varn (crater)" not in {link.target for link in varn.links}


def test_every_article_proper_has_a_kind(world: dict[str, Entity]) -> None:
    special = {"date", "list", "disambiguation"}
    assert [entity.title for entity in world.values() if not entity.kind and not special & set(entity.flags)] == []


def test_flags_are_as_the_world_says(world: dict[str, Entity]) -> None:
    flagged = {title: entity.flags for title, entity in world.items() if entity.flags not in ((), ("person",))}
    assert flagged == {
        "1871": ("date",),
        "March 3": ("date",),
        "List of rivers of Marenia": ("list",),
        "Heron": ("disambiguation",),
        "Salt Road (disambiguation)": ("disambiguation",),
        "Marenian ferries": ("plural",),
    }
    assert sum("person" in entity.flags for entity in world.values()) == 16


def test_links_are_dense_enough_for_trees(world: dict[str, Entity]) -> None:
    inside = [link for entity in world.values() for link in entity.links if link.target in world]
    assert len(inside) > 4 * len(world)
    shared = {title for title in world if sum(any(x.target == title for x in e.links) for e in world.values()) >= 3}
    assert {"University of Brenholt", "Kelmar", "Lantern Press", "Aldra Prize"} <= shared


def test_the_same_dump_is_written_every_time(small_dump: Path, tmp_path: Path) -> None:
    from tests.fixtures.small_dump import write_small_dump

    again = tmp_path / small_dump.name
    write_small_dump(again)
    assert again.read_bytes() == small_dump.read_bytes()
