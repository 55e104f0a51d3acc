"""LMDB as a builder uses it: one environment, many tables, rows written in batches, a compact copy in the end."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import lmdb

from wikiseek.errors import NoSpace
from wikiseek.files import space_checked
from wikiseek.store.layout import MAP_SIZE

_BATCH = 8192


class Tables:
    """Tables being written. A row is seen by `get` and `rows` as soon as it is put; the first of a key stays."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        # What is half written is thrown away and made again: syncing each batch would guard nothing.
        self._env = lmdb.open(str(path), map_size=MAP_SIZE, max_dbs=len(names), lock=False, sync=False)
        self._databases = {name: self._env.open_db(name.encode(), dupsort=name.endswith("*")) for name in names}
        self._transaction = self._env.begin(write=True)
        self._written = 0
        self._last: dict[str, bytes] = {}

    @classmethod
    @contextmanager
    def made(cls, path: Path, names: Sequence[str]) -> Iterator[Tables]:
        """New tables at `path`; a name that ends in `*` holds several values a key. Raises `NoSpace`."""
        try:
            tables = cls(path, names)
            try:
                yield tables
            finally:
                tables.close()
        except lmdb.Error as error:
            raise NoSpace(
                f"{path} cannot be written ({error}): free some space and run the same command again"
            ) from error

    def put(self, name: str, key: bytes, value: bytes) -> None:
        """Add a row unless its key (and value, where there are several) is there."""
        several = name.endswith("*")
        # At the end of a table pages are filled whole; anywhere else they are split in halves.
        at_end = not several and key > self._last.get(name, b"")
        self._transaction.put(key, value, overwrite=several, append=at_end, db=self._databases[name])
        if at_end:
            self._last[name] = key
        self._count()

    def replace(self, name: str, key: bytes, value: bytes) -> None:
        """Put a row in the place of the one of its key, if there is one."""
        self._transaction.put(key, value, db=self._databases[name])
        self._count()

    def put_sorted(self, name: str, rows: Iterable[tuple[bytes, bytes]]) -> int:
        """Add rows that ascend by key, behind all that the table has; returns how many."""
        count, source = 0, iter(rows)
        while batch := list(islice(source, _BATCH)):
            with self._transaction.cursor(self._databases[name]) as cursor:
                cursor.putmulti(batch, append=True)
            count += len(batch)
            self._commit()
        return count

    def get(self, name: str, key: bytes) -> bytes | None:
        """The value of a key."""
        value: bytes | None = self._transaction.get(key, db=self._databases[name])
        return value

    def rows(self, name: str, first: bytes | None = None) -> Iterator[tuple[bytes, bytes]]:
        """All rows in the order of keys, from the key `first` on; this table must not be written meanwhile."""
        batch = self._batch(name, first, beyond=False)
        while batch:
            yield from batch
            batch = self._batch(name, batch[-1][0], beyond=True)

    def found(self, name: str, keys: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
        """The places in ascending `keys` of those that the table has, each with its value."""
        place = 0
        for key, value in self.rows(name, keys[0]):
            place = bisect_left(keys, key, place)
            if place == len(keys):
                return
            if keys[place] == key:
                yield place, value

    def groups(self, name: str) -> Iterator[tuple[bytes, list[bytes]]]:
        """The keys of a table with several values a key, each with its values in order."""
        for key, rows in groupby(self.rows(name), key=itemgetter(0)):
            yield key, [value for _, value in rows]

    def _batch(self, name: str, start: bytes | None, beyond: bool) -> list[tuple[bytes, bytes]]:
        """Some rows from the key `start` on, or from `beyond` it, all values of the last key with them."""
        rows: list[tuple[bytes, bytes]] = []
        with self._transaction.cursor(self._databases[name]) as cursor:
            found = cursor.first() if start is None else cursor.set_range(start)
            if found and beyond and cursor.key() == start:
                found = cursor.next_nodup()
            while found and (len(rows) < _BATCH or cursor.key() == rows[-1][0]):
                rows.append(cursor.item())
                found = cursor.next()
        return rows

    def copy(self, path: Path) -> None:
        """Write a compact copy into the folder `path`: the same rows give the same bytes."""
        self._commit()
        with space_checked(path):
            path.mkdir(parents=True, exist_ok=True)
            (path / "data.mdb").unlink(missing_ok=True)
            # To a file of our own: what LMDB opens itself is written past the cache of the system, at half the pace.
            with (path / "data.mdb").open("wb") as stream:
                self._env.copyfd(stream.fileno(), compact=True)
                os.fsync(stream.fileno())

    def close(self) -> None:
        """Give up or be done; nothing is kept that was not copied."""
        self._transaction.abort()
        self._env.close()

    def _count(self) -> None:
        self._written += 1
        if self._written % _BATCH == 0:
            self._commit()

    def _commit(self) -> None:
        self._transaction.commit()
        self._transaction = self._env.begin(write=True)
