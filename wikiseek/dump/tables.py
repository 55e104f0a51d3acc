"""Tables: not part of the text, but the side boxes of old articles hold facts in two-column rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikiseek.dump.values import attribute
from wikiseek.records import Attribute

_CONTENT = re.compile(r"wikitable|sortable|prettytable")
_SIDE_BOX = re.compile(r"infobox|float\s*:?\s*right|align\s+right|\btoccolours\b|rightbox|border\s+1")
_MAX_KEY = 40


def table_rows(rows: Sequence[Sequence[str]], attrs: str, targets: Sequence[str], headings: int) -> list[Attribute]:
    """The rows of an infobox drawn as a table: those of exactly two cells, in a box beside the lead.

    `attrs` are the table's HTML attributes in lower case; `headings` how many headings came before.
    """
    if headings or not is_side_box(attrs):
        return []
    found = []
    for row in rows:
        cells = [cell for cell in row if cell.strip()]
        if len(cells) == 2:
            made = attribute(cells[0].strip().rstrip(":"), cells[1], targets)
            if made is not None and len(made.key) <= _MAX_KEY:
                found.append(made)
    return found


def is_side_box(attrs: str) -> bool:
    """Whether a table with these attributes is a box beside the text rather than content."""
    return bool(_SIDE_BOX.search(attrs)) and not _CONTENT.search(attrs)
