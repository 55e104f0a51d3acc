"""Templates of dates and ages, written out as the article shows them."""

from __future__ import annotations

import re

from wikiseek.dump import marks
from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_TIME = re.compile(r"\d{1,2}:\d\d")
_BIRTH = """
    birth date, birth date and age, bda, dob, birth-date and age, birth date and age2, birth date2, b-da, birth-date,
    bd, start date, start date and age, end date, end date and age, release date, release date and age, start-date,
    end-date, film date, dts, date, death date, death-date, dod, dd, birth year and age, birth year, byo, event date,
    launch date, opening date, launch-date, sdate, start and end dates, date table sorting, foundation date,
    birth based on age as of date
"""


def month_name(text: str) -> str:
    """The month a number or an abbreviation stands for; "" if it is none."""
    if text.isdigit():
        return MONTHS[int(text) - 1] if 1 <= int(text) <= 12 else ""
    found = [month for month in MONTHS if len(text) >= 3 and month.lower().startswith(text.lower()[:3])]
    return found[0] if found else ""


def written(year: str, month: str, day: str, day_first: bool = False) -> str:
    """A date in words from its numbers, as many of them as are given."""
    name = month_name(month)
    if not name:
        return year
    if not day.isdigit():
        return f"{name} {year}".strip()
    number = str(int(day))
    return f"{number} {name} {year}".strip() if day_first else f"{name} {number}, {year}".strip(", ")


def _date(call: Call) -> str:
    parts = [part for part in call.pos if not _TIME.fullmatch(part)]
    if parts and not parts[0].isdigit():
        return parts[0]
    year, month, day = [*parts, "", "", ""][:3]
    return written(year, month, day, _day_first(call))


def _day_first(call: Call) -> bool:
    return call.yes("df") or call.get("format").lower() in ("dmy", "df")


def _death_and_age(call: Call) -> str:
    if call.at(1) and not call.at(1).isdigit():
        return call.at(1)
    date = written(call.at(1), call.at(2), call.at(3), _day_first(call))
    age = _age(call.pos[3:6], call.pos[:3])
    return f"{date} (aged {age})" if age else date


def _death_year_and_age(call: Call) -> str:
    age = _age(call.pos[1:2], call.pos[:1])
    return f"{call.at(1)} (aged {age})" if age else call.at(1)


def _age(born: list[str], died: list[str]) -> str:
    if not born or not died or not all(part.isdigit() for part in [*born, *died]):
        return ""
    before_birthday = [int(part) for part in died[1:3]] < [int(part) for part in born[1:3]]
    age = int(died[0]) - int(born[0]) - before_birthday
    return str(age) if 0 <= age < 130 else ""


def _between(call: Call) -> str:
    """An age or a span between two given dates; unknown when it depends on today."""
    return _age(call.pos[:3], call.pos[3:6]) or marks.HOLE


def _as_of(call: Call) -> str:
    if call.get("alt"):
        return call.get("alt")
    since = call.yes("since")
    word = ("since" if since else "as of") if call.yes("lc") else ("Since" if since else "As of")
    if call.get("pre"):
        word = f"{word} {call.get('pre')}"
    date = written(call.at(1), call.at(2), call.at(3), call.yes("df") or not call.get("df"))
    return "" if call.yes("bare") and not date else f"{'' if call.yes('bare') else word + ' '}{date}"


def _duration(call: Call) -> str:
    hours, minutes, seconds = call.get("h") or call.at(1), call.get("m") or call.at(2), call.get("s") or call.at(3)
    if hours:
        return f"{hours}:{minutes.zfill(2)}:{seconds.zfill(2)}" if seconds else f"{hours}:{minutes.zfill(2)}"
    return f"{minutes or '0'}:{seconds.zfill(2)}" if minutes or seconds else ""


def _old_style(call: Call) -> str:
    """`{{OldStyleDate|New date|year|old date}}`."""
    new, year, old = call.at(1), call.at(2), call.at(3)
    return f"{new} {year}".strip() + (f" [O.S. {old}]" if old else "")


MAKERS: dict[str, Maker] = {
    **named(_date, _BIRTH),
    **named(_death_and_age, "death date and age, dda, death-date and age, death date and age2, d-da, deathdateandage"),
    **named(_death_year_and_age, "death year and age, dya"),
    **named(_between, "age, age in years, age in years and days, ayd, age in days"),
    **named(_as_of, "as of, asof, as of?"),
    **named(_duration, "duration, track length, runtime"),
    **named(_old_style, "oldstyledate, oldstyledatedy, oldstyledatemdy, old style date"),
}
