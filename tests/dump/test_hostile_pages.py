"""A page that stalls the reader costs its bound of time and no more; no markup stalls it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from tests.dump.hostile import SHAPES, Shape
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


LONG = 60_000
SHORT, TIMES = 3_000, 10
LARGE = 1 << 20


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_hostile_text_is_read_by_either_reader(shape: Shape) -> None:
    source = shape(LONG)
    entity = read_entity(page(1, source), SiteInfo())
    assert "recovered" not in entity.flags
    names = [*entity.categories, *(row.key for row in entity.attributes), *(link.target for link in entity.links)]
    assert all(len(name) <= 255 for name in names)
    entity.text.encode()
    assert read_plainly(page(1, source)).flags == ("recovered",)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_a_page_ten_times_as_long_takes_no_more_than_that_many_calls(shape: Shape) -> None:
    assert calls(shape(SHORT * TIMES)) <= (TIMES + 1) * calls(shape(SHORT)) + 200


def calls(source: str) -> int:
    """How many functions are called to read a page, those that are called by compiled code in it left out."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read = page(1, source)
    read_entity(read, SiteInfo())  # what is remembered of names is remembered now, whatever was read before
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_entity(read, SiteInfo())
    finally:
        sys.setprofile(before)
    return count


def read_all(unit: list[Page], plain: frozenset[int]) -> Iterator[None]:
    """As `read`; nothing is sent back."""
    yield from (None for _ in read(unit, plain))


def test_large_pages_of_any_shape_are_read_in_bounds() -> None:
    # Each takes a second at most; what grew with the square of the length took from ten of them to minutes.
    units = [[page(1, shape(LARGE))] for shape in SHAPES.values()]
    faults: list[Fault] = []
    assert len(list(run_units(units, read_all, 2, Bounds(seconds=5.0), faults.append))) == len(units)
    names = list(SHAPES)
    assert [(names[fault.unit], fault.reason) for fault in faults] == []


def test_rows_of_a_table_that_a_template_began_are_no_text() -> None:
    rows = "{{sports}}\n<tr><td>[[a]]</td>\n<td>b</td></tr>\n<tr><td>c</td>\n<tr><td>d</td></tr>\n</table>"
    assert read_entity(page(1, f"One.\n\n{rows}\n\nTwo."), SiteInfo()).text == "One.\n\nTwo."
    assert read_entity(page(1, "<tr><td>\n\nOne.\n\n</td></tr>"), SiteInfo()).text == "One."
