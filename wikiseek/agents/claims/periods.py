"""The times by which a year is told."""

from __future__ import annotations


def periods(year: int) -> tuple[str, ...]:
    """A year, and its decade where that has a name of its own ("the 1800s" may be a century)."""
    return (str(year),) if year % 100 < 10 else (str(year), f"the {year // 10}0s")
