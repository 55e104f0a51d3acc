"""Dates in words and in ISO 8601, years, decades and centuries."""

from __future__ import annotations

import re

from wikiseek.dump.typed.keys import of_amount, of_year
from wikiseek.dump.typed.phrases import Bare, bared
from wikiseek.records import Day, Precision

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = {form: at for at, name in enumerate(MONTHS, 1) for form in (name.lower(), name[:3].lower())} | {"sept": 9}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<ad>A\.?D\.? ?)?(?P<year>[0-9]{1,4})(?: ?(?P<era>BCE?|B\.C\.(?:E\.)?|CE|AD|C\.E\.|A\.D\.))?"
_FORMS = [
    re.compile(form, re.I | re.A)
    for form in (
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
        _YEAR,
    )
]
_DECADE = re.compile(r"(?:the )?([0-9]{1,2}[1-9]0)s", re.I | re.A)
_CENTURY = re.compile(r"(?:the )?([0-9]{1,2})(st|nd|rd|th)[ -]century(?: (?P<era>BCE?|CE|AD))?", re.I | re.A)
_BARE = re.compile(r"[0-9]{3,4}")
_LAST = 2100
_GREGORIAN = 1583
# Brackets behind a date that say an age, a place or an edition; nothing that puts the date in doubt.
_AGE = re.compile(r"age[d:]?:? ?[0-9]{1,3}", re.I | re.A)
_WORDS = re.compile(r"[^\W\d_][^\d?]*")
_DOUBT = re.compile(
    r"\b(?:dis|un|tradition|claim|possib|probab|perhaps|maybe|plan|expect|propos|schedul|alleg|presum|before|after"
    r"|between|until|or\b|old style|new style|o\.?s\b|n\.?s\b|julian|gregorian|bce?\b|b\.c|circa|ca\b|c\b)",
    re.IGNORECASE,
)


def day_of(text: str, key: str) -> Day | None:
    """The date that `text` states under an infobox key ("" if unknown)."""
    bare = bared(text)
    if bare.remark and not (_AGE.fullmatch(bare.remark) or _harmless(bare.remark)):
        return None
    if _BARE.fullmatch(bare.text) and not _is_year(bare, key):
        return None
    return _decade(bare) or _century(bare) or _dated(bare)


def _harmless(remark: str) -> bool:
    return bool(_WORDS.fullmatch(remark)) and not _DOUBT.search(remark)


def _is_year(bare: Bare, key: str) -> bool:
    """Whether three or four digits alone are a year: by the key, or by "c." and their size."""
    if not 100 <= int(bare.text) <= _LAST or bare.text[0] == "0":
        return False
    return of_year(key) or (bare.circa and len(bare.text) == 4 and not of_amount(key))


def _decade(bare: Bare) -> Day | None:
    match = _DECADE.fullmatch(bare.text)
    if match is None or not 100 <= int(match.group(1)) <= _LAST:
        return None
    return Day(int(match.group(1)), precision="decade", approximate=bare.approximate)


def _century(bare: Bare) -> Day | None:
    match = _CENTURY.fullmatch(bare.text)
    if match is None:
        return None
    number = int(match.group(1))
    if not 1 <= number <= 21 or match.group(2).lower() != ordinal(number):
        return None
    year = -100 * number if (match["era"] or "").upper().startswith("B") else 100 * (number - 1) + 1
    return Day(year, precision="century", approximate=bare.approximate)


def ordinal(number: int) -> str:
    """The ending of an ordinal below 100 ("st" of 21st)."""
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _dated(bare: Bare) -> Day | None:
    for form in _FORMS:
        if match := form.fullmatch(bare.text):
            return _checked(match.groupdict(), bare.approximate)
    return None


def _checked(parts: dict[str, str | None], approximate: bool) -> Day | None:
    """The date of matched parts, if there is such a day and its year is no cut-off one."""
    month, day, written = parts.get("month"), parts.get("day"), parts["year"] or ""
    era = ((parts.get("era") or "") + (parts.get("ad") or "")).replace(".", "").strip().upper()
    year = int(written)
    if not year or (len(written) < 3 and not era) or (year > _LAST and not month) or len(era) > 3:
        return None
    if len(written) > 1 and written[0] == "0" and len(written) != 4:
        return None
    year = -year if era.startswith("B") else year
    if month is None:
        return Day(year, None, None, "year", approximate) if era or _BARE.fullmatch(written) else None
    number = int(month) if month.isdigit() else _NUMBERS[month.lower().rstrip(".")]
    if not 1 <= number <= 12 or (day and not _exists(year, number, int(day))):
        return None
    precision: Precision = "day" if day else "month"
    return Day(year, number, int(day) if day else None, precision, approximate)


def _exists(year: int, month: int, day: int) -> bool:
    """Whether there was such a day; leap days by the Julian rule as long as it was used everywhere."""
    if not 1 <= day <= _LENGTHS[month - 1]:
        return False
    if month != 2 or day != 29 or year < 0:
        return True
    return year % 4 == 0 and (year < _GREGORIAN or year % 100 != 0 or year % 400 == 0)
