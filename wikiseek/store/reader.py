"""Reading the store: titles, entities, texts and postings of a finished index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import lmdb
from pyroaring import BitMap

from wikiseek import codec
from wikiseek.errors import IndexFault
from wikiseek.records import Entity, Section
from wikiseek.store import layout
from wikiseek.store.names import encoded_row, name_key
from wikiseek.store.opening import open_tables
from wikiseek.store.record import restore, sections, unpack, unpack_text, unpacked_bytes

_CACHED_PAGES = 1024
# Rows of tokens are what mentions are looked up in: a growth comes back to the same pages often.
_CACHED_ROWS = 16_384
_CACHED_TITLES = 65_536
_ROWS_AT_ONCE = 1024


class Store:
    """A finished store, read-only. Open it in each process; never carry it across a fork."""

    def __init__(self, folder: Path) -> None:
        entities, postings = folder / layout.FILE, folder / layout.POSTINGS_FILE
        if not (entities / "data.mdb").is_file():
            raise IndexFault(f"{entities} has no entity store: build the index first (wikiseek build-index)")
        self._tables: dict[str, tuple[lmdb.Transaction[bytes], Any]] = {}
        names = [name for name in layout.DATABASES if name != layout.SOURCES]
        # A store that was written before postings had a file has them among the others.
        if postings.is_dir():
            self._open(entities, names)
            self._open(postings, layout.POSTINGS)
        else:
            self._open(entities, [*names, *layout.POSTINGS])
        self.candidates: BitMap = BitMap.deserialize(self._need("meta", b"candidates"))
        self.hideable: BitMap = BitMap.deserialize(self._need("meta", b"hideable"))
        self.longest_name: int = self.meta("longest_name")
        self.entity = lru_cache(_CACHED_PAGES)(self._entity)
        self.text = lru_cache(_CACHED_PAGES)(self._text)
        # Not whole records: a collection of garbage would look through all their lists, for a tenth of a second.
        self.title = lru_cache(_CACHED_TITLES)(self._title)
        self.row = lru_cache(_CACHED_ROWS)(self._row)

    def close(self) -> None:
        """Release the files, as far as nothing else reads them."""
        for transaction, _ in self._tables.values():
            transaction.abort()
        self._tables.clear()

    def _open(self, path: Path, names: Sequence[str]) -> None:
        environment, databases = open_tables(path, names, "run wikiseek verify, then build it again")
        transaction = environment.begin(buffers=False)
        self._tables.update({name: (transaction, database) for name, database in databases.items()})

    def meta(self, name: str) -> Any:
        """A value recorded by the build."""
        return codec.load(self._need("meta", name.encode()))

    def ids(self) -> Iterator[int]:
        """Every stored page, ascending."""
        with self._cursor("entities") as cursor:
            for key in cursor.iternext(keys=True, values=False):
                yield layout.key_id(key)

    def _record(self, page_id: int) -> Any:
        return unpack(self._need("entities", layout.id_key(page_id)))

    def _entity(self, page_id: int) -> Entity:
        return restore(page_id, self._record(page_id), self.text(page_id))

    def _text(self, page_id: int) -> str:
        return unpack_text(self._need("texts", layout.id_key(page_id)))

    def _row(self, page_id: int) -> bytes:
        """The folded tokens of a page, spaced (see `wikiseek.store.names.row`), in UTF-8."""
        return encoded_row(self._text(page_id))

    def _title(self, page_id: int) -> str:
        """The title of a page."""
        title: str = self._record(page_id)["title"]
        return title

    def sections(self, page_id: int) -> Sequence[Section]:
        """The headings of a page."""
        return sections(self._record(page_id))

    def resolve(self, title: str) -> int | None:
        """The page that a normalised title or redirect leads to."""
        key = self._get("titles", layout.text_key(title))
        return None if key is None else layout.key_id(key)

    def aliases(self, page_id: int) -> tuple[str, ...]:
        """The redirects that lead to a page, sorted."""
        data = self._get("aliases", layout.id_key(page_id))
        return () if data is None else tuple(codec.load(data))

    def name_keys(self, page_id: int) -> list[str]:
        """The keys under which a page is named: its title's and its aliases'."""
        found = {name_key(name) for name in (self.title(page_id), *self.aliases(page_id))}
        return sorted(found - {""})

    def named(self, key: str) -> BitMap:
        """Pages with a title or alias of this name key."""
        return self._bitmap("names", layout.text_key(key))

    def names_in(self, words: Sequence[bytes]) -> BitMap:
        """Pages with a title or alias whose folded tokens stand in a row in `words`.

        From each word on, as many more are taken as begin any name at all: two or three, most often.
        """
        found = BitMap()
        with self._cursor("names") as cursor:
            for start in range(len(words)):
                key = words[start]
                for end in range(start + 1, min(len(words), start + self.longest_name) + 1):
                    wanted = layout.cut_key(key)
                    if not cursor.set_range(wanted) or not cursor.key().startswith(wanted[: layout.KEPT_BYTES]):
                        break
                    if cursor.key() == wanted:
                        found |= BitMap.deserialize(cursor.value())
                    if end < len(words):
                        key += b" " + words[end]
        return found

    def linking(self, page_id: int) -> BitMap:
        """Pages whose text links to `page_id`."""
        return self._bitmap("links", layout.id_key(page_id))

    def linking_red(self, title: str) -> BitMap:
        """Pages whose text links to a title that has no page."""
        return self._bitmap("red", layout.text_key(title))

    def linked(self, page_id: int) -> BitMap:
        """Pages that the text of `page_id` links to."""
        return self._bitmap("targets", layout.id_key(page_id))

    def text_bytes(self, pages: BitMap) -> Iterator[tuple[int, int]]:
        """Each of `pages`, ascending, with the bytes of its text in UTF-8, which is not unpacked for that."""
        for key, data in self._rows_of("texts", pages):
            yield layout.key_id(key), unpacked_bytes(data)

    def rows_of_links(self, pages: BitMap) -> Iterator[tuple[bytes, bytes]]:
        """The rows of `pages` in `links`, as they are stored; pages without one are left out."""
        return self._rows_of("links", pages)

    def rows_of_targets(self, pages: BitMap) -> Iterator[tuple[bytes, bytes]]:
        """The rows of `pages` in `targets`, as they are stored; pages without one are left out."""
        return self._rows_of("targets", pages)

    def _rows_of(self, name: str, pages: BitMap) -> Iterator[tuple[bytes, bytes]]:
        with self._cursor(name) as cursor:
            keys = map(layout.id_key, pages)
            while batch := list(islice(keys, _ROWS_AT_ONCE)):
                yield from cursor.getmulti(batch)

    def missing_title(self, title: str) -> str:
        """The title without a page that a red link means: itself, or where a redirect to no page leads."""
        data = self._get("dangling", layout.text_key(title))
        return title if data is None else data.decode("utf-8", "surrogatepass")

    def red_name_keys(self, title: str) -> list[str]:
        """The keys under which a title without a page is named: its own and its redirects'."""
        data = self._get("red_names", layout.text_key(title))
        names = [title] if data is None else [title, *codec.load(data)]
        return sorted({name_key(name) for name in names} - {""})

    def in_category(self, category: str) -> BitMap:
        """Pages in a category."""
        return self._bitmap("categories", layout.text_key(category))

    def with_attribute(self, key: str, value: str) -> BitMap:
        """Pages whose infobox has this row."""
        return self._bitmap("attributes", layout.text_key(layout.attribute_key(key, value)))

    def rows_of(self, key: str) -> Iterator[tuple[str, BitMap]]:
        """Every value that infobox rows have under a key, as text in small letters, and the pages with that row."""
        prefix = layout.attribute_key(key, "").encode("utf-8", "surrogatepass")
        with self._cursor("attributes") as cursor:
            found = cursor.set_range(prefix)
            while found and cursor.key().startswith(prefix):
                value: bytes = cursor.key()[len(prefix) :]
                yield value.decode("utf-8", "surrogatepass"), BitMap.deserialize(cursor.value())
                found = cursor.next()

    def of_kind(self, kind: str) -> BitMap:
        """Pages of a kind."""
        return self._bitmap("kinds", layout.text_key(kind))

    def kinds(self) -> Iterator[tuple[str, BitMap]]:
        """Every kind with its pages."""
        with self._cursor("kinds") as cursor:
            for key, data in cursor:
                yield key.decode(), BitMap.deserialize(data)

    def containing(self, token_key: str) -> BitMap:
        """Pages whose text contains a token (see `wikiseek.store.names.token_keys`)."""
        return self._bitmap("tokens", layout.text_key(token_key))

    def skip_reason(self, page_id: int) -> str | None:
        """Why a page was left out of the index."""
        data = self._get("skipped", layout.id_key(page_id))
        return None if data is None else data.decode()

    def titles_from(self, prefix: str, count: int) -> list[str]:
        """Up to `count` titles in order, from the first that is not before `prefix`."""
        found: list[str] = []
        with self._cursor("titles") as cursor:
            if cursor.set_range(layout.text_key(prefix)):
                for key in cursor.iternext(keys=True, values=False):
                    found.append(key.decode("utf-8", "surrogatepass"))
                    if len(found) == count:
                        break
        return found

    def _bitmap(self, name: str, key: bytes) -> BitMap:
        data = self._get(name, key)
        return BitMap() if data is None else BitMap.deserialize(data)

    def _get(self, name: str, key: bytes) -> bytes | None:
        transaction, database = self._tables[name]
        data: bytes | None = transaction.get(key, db=database)
        return data

    def _cursor(self, name: str) -> lmdb.Cursor[bytes]:
        transaction, database = self._tables[name]
        return transaction.cursor(database)

    def _need(self, name: str, key: bytes) -> bytes:
        data = self._get(name, key)
        if data is None:
            raise IndexFault(f"the entity store has no {name} record {key!r}: run wikiseek verify")
        return data
