"""Measurements as people read them, a table, and as programs do, a line of JSON for each comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.measure import Measured

_MB = 1e6


@dataclass(frozen=True, slots=True)
class Case:
    """A dump that was read: its name, the bytes of its XML and its articles."""

    name: str
    xml_bytes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Row:
    """What one program took; `peer` says whether ours are compared with it."""

    name: str
    took: Measured
    peer: bool = False


def table(case: Case, rows: Sequence[Row]) -> str:
    """A Markdown table: a line a program, and how its wall time stands to each peer's. Faults stand below it.

    "own" is memory that no file holds, "others" are the cores that other programs kept busy meanwhile.
    """
    peers = [row for row in rows if row.peer]
    head = [
        "",
        "wall s",
        "CPU s",
        "peak MB",
        "own MB",
        "XML MB/s",
        "articles/s",
        "others",
        *(f"wall / {peer.name}" for peer in peers),
    ]
    lines = [
        [row.name, *_figures(case, row), *(_times(row.took.wall, peer.took.wall) for peer in peers)] for row in rows
    ]
    title = f"{case.name}: {case.xml_bytes / _MB:.1f} MB of XML, {case.articles:,} articles"
    return "\n".join([title, "", *markdown(head, lines), *_faults(rows)])


def growth_table(case: Case, times: int, plain: Sequence[Row], repeated: Sequence[Row]) -> str:
    """A Markdown table: a line a program, its figures on a dump and on the same dump `times` times over."""
    head = [""]
    for figure in ("wall s", "CPU s", "peak MB", "own MB"):
        head += [figure, f"{figure} x {times}", "ratio"]
    lines = []
    for one, many in zip(plain, repeated, strict=True):
        line = [one.name]
        for before, after in zip(_taken(one.took), _taken(many.took), strict=True):
            line += [f"{figure:.1f}" if figure else "-" for figure in (before, after)] + [_times(after, before)]
        lines.append(line)
    title = f"{case.name}: {case.xml_bytes / _MB:.1f} MB of XML, {case.articles:,} articles, and {times} times as much"
    return "\n".join([title, "", *markdown(head, lines), *_faults([*plain, *repeated])])


def comparisons(bench: str, case: Case, rows: Sequence[Row]) -> list[str]:
    """A line of JSON for each of our programs and each peer, in wall seconds; null for what failed."""
    facts = {"xml_bytes": case.xml_bytes, "articles": case.articles}
    peers, ours = [row for row in rows if row.peer], [row for row in rows if not row.peer]
    return [_comparison(bench, case.name, row, peer, "s", facts) for row in ours for peer in peers]


def growth(bench: str, case: Case, times: int, plain: Sequence[Row], repeated: Sequence[Row]) -> list[str]:
    """Lines of JSON as `comparisons` has them, in seconds and in MB, with the plain dump for a peer."""
    facts = {"xml_bytes": case.xml_bytes * times, "articles": case.articles * times}
    lines = []
    for one, many in zip(plain, repeated, strict=True):
        peer = Row(case.name, one.took)
        lines += [_comparison(bench, f"{case.name} x {times}", many, peer, unit, facts) for unit in ("s", "MB")]
    return lines


def comparison(
    bench: str,
    case: str,
    what: str,
    ours: float | None,
    peer: str | None,
    peer_value: float | None,
    unit: str,
    facts: dict[str, Any],
) -> str:
    """A line of JSON: one figure of ours, one of a peer, and what else there is to know of them."""
    line = {
        "bench": bench,
        "case": case,
        "what": what,
        "ours": ours,
        "peer": peer,
        "peer_value": peer_value,
        "unit": unit,
        "ratio": round(ours / peer_value, 3) if ours and peer_value else None,
    }
    return json.dumps({**line, **facts})


def _comparison(bench: str, case: str, ours: Row, peer: Row, unit: str, facts: dict[str, Any]) -> str:
    mine, theirs = (_value(row.took, unit) for row in (ours, peer))
    more = {f"ours_{name}": value for name, value in _more(ours.took).items()}
    more |= {f"peer_{name}": value for name, value in _more(peer.took).items()}
    return comparison(bench, case, ours.name, mine, peer.name, theirs, unit, {**facts, **more})


def _value(took: Measured, unit: str) -> float | None:
    wall, _, peak, _ = _taken(took)
    return None if took.fault else round(wall if unit == "s" else peak, 2)


def _more(took: Measured) -> dict[str, Any]:
    if took.fault:
        return {"fault": took.fault}
    return {
        "cpu_s": round(took.cpu, 2),
        "peak_bytes": took.peak,
        "own_bytes": took.own,
        "others": round(took.others, 2),
    }


def _taken(took: Measured) -> tuple[float, float, float, float]:
    """Wall seconds, CPU seconds, peak MB, and MB that no file holds."""
    return took.wall, took.cpu, took.peak / _MB, took.own / _MB


def _figures(case: Case, row: Row) -> list[str]:
    if row.took.fault or not row.took.wall:
        return ["-"] * 7
    wall, cpu, peak, own = _taken(row.took)
    return [
        f"{wall:.1f}",
        f"{cpu:.1f}",
        f"{peak:.0f}",
        f"{own:.0f}",
        f"{case.xml_bytes / _MB / wall:.2f}",
        f"{case.articles / wall:.0f}",
        f"{row.took.others:.1f}",
    ]


def _times(value: float, of: float) -> str:
    return f"{value / of:.2f}" if value and of else "-"


def _faults(rows: Iterable[Row]) -> list[str]:
    return ["", *(f"{row.name} failed: {row.took.fault}" for row in rows if row.took.fault)]


def markdown(head: list[str], lines: list[list[str]]) -> list[str]:
    """The lines of a Markdown table; all but the first column are set to the right."""
    widths = [max(len(line[at]) for line in [head, *lines]) for at in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return [_joined(head, widths), _joined(rule, widths), *(_joined(line, widths) for line in lines)]


def _joined(cells: list[str], widths: list[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]) + " |"
