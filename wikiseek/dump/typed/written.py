"""Quantities and dates in words, which read back as the same."""

from __future__ import annotations

import re
from decimal import Decimal

from wikiseek.dump.typed.days import MONTHS, ordinal
from wikiseek.dump.typed.units import is_currency
from wikiseek.records import Day, Quantity

_SHORT_THOUSANDTHS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_LOWEST, _HIGHEST = 1e-4, 1e15


def written(value: Quantity | Day) -> str:
    """The value as English writes it: "about 12,500,000 people", "10 to 12 km", "c. 15 April 1452", "44 BC"."""
    if isinstance(value, Day):
        return ("c. " if value.approximate else "") + _day(value)
    ends = [value.low] if value.low == value.high else [value.low, value.high]
    powers = any(end and not _LOWEST <= abs(end) < _HIGHEST for end in ends)
    text = " to ".join(_number(end, value.unit, powers) for end in ends)
    unit = "" if is_currency(value.unit) or not value.unit else value.unit if value.unit == "%" else f" {value.unit}"
    return ("about " if value.approximate else "") + text + unit


def _number(number: float, unit: str, powers: bool) -> str:
    """`powers` asks for a power of ten."""
    exact = Decimal(repr(abs(number)))
    if powers:
        power = exact.adjusted() if exact else 0
        digits = f"{exact.scaleb(-power).normalize():f}×10^{power}"
    else:
        digits = f"{exact:,f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        # "1.234" would be a thousand to half of Europe.
        digits += "0" if _SHORT_THOUSANDTHS.fullmatch(digits) else ""
    return ("−" if number < 0 else "") + (unit if is_currency(unit) else "") + digits


def _day(day: Day) -> str:
    era = " BC" if day.year < 0 else ""
    if day.precision == "century":
        number = -day.year // 100 if era else day.year // 100 + 1
        return f"{number}{ordinal(number)} century{era}"
    if day.precision == "decade":
        return f"{day.year}s"
    early = not era and (day.year < 100 or day.month is None)
    year = f"{'AD ' if early else ''}{abs(day.year)}{era}"
    month = f"{MONTHS[day.month - 1]} " if day.month else ""
    return f"{f'{day.day} ' if day.day else ''}{month}{year}"
