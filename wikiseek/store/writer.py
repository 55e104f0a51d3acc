"""Making the store of the shards of a build: pages copied, titles and redirects settled, postings merged.

Memory does not grow with the dump: what must be sorted is sorted on disk, in a scratch folder.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from wikiseek import codec
from wikiseek.errors import DumpError
from wikiseek.files import space_checked
from wikiseek.store import layout
from wikiseek.store.graph import put_links, put_postings
from wikiseek.store.roaring import bitmap_bytes
from wikiseek.store.shard import Shard
from wikiseek.store.table import Tables
from wikiseek.store.titles import Titles


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """What was stored: counts for a manifest, a digest of the content, the newest timestamp."""

    counts: dict[str, int]
    content: str
    newest: str


@contextmanager
def writing_store(scratch: Path) -> Iterator[StoreWriter]:
    """A store to be written, in the folder `scratch` first, which is emptied now and removed in the end.

    Raises `NoSpace`.
    """
    with _emptied(scratch), Tables.made(scratch / "store.lmdb", layout.DATABASES) as tables:
        yield StoreWriter(tables, scratch)


def write_postings(folder: Path, scratch: Path, shards: Sequence[Path]) -> dict[str, int]:
    """Write `postings.lmdb` into `folder`, in `scratch` first, as `writing_store` does; how many keys each table has.

    The same pages give the same bytes, however they are shared out among shards. Raises `NoSpace`.
    """
    opened = [Shard(path) for path in shards]
    with _emptied(scratch), Tables.made(scratch / "postings.lmdb", layout.POSTINGS) as tables:
        counts = {
            name: put_postings(tables, name, [shard.postings(name) for shard in opened]) for name in layout.POSTINGS
        }
        tables.copy(folder / layout.POSTINGS_FILE)
    return counts


@contextmanager
def _emptied(scratch: Path) -> Iterator[None]:
    """A folder with nothing in it, for so long."""
    shutil.rmtree(scratch, ignore_errors=True)
    with space_checked(scratch):
        scratch.mkdir(parents=True)
        yield
    shutil.rmtree(scratch)


class StoreWriter:
    """`entities.lmdb` in the making, from shards in the order of the dump: pages are copied when their shard comes, all
    else is written in the end. The same pages give the same bytes, however they are shared out among shards.
    """

    def __init__(self, tables: Tables, scratch: Path) -> None:
        self._tables, self._scratch = tables, scratch
        self._shards: list[Shard] = []
        # Two digests, since a shard has its redirects behind its pages: where shards end must not show.
        self._articles, self._redirects = hashlib.sha256(), hashlib.sha256()

    def add(self, path: Path) -> None:
        """Store entities, texts and titles of the next shard."""
        shard = Shard(path)
        self._shards.append(shard)
        for page in shard.pages():
            key = layout.id_key(page.page_id)
            self._articles.update(key + page.digest)
            self._tables.put("entities", key, page.entity)
            self._tables.put("texts", key, page.text)
            if page.source:
                self._tables.put(layout.SOURCES, key, page.source)
            self._tables.put("titles", layout.bytes_key(page.title), key)
        for title, target in shard.redirects():
            self._redirects.update(codec.canonical([title, target]))
        shard.release()

    def finish(self, folder: Path, meta: dict[str, Any]) -> StoreSummary:
        """Write `entities.lmdb` into `folder`. Raises `DumpError` for a page id that comes twice."""
        _check_ids(self._shards)
        # Behind all pages, not behind those of their shard: what was written when shows in bytes that no row uses.
        for shard in self._shards:
            for page_id, reason in shard.skipped():
                self._tables.put("skipped", layout.id_key(page_id), reason.encode())
        counts = Titles(self._tables, self._scratch).settle(self._shards)
        counts |= put_links(self._tables, self._scratch, [shard.postings("links") for shard in self._shards])
        counts |= self._put_meta(meta)
        self._tables.copy(folder / layout.FILE)
        newest = max((shard.newest for shard in self._shards), default="")
        content = codec.content_id([self._articles.hexdigest(), self._redirects.hexdigest()])
        return StoreSummary(dict(sorted(counts.items())), content, newest)

    def _put_meta(self, meta: dict[str, Any]) -> dict[str, int]:
        none = np.empty(0, np.uint32)
        candidates = np.concatenate([none, *(shard.candidates for shard in self._shards)])
        hideable = np.concatenate([none, *(shard.hideable for shard in self._shards)])
        self._tables.put("meta", b"candidates", bitmap_bytes(candidates.tolist()))
        self._tables.put("meta", b"hideable", bitmap_bytes(hideable.tolist()))
        for name, value in sorted(meta.items()):
            self._tables.put("meta", name.encode(), codec.canonical(value))
        return {
            "articles": sum(len(shard.ids) for shard in self._shards),
            "candidates": len(candidates),
            "recovered": sum(shard.recovered for shard in self._shards),
        }


def _check_ids(shards: Sequence[Shard]) -> None:
    ids = np.sort(np.concatenate([shard.ids for shard in shards])) if shards else np.empty(0, np.uint32)
    twice = ids[1:][ids[1:] == ids[:-1]]
    if len(twice):
        raise DumpError(f"page id {twice[0]} comes twice in the dump ({len(twice)} such): give each page once")
