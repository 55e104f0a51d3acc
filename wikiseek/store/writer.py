"""Making the store of the shards of a build: pages copied, titles and redirects settled, postings merged.

Memory does not grow with the dump: what must be sorted is sorted on disk, in a scratch folder.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
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


def write_store(folder: Path, scratch: Path, shards: Sequence[Path], meta: dict[str, Any]) -> StoreSummary:
    """Write `entities.lmdb` into `folder` from shards in the order of the dump.

    `scratch` is emptied first and removed in the end. The same pages give the same bytes, however
    they are shared out among shards. Raises `DumpError` for a page id that comes twice, `NoSpace`.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    with space_checked(scratch):
        scratch.mkdir(parents=True)
    opened = [Shard(path) for path in shards]
    _check_ids(opened)
    with space_checked(folder), Tables.made(scratch / "store.lmdb", layout.DATABASES) as tables:
        content = _copy_pages(tables, opened)
        counts = Titles(tables, scratch).settle(opened)
        counts |= put_links(tables, scratch, [shard.postings("links") for shard in opened])
        for name in ("attributes", "categories", "kinds", "tokens"):
            counts[name] = put_postings(tables, name, [shard.postings(name) for shard in opened])
        candidates = np.concatenate([shard.candidates for shard in opened]) if opened else np.empty(0, np.uint32)
        tables.put("meta", b"candidates", bitmap_bytes(candidates.tolist()))
        for name, value in sorted(meta.items()):
            tables.put("meta", name.encode(), codec.canonical(value))
        counts |= {"articles": sum(len(shard.ids) for shard in opened), "candidates": len(candidates)}
        counts["recovered"] = sum(shard.recovered for shard in opened)
        tables.copy(folder / layout.FILE)
    shutil.rmtree(scratch)
    newest = max((shard.newest for shard in opened), default="")
    return StoreSummary(dict(sorted(counts.items())), content, newest)


def _check_ids(shards: Sequence[Shard]) -> None:
    ids = np.sort(np.concatenate([shard.ids for shard in shards])) if shards else np.empty(0, np.uint32)
    twice = ids[1:][ids[1:] == ids[:-1]]
    if len(twice):
        raise DumpError(f"page id {twice[0]} comes twice in the dump ({len(twice)} such): give each page once")


def _copy_pages(tables: Tables, shards: Sequence[Shard]) -> str:
    """Store entities, texts and reasons; returns the digest of all that is stored."""
    # Two digests, since a shard has its redirects behind its pages: where shards end must not show.
    articles, redirects = hashlib.sha256(), hashlib.sha256()
    for shard in shards:
        for page in shard.pages():
            key = layout.id_key(page.page_id)
            articles.update(key + page.digest)
            tables.put("entities", key, page.entity)
            tables.put("texts", key, page.text)
            if page.source:
                tables.put(layout.SOURCES, key, page.source)
        for title, target in shard.redirects():
            redirects.update(codec.canonical([title, target]))
        shard.release()
    # Behind all pages, not behind those of their shard: what was written when shows in bytes that no row uses.
    for shard in shards:
        for page_id, reason in shard.skipped():
            tables.put("skipped", layout.id_key(page_id), reason.encode())
    return codec.content_id([articles.hexdigest(), redirects.hexdigest()])
