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
_SYMBOLS = {
    "km2": "km²", "m2": "m²", "cm2": "cm²", "mi2": "sq mi", "sqmi": "sq mi", "sqkm": "km²", "sqft": "sq ft",
    "ft2": "sq ft", "sqin": "sq in", "sqyd": "sq yd", "m3": "m³", "cm3": "cm³", "km3": "km³", "ft3": "cu ft",
    "cuft": "cu ft", "cumi": "cu mi", "cuyd": "cu yd", "cuin": "cu in", "kph": "km/h", "acre": "acres",
    "mile": "mi", "miles": "mi", "kn": "knots", "knot": "knots", "C": "°C", "F": "°F", "degC": "°C", "degF": "°F",
    "lbs": "lb", "foot": "ft", "feet": "ft", "inch": "in", "inches": "in", "nautical mile": "nmi", "LT": "long tons",
    "ST": "short tons", "USgal": "US gal", "impgal": "imp gal", "e6": "million", "PD/sqmi": "per square mile",
    "PD/km2": "per square kilometre", "/sqmi": "per square mile", "/km2": "per square kilometre", "C-change": "°C",
    "F-change": "°F", "sqyard": "sq yd", "acre.ft": "acre-feet", "cuft/s": "cu ft/s", "m3/s": "m³/s",
    "mpg-US": "mpg", "long ton": "long tons",
}  # fmt: skip
# What is written out unless the symbols are asked for.
_NAMES = {
    "km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "mi": "miles", "ft": "feet",
    "in": "inches", "yd": "yards", "nmi": "nautical miles", "kg": "kilograms", "g": "grams", "lb": "pounds",
    "oz": "ounces", "t": "tonnes", "ha": "hectares", "km²": "square kilometres", "m²": "square metres",
    "sq mi": "square miles", "sq ft": "square feet", "US gal": "US gallons", "imp gal": "imperial gallons",
}  # fmt: skip
_IN_PARTS = frozenset(("ft", "feet", "foot", "lb", "st", "mi", "yd", "ch"))
_PLURALS = frozenset((*_NAMES.values(), "acres", "knots", "long tons", "short tons"))
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
            text += _with_unit(call, unit, part)
            if not (unit in _IN_PARTS and len(rest) > 1 and _NUMBER.fullmatch(rest[0])):
                break
            text += " "
        else:
            text += joiner
    if text.endswith(" in") and " ft " not in text and text != "1 in":
        text += "ches"  # alone it would read as a preposition
    return text or call.at(1)


def _unit_after(rest: list[str]) -> tuple[str, list[str]]:
    return (rest[0], rest[1:]) if rest else ("", [])


def _with_unit(call: Call, unit: str, value: str) -> str:
    """The unit behind a value: its name, or its symbol where the call or its template has it so."""
    symbol = _SYMBOLS.get(unit, unit)
    name = _NAMES.get(symbol, symbol)
    if call.get("sp") == "us":
        name = name.replace("metre", "meter")
    if not name:
        return ""
    if call.get("adj").startswith(("on", "mid")):
        return f"-{_singular(name)}"
    if call.name == "cvt" or call.get("abbr") in ("on", "yes", "y", "in", "values"):
        return f" {symbol}"
    return f" {_singular(name) if value == '1' else name}"


def _singular(name: str) -> str:
    """The name of one of them, and of an adjective: a "5-mile" road; symbols stay."""
    if name.endswith("feet"):
        return name.removesuffix("feet") + "foot"
    return name.removesuffix("es" if name == "inches" else "s") if name in _PLURALS else name


def by_name(call: Call) -> str:
    """`{{m to ft|30}}` and its like, from before `convert` existed."""
    match = _OLD.match(call.name)
    return call.at(1) + _with_unit(call, match.group(1), call.at(1)) if match else ""


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
