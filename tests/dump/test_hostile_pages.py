"""A page that stalls the reader costs its bound of time and no more, and its bare text is kept."""

from __future__ import annotations

from collections.abc import Iterator

from wikiseek.dump import SiteInfo, read_entity, read_plainly
from wikiseek.engines import Bounds, Fault, run_units
from wikiseek.records import Entity, Page

STALLS = "The '''Isk''' is a [[river]]."


def read(unit: list[Page], plain: frozenset[int]) -> Iterator[Entity]:
    """Read the pages of a unit, those in `plain` by the plain reader."""
    for position, page in enumerate(unit):
        while page.text == STALLS and position not in plain:
            pass
        yield read_plainly(page) if position in plain else read_entity(page, SiteInfo())


def page(number: int, text: str) -> Page:
    return Page(number, f"Page {number}", 0, 1, "", None, text)


def test_a_stalling_page_is_read_by_the_plain_reader_and_the_rest_go_on() -> None:
    units = [[page(1, "One [[a]]."), page(2, STALLS), page(3, "Three [[b]].")], [page(4, "Four.")]]
    faults: list[Fault] = []
    entities = list(run_units(units, read, 1, Bounds(seconds=1.0), faults.append))
    assert [entity.id for entity in entities] == [1, 2, 3, 4]
    assert [entity.flags for entity in entities] == [(), ("recovered",), (), ()]
    assert entities[1].text.startswith("The Isk is a river.")
    assert faults == [Fault(0, 1, "takes too long")]
