"""Units and currencies: each spelling that is understood, and the one spelling it gets."""

from __future__ import annotations

import re

# By canonical spelling. Those of up to three letters are told apart by case (m, M; K, k).
_SPELLINGS = {
    "%": "% percent pct per_cent", "°": "° deg deg. degrees degree", "°C": "°C ℃ deg_C degrees_Celsius º_C ºC °_C",
    "°F": "°F deg_F degrees_Fahrenheit ºF °_F", "K": "K kelvins kelvin",
    "km²": "km² km2 km^2 sq_km sqkm sq._km square_kilometres square_kilometers square_kilometre square_kilometer",
    "m²": "m² m2 m^2 sq_m square_metres square_meters",
    "mi²": "mi² mi2 sq_mi sqmi sq._mi square_miles square_mile sq_miles sq._miles mile²",
    "ft²": "ft² ft2 sq_ft sqft sq._ft square_feet", "ha": "ha hectares hectare", "acres": "acres acre",
    "km³": "km³ km3 cubic_kilometres cubic_kilometers", "m³": "m³ m3 cubic_metres cubic_meters",
    "cm³": "cm³ cm3 cc", "L": "L litres liters litre liter",
    "km": "km kms kilometres kilometers kilometre kilometer", "m": "m metres meters metre meter",
    "cm": "cm centimetres centimeters", "mm": "mm millimetres millimeters", "nm": "nm nanometres nanometers",
    "pm": "pm picometres", "µm": "µm μm micrometres micrometers",
    "mi": "mi miles mile", "ft": "ft feet foot", "in": "in inches inch", "yd": "yd yards yard",
    "nmi": "nmi nautical_miles nautical_mile", "ly": "ly light-years light_years light-year",
    "AU": "AU", "pc": "pc parsecs",
    "kg": "kg kilograms kilogrammes", "g": "g grams grammes gram", "mg": "mg", "lb": "lb lbs",
    "t": "t tonnes tonne metric_tons", "tons": "tons", "oz": "oz ounces",
    "km/h": "km/h kph kmh", "mph": "mph mi/h miles_per_hour", "m/s": "m/s", "km/s": "km/s", "kn": "knots knot kn",
    "m³/s": "m³/s m3/s", "m/s²": "m/s² m/s2",
    "g/cm³": "g/cm³ g/cm3", "kg/m³": "kg/m³ kg/m3", "g/mol": "g/mol", "kJ/mol": "kJ/mol",
    "/km²": "/km² /km2 per_km² per_km2 per_square_kilometre per_square_kilometer people/km² inhabitants/km² persons/km²"
            " inhab./km² people_per_km²",
    "/mi²": "/mi² /mi2 /sq_mi per_square_mile people/mi² per_sq_mi people_per_square_mile",
    "s": "s sec secs seconds second", "min": "min mins minutes minute", "h": "h hr hrs hours hour",
    "days": "d days day", "weeks": "weeks week", "months": "months month", "years": "y yr yrs years year",
    "W": "W watts", "kW": "kW kilowatts", "MW": "MW megawatts", "GW": "GW", "hp": "hp horsepower bhp", "kWh": "kWh",
    "GWh": "GWh", "TWh": "TWh", "V": "V volts", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz",
    "eV": "eV", "MeV": "MeV", "kN": "kN", "N": "N", "Pa": "Pa", "kPa": "kPa", "MPa": "MPa", "GPa": "GPa", "bar": "bar",
    "atm": "atm", "KB": "KB", "MB": "MB", "GB": "GB",
    **{noun: noun for noun in
       "people inhabitants persons employees students men troops soldiers members speakers pages episodes islands seats"
       .split()},
}  # fmt: skip
_UNITS = {word.replace("_", " "): unit for unit, words in _SPELLINGS.items() for word in words.split()}
_LONG = {word.lower(): unit for word, unit in _UNITS.items() if len(word) > 3}
_SIGNS = {
    "$": "$", "US$": "US$", "U.S.$": "US$", "USD": "US$", "USD$": "US$", "US dollars": "US$", "dollars": "$",
    "£": "£", "GBP": "£", "UK£": "£", "€": "€", "EUR": "€", "euro": "€", "euros": "€", "¥": "¥", "JPY": "¥", "yen": "¥",
    "A$": "A$", "AU$": "A$", "AUD": "A$", "C$": "C$", "CA$": "C$", "CAD": "C$", "NZ$": "NZ$", "HK$": "HK$", "₹": "₹",
    "INR": "₹", "CHF": "CHF", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN",
}  # fmt: skip
_DOLLARS = frozenset(("US$", "A$", "C$", "NZ$", "HK$"))
BEFORE = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True) if not sign[0].islower())


def unit_of(text: str) -> str | None:
    """The one spelling of a unit; None for what is none that is known."""
    word = " ".join(text.split())
    for form in (word, word.removesuffix(".")):
        if (unit := _UNITS.get(form) or _LONG.get(form.lower())) is not None:
            return unit
    return None


def is_currency(unit: str) -> bool:
    """Whether a unit, in its one spelling, is money: it is then written before the number."""
    return unit in _SIGNS and _SIGNS[unit] == unit


def currency_of(before: str, after: str) -> str | None:
    """The currency of a sign before a number and a word after it ("" for none); None when they disagree."""
    if before == "$" and after.strip() == "US":
        return "US$"
    signs = [_SIGNS.get(part.strip().removesuffix(".")) for part in (before, after) if part.strip()]
    if not signs or None in signs:
        return None
    if len(signs) == 2 and signs[0] == "$" and signs[1] in _DOLLARS:
        return signs[1]
    return signs[0] if signs[0] == signs[-1] else None
