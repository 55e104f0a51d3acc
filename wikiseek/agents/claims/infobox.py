"""Claims from infobox rows: a linked thing, an amount compared with a round number, a date by its decade."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wikiseek.agents.claims.periods import periods
from wikiseek.dump.typed import typed_rows
from wikiseek.records import Attribute, Claim, Constraint, Day, Entity, Quantity

# How a row that links to one thing is said.
_LINKED = {
    "largest_city": "has [X] as its largest city",
    "currency": "uses the [X] as its currency",
    "official_languages": "has [X] as an official language",
    "director": "was directed by [X]",
    "producer": "was produced by [X]",
    "writer": "was written by [X]",
    "author": "was written by [X]",
    "starring": "starred [X]",
    "developer": "was developed by [X]",
    "publisher": "was published by [X]",
    "distributor": "was distributed by [X]",
    "designer": "was designed by [X]",
    "architect": "was designed by [X]",
    "artist": "was recorded by [X]",
    "label": "was released by [X]",
    "birth_place": "was born in [X]",
    "place_of_birth": "was born in [X]",
    "death_place": "died in [X]",
    "place_of_death": "died in [X]",
    "spouse": "married [X]",
    "alma_mater": "studied at [X]",
    "parent": "belongs to [X]",
    "headquarters": "has its headquarters in [X]",
    "binomial_authority": "was first described by [X]",
}
# How an amount above a round number is said, and in how many of its digits it is round.
_AMOUNTS = {
    "population": "has a population of more than [X]",
    "population_total": "has a population of more than [X]",
    "population_estimate": "has a population of more than [X]",
    "speakers": "has more than [X] speakers",
    "area": "covers more than [X]",
    "area_total": "covers more than [X]",
    "elevation": "lies more than [X] above sea level",
    "length": "is more than [X] long",
    "height": "is more than [X] high",
    "students": "has more than [X] students",
}
# Keys of which a bare number counts something; any other number means nothing without its unit.
_COUNTED = frozenset({"population", "speakers", "students"})
_DATES = {
    "founded": "was founded in [X]",
    "foundation": "was founded in [X]",
    "established": "was established in [X]",
    "formation": "was formed in [X]",
    "released": "was released in [X]",
    "opened": "was opened in [X]",
    "completed": "was completed in [X]",
    "built": "was built in [X]",
    "birth_date": "was born in [X]",
    "date_of_birth": "was born in [X]",
    "death_date": "died in [X]",
    "date_of_death": "died in [X]",
}
_EXACT = ("day", "month", "year")
_TRAILING_NUMBER = re.compile(r"_?\d+$")


def infobox_claims(entity: Entity, resolve: Callable[[str], int | None], language: str = "en") -> Iterator[Claim]:
    """The claims that an article's infobox makes; `resolve` gives the page of a linked title."""
    for row, stated in zip(entity.attributes, typed_rows(entity, language), strict=True):
        key = _TRAILING_NUMBER.sub("", row.key)
        if len(row.links) == 1 and key in _LINKED and _is_the_value(row):
            title = row.links[0]
            constraint = Constraint("has_attribute", resolve(title), title, row.key, "=", title)
            yield Claim(constraint, _LINKED[key], None, row.value.strip(), "infobox")
        elif isinstance(stated, Quantity) and key in _AMOUNTS:
            yield from _amount(row.key, stated, _AMOUNTS[key])
        elif isinstance(stated, Day) and key in _DATES and stated.year > 0 and stated.precision in _EXACT:
            for period in periods(stated.year):
                constraint = Constraint("has_attribute", key=row.key, op="in", value=period)
                yield Claim(constraint, _DATES[key], None, period, "infobox")


def _is_the_value(row: Attribute) -> bool:
    """Whether the row's value is the linked name and nothing else ("Paris", not "Paris and Lyon")."""
    value = row.value.strip()
    return value.casefold() == row.links[0].casefold() or row.links[0].startswith(f"{value} (")


def _amount(key: str, stated: Quantity, relation: str) -> Iterator[Claim]:
    """More than the amount's first digit says: 3,645,000 is more than 3 million."""
    if stated.low < 1 or stated.approximate:
        return
    power = 10 ** (len(str(int(stated.low))) - 1)
    bound = int(stated.low // power * power)
    if bound == stated.low:
        return
    if not stated.unit and key.partition("_")[0] not in _COUNTED:
        return
    unit = f" {stated.unit}" if stated.unit else ""
    constraint = Constraint("has_attribute", key=key, op=">", value=f"{bound}{unit}")
    yield Claim(constraint, relation, None, f"{_in_words(bound)}{unit}", "infobox")


def _in_words(number: int) -> str:
    for name, size in (("billion", 10**9), ("million", 10**6)):
        if number >= size:
            return f"{number // size} {name}"
    return f"{number:,}"
