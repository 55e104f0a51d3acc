"""Templates of measures: the value as given, with its unit; the conversion is left out."""

from __future__ import annotations

import re

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.functions import grouped
from wikiseek.dump.templates.registry import Maker, named

_JOINERS = {
    "-": "–", "–": "–", "—": "–", "to": " to ", "to(-)": " to ", "and": " and ", "and(-)": " and ", "or": " or ",
    "by": " by ", "x": " by ", "×": " × ", "xx": " × ", "+/-": " ± ", "±": " ± ", "+": " + ", ",": ", ",
}  # fmt: skip
_NUMBER = re.compile(r"[-−+]?[\d.,\s/+]*\d[\d.,e/+−-]*")
_UNITS = {
    "km2": "km²", "m2": "m²", "cm2": "cm²", "mi2": "sq mi", "sqmi": "sq mi", "sqkm": "km²", "sqft": "sq ft",
    "ft2": "sq ft", "sqin": "sq in", "sqyd": "sq yd", "m3": "m³", "cm3": "cm³", "km3": "km³", "ft3": "cu ft",
    "cuft": "cu ft", "cumi": "cu mi", "cuyd": "cu yd", "cuin": "cu in", "km/h": "km/h", "kph": "km/h", "mph": "mph",
    "acre": "acres", "acres": "acres", "ha": "ha", "mi": "miles", "mile": "miles", "miles": "miles", "km": "km",
    "kn": "knots", "knot": "knots", "C": "°C", "F": "°F", "degC": "°C", "degF": "°F", "K": "K", "lb": "pounds",
    "lbs": "pounds", "oz": "ounces", "foot": "feet", "feet": "feet", "inch": "inches", "inches": "inches",
    "yd": "yards", "nmi": "nautical miles", "nautical mile": "nautical miles", "LT": "long tons", "ST": "short tons",
    "t": "tonnes", "hp": "hp", "USgal": "US gallons", "impgal": "imperial gallons", "e6": "million",
    "PD/sqmi": "per square mile", "PD/km2": "per square kilometre", "/sqmi": "per square mile",
    "/km2": "per square kilometre", "C-change": "°C", "F-change": "°F", "m/s": "m/s", "sqyard": "sq yd",
    "acre.ft": "acre-feet", "cuft/s": "cu ft/s", "m3/s": "m³/s", "kWh": "kWh", "mpg-US": "mpg",
    "long ton": "long tons",
}  # fmt: skip
_ADJECTIVES = {
    "miles": "mile", "pounds": "pound", "feet": "foot", "ft": "foot", "inches": "inch", "in": "inch", "yards": "yard",
    "m": "metre", "km": "kilometre", "mm": "mm", "cm": "cm", "acres": "acre", "tonnes": "tonne", "knots": "knot",
    "mi": "mile", "long tons": "long ton", "short tons": "short ton", "ounces": "ounce",
}  # fmt: skip
_OLD = re.compile(r"^(\w+) to (\w+)$")


def _convert(call: Call) -> str:
    """`{{convert|10|to|20|km|mi}}`: values and joiners up to the first unit, feet and inches together."""
    text, rest = "", [part for part in call.pos if part]
    while rest:
        part = rest.pop(0)
        if not _NUMBER.fullmatch(part):
            break
        unit, rest = _unit_after(rest)
        text += part.replace("+", " ") if "/" in part else grouped(part)
        joiner = _JOINERS.get(unit.lower()) if unit else None
        if joiner is None:
            text += _with_unit(unit, call.get("adj").startswith(("on", "mid")), part)
            if not (unit in ("ft", "lb", "st", "mi", "yd", "ch") and len(rest) > 1 and _NUMBER.fullmatch(rest[0])):
                break
            text += " "
        else:
            text += joiner
    return text or call.at(1)


def _unit_after(rest: list[str]) -> tuple[str, list[str]]:
    return (rest[0], rest[1:]) if rest else ("", [])


def _with_unit(unit: str, adjective: bool, value: str) -> str:
    name = _UNITS.get(unit, unit)
    if not name:
        return ""
    if adjective:
        return "-" + _ADJECTIVES.get(name, name)
    if value == "1" and name in _ADJECTIVES and name.endswith("s"):
        name = _ADJECTIVES[name]
    return f" {name}"


def by_name(call: Call) -> str:
    """`{{m to ft|30}}` and its like, from before `convert` existed."""
    match = _OLD.match(call.name)
    return call.at(1) + _with_unit(match.group(1), False, call.at(1)) if match else ""


def _height(call: Call) -> str:
    """`{{height|ft=6|in=2}}`, `{{height|m=1.88}}`."""
    if call.get("m", "meter", "metre"):
        return f"{call.get('m', 'meter', 'metre')} m"
    if call.get("cm"):
        return f"{call.get('cm')} cm"
    feet, inches = call.get("ft", "feet"), call.get("in", "inch", "inches")
    return " ".join(([f"{feet} ft"] if feet else []) + ([f"{inches} in"] if inches else []))


MAKERS: dict[str, Maker] = {
    **named(
        _convert, "convert, cvt, convinfobox, convert/spell, unit length, unit area, pop density, auto km, auto mi"
    ),
    **named(
        by_name, "km to mi, mi to km, m to ft, ft to m, in to cm, cm to in, kg to lb, lb to kg, mm to in, in to mm"
    ),
    **named(by_name, "sqmi to km2, km2 to sqmi, mph to kmh, kmh to mph, nmi to km, ftin to m, c to f, f to c"),
    **named(_height, "height, weight"),
}
