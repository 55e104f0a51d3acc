"""What an infobox key says of its value: a year, an amount, or a name or number that measures nothing."""

from __future__ import annotations

import re

_EVENTS = r"""
    founded founding foundation formed formation established est opened opening closed closing released? launch(?:ed)?
    introduced introduction incorporated completed completion built constructed started ended began born birth died
    death discovered published premiered? first_aired last_aired abolished dissolved defunct disbanded elected
    inaugurated debut since chartered inception census first_flight commissioned decommissioned
"""
_AMOUNTS = r"""
    population inhabitants speakers (?:^|_)pop(?:_|\d*$) area elevation altitude height length width depth diameter
    distance speed weight mass density volume power range capacity attendance seats size students undergrad postgrad
    faculty staff employees members households enroll?ment strength casualties killed wounded losses budget gross
    revenue income profit assets endowment gdp sales votes (?:^|_)(?:num|number_of|no_of|count|total)(?:_|$)
    temperature melting boiling pressure
"""
# Titles ("1984"), other pages of a series, codes that only look like numbers, versions, colours, scores, clocks.
_NAMES = r"""
    name names fullname nickname title titles album single song film book novel motto anthem address
    prev next preceded followed predecessor successor before after
    id ids no isbn issn oclc cas atc icd\w* omim mesh zip postal cp phone telephone fax url website homepage version
    serial chapter cfr inchi smiles pubchem fips iso gnis ons un plate licen[cs]e registration model designation route
    highway channel frequency callsign catalog\w* asteroid group block period
    rgb hex body socks shorts leftarm rightarm pattern\w* locator\w*
    score record result season seasons time times time_zone epoch
"""
_ENDINGS = r"code group section _id\d*$ num(?:ber)?\d*$ postcode zipcode timezone utc_offset names?\d*$ version rank"


def _any(words: str) -> str:
    return "|".join(words.split())


_YEAR = re.compile(r"year|(?:^|_)yrs?(?:_|\d*$)|(?<!up)(?<!man)(?<!candi)dates?\d*(?:_|$)|(?:^|_)date|as_?of")
_EVENT = re.compile(rf"(?:^|_)(?:{_any(_EVENTS)})\d*(?:_|$)")
_AMOUNT = re.compile(_any(_AMOUNTS))
_NOTHING = re.compile(rf"(?:^|_)(?:{_any(_NAMES)})\d*(?:_|$)|{_any(_ENDINGS)}")


def says_nothing(key: str) -> bool:
    """Whether values of this key are names, identifiers or scores, whatever they look like."""
    return bool(_NOTHING.search(key)) and not _YEAR.search(key)


def of_year(key: str) -> bool:
    """Whether a bare number under this key is a year."""
    return bool(_YEAR.search(key)) or bool(_EVENT.search(key) and not _AMOUNT.search(key))


def of_amount(key: str) -> bool:
    """Whether a bare number under this key is an amount, even one that looks like a year."""
    return bool(_AMOUNT.search(key)) and not _YEAR.search(key)
