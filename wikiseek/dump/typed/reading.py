"""One value, or the rows of an article: a quantity, a date, or neither."""

from __future__ import annotations

from wikiseek.dump.typed.days import day_of
from wikiseek.dump.typed.keys import says_nothing
from wikiseek.dump.typed.quantities import quantity_of
from wikiseek.records import Day, Entity, Quantity

# Longer values are sentences and lists; this also bounds the time that any pattern can take.
_MAX_VALUE = 120


def typed(value: str, key: str = "") -> Quantity | Day | None:
    """What the plain text of a value states: one number or range with its unit, or one date.

    None for everything else and for all that is doubtful: several values, values with conditions,
    identifiers, "1.234" (a thousand in half of Europe), and bare numbers that may be years, unless
    `key`, the row's, decides ("population", "founded"). Never raises; linear in the length of `value`.
    """
    text = value.strip() if len(value) <= _MAX_VALUE else ""
    if not text or says_nothing(key):
        return None
    return day_of(text, key) or quantity_of(text, key)


def typed_rows(entity: Entity, language: str = "en") -> tuple[Quantity | Day | None, ...]:
    """What each of the entity's infobox rows states, in their order; `language` is the wiki's code.

    Other languages write numbers and months in other ways: nothing is read from them.
    """
    if language.partition("-")[0] not in ("en", "simple"):
        return (None,) * len(entity.attributes)
    return tuple(typed(row.value, row.key) for row in entity.attributes)
