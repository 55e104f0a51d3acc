"""The articles of a store made before: what a page of a new dump gives need not be read again when it is there.

That a page is the same is told by a digest of all that is read of it, so that neither a text that was
suppressed under an old revision id nor a dump without revision ids is taken for what it is not.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import lmdb

from wikiseek.errors import IndexFault
from wikiseek.records import Page
from wikiseek.store import layout
from wikiseek.store.record import unpack, unpack_text

_DIGEST_BYTES = 16
_TABLES = ("entities", "sources", "texts", "titles")


class StoredArticle(NamedTuple):
    """The two stored values of an article."""

    entity: bytes
    text: bytes


def source_digest(page: Page) -> bytes:
    """A digest of what an article is read from: title, revision, timestamp and wikitext."""
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in (page.title, "\0", str(page.revision), "\0", page.timestamp, "\0", page.text):
        digest.update(part.encode("utf-8", "surrogatepass"))
    return digest.digest()


class EarlierArticles:
    """A finished store, open for the time of one unit, with nothing kept in memory. Raises `IndexFault`."""

    def __init__(self, folder: Path) -> None:
        path = folder / layout.FILE
        try:
            self._env = lmdb.open(str(path), readonly=True, lock=False, max_dbs=len(_TABLES))
            self._databases = {name: self._env.open_db(name.encode(), create=False) for name in _TABLES}
        except lmdb.Error as error:
            raise IndexFault(f"{path} cannot be read ({error}): build the index again") from error
        self._transaction = self._env.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.abort()
        self._env.close()

    def same(self, page_id: int, source: bytes) -> StoredArticle | None:
        """What is stored of a page, if it was read from a page of the digest `source`."""
        key = layout.id_key(page_id)
        if self._get("sources", key) != source:
            return None
        entity, text = self._get("entities", key), self._get("texts", key)
        return StoredArticle(entity, text) if entity is not None and text is not None else None

    def titled(self, title: str) -> tuple[int, str] | None:
        """The id and the plain text of the article that is itself called `title`."""
        key = self._get("titles", layout.text_key(title))
        entity, text = (None, None) if key is None else (self._get("entities", key), self._get("texts", key))
        if key is None or entity is None or text is None or unpack(entity)["title"] != title:
            return None
        return layout.key_id(key), unpack_text(text)

    def _get(self, name: str, key: bytes) -> bytes | None:
        value: bytes | None = self._transaction.get(key, db=self._databases[name])
        return value
