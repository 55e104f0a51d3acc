"""A page that stalls the reader costs its bound of time and no more, and its bare text is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
# Each is read whole in time that grows with its length alone; the fragments are what a pattern could get stuck on.
HOSTILE = {
    "categories": "".join(f"[[Category:{number}]]" for number in range(LONG // 10)),
    "category": "[[Category:" + "a" * LONG + "]]",
    "title": "[[" + "a" * LONG + "]] [[" + "a" * LONG + "|b]]",
    "brackets in a title": "[[" + "(" * LONG + "|]]",
    "colons": "[[" + ":" * LONG + "]]",
    "template name": "{{" + "a" * LONG + "|b}}",
    "infobox name": "{{Infobox " + "a" * LONG + "|b=c}}",
    "infobox key": "{{Infobox a|" + "k" * LONG + "=c}}",
    "infobox spaces": "{{Infobox a|b=c" + " " * LONG + "d}}",
    "infobox commas": "{{Infobox a|b=c" + ", " * LONG + "d}}",
    "values of today": "It (" + "{{age|1900|1|1}} " * (LONG // 16),
    "colons and spaces": "It" + ": " * LONG + "x",
    "commas": "It" + "," * LONG + "x, ;" + " ;" * LONG,
    "links of quotes": "[[a|'' '']]" * (LONG // 10),
    "note": ":" + "-" * LONG + " x",
    "rows": "<tr>" * LONG,
    "cells": "<tr><td>" * LONG,
    "magic words": "__A" * LONG,
    "underscores": "_" * LONG,
    "comments": "<!---->" * LONG,
    "open comments": "<!--" * LONG,
    "addresses": "[http:" + "a" * LONG,
    "equals": "=" * LONG + "x",
    "spaced equals": "\n=" + " =" * LONG + "x",
    "heading with comments": "\n=" + "<!---->=" * LONG + "x",
    "NUL": "\x00" * LONG + "[[\x00]]{{\x00}}<\x00>",
    "lone surrogates": "\ud800[[\udfff]]" * (LONG // 5),
    "deep links": "[[a|" * LONG + "]]" * LONG,
    "deep templates": "{{nowrap|" * (LONG // 8) + "}}" * (LONG // 8),
    "deep tables": "\n{|\n|" * (LONG // 5) + "\n|}" * (LONG // 5),
    "deep tags": "<div><small>" * (LONG // 10),
    "cells in a line": "{| class=infobox\n|" + "||" * LONG + "\n|}",
    "references": "<ref name=a" * (LONG // 10),
    "headings": "\n== a ==" * (LONG // 8),
    "entities kept as they are": "<nowiki>&#" + "1" * LONG + ";</nowiki> [[a&#" + "1" * LONG + ";]]",
    "entities": "&#" + "1" * LONG + ";&" * LONG,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_read_by_either_reader(source: str) -> None:
    entity = read_entity(page(1, source), SiteInfo())
    assert "recovered" not in entity.flags
    names = [*entity.categories, *(row.key for row in entity.attributes), *(link.target for link in entity.links)]
    assert all(len(name) <= 255 for name in names)
    entity.text.encode()
    assert read_plainly(page(1, source)).flags == ("recovered",)


def test_rows_of_a_table_that_a_template_began_are_no_text() -> None:
    rows = "{{sports}}\n<tr><td>[[a]]</td>\n<td>b</td></tr>\n<tr><td>c</td>\n<tr><td>d</td></tr>\n</table>"
    assert read_entity(page(1, f"One.\n\n{rows}\n\nTwo."), SiteInfo()).text == "One.\n\nTwo."
    assert read_entity(page(1, "<tr><td>\n\nOne.\n\n</td></tr>"), SiteInfo()).text == "One."
