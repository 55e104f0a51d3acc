"""What must be known of a page before it is read from front to back: where tables end, which braces never close."""

from __future__ import annotations

import re

_TABLE_EDGE = re.compile(r"\n[ :]*\{\||\n[ \t]*\|\}(?!\}(?!\}))|<table\b|</table\s*>", re.IGNORECASE)
_BRACES = re.compile(r"\{\{+|\}\}+")


def table_ends(text: str) -> dict[int, int]:
    """Where the table that starts at each place ends, for the tables that do, of wikitext and of HTML."""
    ends: dict[int, int] = {}
    started: dict[bool, list[int]] = {False: [], True: []}
    for match in _TABLE_EDGE.finditer(text):
        found = match.group()
        html = found[0] == "<"
        if found[-2:] == "{|" or html and found[1] != "/":
            started[html].append(match.start())
        elif started[html]:
            ends[started[html].pop()] = match.end()
    return ends


def unclosed_braces(text: str) -> frozenset[int]:
    """Where runs of opening braces start that have no closing ones: a heading below them is still a heading."""
    started: list[list[int]] = []
    for match in _BRACES.finditer(text):
        size = match.end() - match.start()
        if match.group()[0] == "{":
            started.append([match.start(), size])
            continue
        while started and size > 1:
            taken = min(size, started[-1][1])
            size -= taken
            started[-1][1] -= taken
            if started[-1][1] < 2:
                started.pop()
    return frozenset(start for start, _ in started)
