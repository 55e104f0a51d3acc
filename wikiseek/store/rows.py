"""Infobox rows by what they state: amounts compared, dates in a period."""

from __future__ import annotations

from functools import lru_cache

from pyroaring import BitMap

from wikiseek.dump.typed import typed
from wikiseek.records import Constraint, Day, Quantity
from wikiseek.store.categories import years
from wikiseek.store.reader import Store

_CACHED_KEYS = 1000
_CACHED_SETS = 20_000

Stated = tuple[Quantity | Day | None, BitMap]


class Rows:
    """The rows of a store under a key, read once and kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.stated = lru_cache(_CACHED_KEYS)(self._stated)
        self.satisfying = lru_cache(_CACHED_SETS)(self._satisfying)

    def _stated(self, key: str) -> tuple[Stated, ...]:
        """What each value of a key states, and the pages with it."""
        return tuple((typed(value, key), pages) for value, pages in self._store.rows_of(key))

    def _satisfying(self, constraint: Constraint) -> tuple[BitMap, BitMap]:
        """The pages whose row satisfies a constraint, and all pages that have a row of its key."""
        rows = self.stated(constraint.key)
        found = [pages for stated, pages in rows if stated is not None and holds(constraint, stated)]
        return BitMap.union(BitMap(), *found), BitMap.union(BitMap(), *(pages for _, pages in rows))


def holds(constraint: Constraint, stated: Quantity | Day) -> bool:
    """Whether what a row states satisfies a comparison (`>`, `<`) or lies in a period (`in`).

    A comparison is "number unit" ("1000000", "500 km²"); a range satisfies it when both its ends do, and an
    amount in another unit never.
    """
    if isinstance(stated, Day):
        return (
            constraint.op == "in"
            and stated.precision in ("day", "month", "year")
            and stated.year in years(constraint.value)
        )
    number, _, unit = constraint.value.partition(" ")
    if constraint.op not in (">", "<") or stated.unit != unit:
        return False
    return stated.low > float(number) if constraint.op == ">" else stated.high < float(number)
