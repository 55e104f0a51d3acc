"""Measurements become a table and lines of JSON."""

from __future__ import annotations

import json

from bench.measure import Measured
from bench.table import Case, Row, comparisons, growth, growth_table, table

CASE = Case("little", 50_000_000, 1000)
ROWS = [
    Row("peer", Measured(wall=10.0, cpu=18.0, peak=100_000_000, own=70_000_000, others=0.5), peer=True),
    Row("other", Measured(fault="it is not there"), peer=True),
    Row("ours", Measured(wall=25.0, cpu=40.0, peak=300_000_000, own=80_000_000, others=0.5)),
]


def test_the_table_has_a_line_for_each_program():
    assert table(CASE, ROWS).splitlines() == [
        "little: 50.0 MB of XML, 1,000 articles",
        "",
        "|       | wall s | CPU s | peak MB | own MB | XML MB/s | articles/s | others | wall / peer | wall / other |",
        "| ----- | -----: | ----: | ------: | -----: | -------: | ---------: | -----: | ----------: | -----------: |",
        "| peer  |   10.0 |  18.0 |     100 |     70 |     5.00 |        100 |    0.5 |        1.00 |            - |",
        "| other |      - |     - |       - |      - |        - |          - |      - |           - |            - |",
        "| ours  |   25.0 |  40.0 |     300 |     80 |     2.00 |         40 |    0.5 |        2.50 |            - |",
        "",
        "other failed: it is not there",
    ]


def test_a_line_of_json_compares_one_of_ours_with_one_peer():
    first, second = (json.loads(line) for line in comparisons("build", CASE, ROWS))
    named = ("bench", "case", "what", "ours", "peer", "peer_value", "unit", "ratio")
    assert [first[name] for name in named] == ["build", "little", "ours", 25.0, "peer", 10.0, "s", 2.5]
    assert [second[name] for name in named] == ["build", "little", "ours", 25.0, "other", None, "s", None]
    assert (first["ours_cpu_s"], first["peer_peak_bytes"]) == (40.0, 100_000_000)
    assert second["peer_fault"] == "it is not there"


def test_growth_is_told_in_time_and_memory():
    plain = [Row("ours", Measured(wall=10.0, cpu=20.0, peak=100_000_000, own=50_000_000))]
    more = [Row("ours", Measured(wall=105.0, cpu=190.0, peak=120_000_000, own=50_000_000))]
    lines = [json.loads(line) for line in growth("build", CASE, 10, plain, more)]
    assert [(line["case"], line["ours"], line["peer_value"], line["unit"], line["ratio"]) for line in lines] == [
        ("little x 10", 105.0, 10.0, "s", 10.5),
        ("little x 10", 120.0, 100.0, "MB", 1.2),
    ]
    cells = growth_table(CASE, 10, plain, more).splitlines()[4].split()
    assert [cell for cell in cells if cell != "|"] == (
        "ours 10.0 105.0 10.50 20.0 190.0 9.50 100.0 120.0 1.20 50.0 50.0 1.00".split()
    )


def test_what_failed_has_no_figures():
    more = [Row("ours", Measured(fault="exit 1: no space"))]
    plain = [Row("ours", Measured(wall=1.0, cpu=1.0, peak=1))]
    assert {json.loads(line)["ours"] for line in growth("build", CASE, 10, plain, more)} == {None}
    assert growth_table(CASE, 10, plain, more).endswith("\n\nours failed: exit 1: no space")
