"""Quantities: a number or a range of two, with a scale ("million") and a unit or currency."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from wikiseek.dump.typed.keys import of_amount, of_year
from wikiseek.dump.typed.phrases import Bare, bared
from wikiseek.dump.typed.units import BEFORE, currency_of, unit_of
from wikiseek.records import Quantity

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MONEY_SCALES = {"m": 6, "mn": 6, "mil": 6, "bn": 9, "b": 9, "tn": 12}
_NUMBER = (
    r"[-−–+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:(?<=[0-9])\.[0-9]+|(?<![0-9])\.[0-9]+)?"
)
_ONE = re.compile(
    rf"(?P<sign>[-−]?)(?:(?P<before>{BEFORE})\s?)?(?P<number>{_NUMBER})"
    r"(?P<power>\s?[×x]\s?10(?:\^[-−+]?[0-9]{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))?(?P<after>.*)"
)
_AFTER = re.compile(r"(?:(?P<scale>thousand|million|billion|trillion|mil|mn|bn|tn|m|b)\b\.?)?(?P<unit>.*)", re.I | re.A)
_RANGE = re.compile(r"(?:(between|from) )?(.*?[^\s–-])(\s?–\s?|\s?-\s?| to | and )(.+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_DOUBTFUL_POINT = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
_PADDED = re.compile(r"[-+]?0[0-9]")
_BARE = re.compile(r"[0-9]+")
_YEARS = range(1000, 2101)
_RANKED = re.compile(
    r"(?:ranked )?[0-9]{1,3}(?:st|nd|rd|th)(?: largest)?|(?:in |as of |FY ?)?[12][0-9]{3}", re.I | re.A
)
_UNGROUPED = 4  # digits that amounts are written with before they are grouped
_DIGITS = 15
_POWERS = 99  # of ten: numbers beyond are read by no one


def quantity_of(text: str, key: str) -> Quantity | None:
    """The quantity that `text` states under an infobox key ("" if unknown)."""
    bare = bared(text)
    if _BARE.fullmatch(bare.text) and not _is_amount(bare, key):
        return None
    found = _single(bare.text) or _ranged(bare.text, key)
    if found is None or (bare.remark and not _harmless(bare.remark, found)):
        return None
    return Quantity(found.low, found.high, found.unit, bare.approximate)


def _is_amount(bare: Bare, key: str) -> bool:
    """Whether digits alone are an amount: by the key where they look like a year
    ("1898", "c. 500") or like a code or colour ("565656")."""
    digits = bare.text
    if of_year(key):
        return False
    year_like = bare.circa or (len(digits) == 4 and int(digits) in _YEARS)
    return of_amount(key) or not (year_like or len(digits) > _UNGROUPED)


def _harmless(remark: str, found: Quantity) -> bool:
    """Whether a remark leaves the quantity as it is: a rank, a year, or the same in another unit."""
    if _RANKED.fullmatch(remark):
        return True
    other = _single(bared(remark).text) or _ranged(bared(remark).text, "")
    return other is not None and bool(found.unit and other.unit) and found.unit != other.unit


def _single(text: str) -> Quantity | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    after = match["after"].strip()
    power, unit = _scale_and_unit(match["before"] or "", after)
    number = _value(match, power)
    # "500K", "12a": a letter at the number may be anything but a unit that is no letter or a currency's scale.
    if number is None or unit is None or (after and _glued(match, unit)):
        return None
    return Quantity(number, number, unit)


def _scale_and_unit(before: str, after: str) -> tuple[int, str | None]:
    """The power of ten that words after a number state, and the unit; None for the unit if it is not known."""
    match = _AFTER.fullmatch(after)
    if match is None:
        return 0, None
    scale, rest = (match["scale"] or "").lower(), match["unit"].strip()
    if before or (rest and currency_of("", rest)):
        power = _SCALES.get(scale) or _MONEY_SCALES.get(scale) or 0
        return power, currency_of(before, rest)
    if scale in _SCALES:
        return _SCALES[scale], unit_of(rest) if rest else ""
    return 0, unit_of(after) if after else ""


def _glued(match: re.Match[str], unit: str) -> bool:
    if match["after"][:1].isspace() or match["before"] or match["power"]:
        return False
    return match["after"][0].isalpha() and len(unit) == 1


def _value(match: re.Match[str], power: int) -> float | None:
    digits = match["number"].translate(_RAISED).replace("–", "-").replace(",", "")
    if " " in digits and not match["after"].strip():
        return None  # two numbers, perhaps
    digits = digits.replace(" ", "")
    if _PADDED.match(digits):
        return None
    if match["sign"]:
        if digits[:1] in "+-":
            return None
        digits = f"-{digits}"
    if match["power"]:
        power += int(match["power"].translate(_RAISED).partition("10")[2].removeprefix("^"))
    elif not power and _DOUBTFUL_POINT.fullmatch(digits):
        return None
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    if len(number.as_tuple().digits) > _DIGITS or (number and abs(number.adjusted() + power) > _POWERS):
        return None
    return float(number.scaleb(power)) + 0.0  # no negative zero


def _ranged(text: str, key: str) -> Quantity | None:
    """Two numbers, the lower first, joined by words, or by a dash if a unit or the key says what they measure."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    opening, left, joiner, right = match.groups()
    if (joiner == " and ") != (opening == "between") or (opening == "from" and joiner != " to "):
        return None
    if any(_BARE.fullmatch(end) and int(end) in _YEARS for end in (left, right)):
        return None
    low, high = _ends(left, right)
    if low is None or high is None or low.unit != high.unit or not low.low < high.high:
        return None
    if joiner.strip() in "-–" and not high.unit and not of_amount(key):
        return None  # a season, a score, months
    return Quantity(low.low, high.high, high.unit)


def _ends(left: str, right: str) -> tuple[Quantity | None, Quantity | None]:
    """The ends of a range: the lower takes scale and unit from the upper, which takes its currency from the lower."""
    first, second = _ONE.fullmatch(left), _ONE.fullmatch(right)
    if first is None or second is None:
        return None, None
    if bool(first["power"]) != bool(second["power"]):
        return None, None  # "5–9×10^24": it may be meant for both
    if not first["after"].strip():
        left += second["after"]
    if first["before"] and not second["before"]:
        right = first["before"] + right
    elif second["before"] and not first["before"]:
        left = second["before"] + left
    return _single(left), _single(right)
