"""A page made ready for the store: compressed records and posting keys, as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import zstandard

from wikiseek import codec
from wikiseek.records import Attribute, Entity, Link, Section
from wikiseek.store.layout import attribute_key, text_key
from wikiseek.store.names import token_keys

# To make a new one for each page takes longer than to compress it.
_COMPRESSOR = zstandard.ZstdCompressor(level=3)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a shard holds of one article. `postings` are the keys under which it is found, each once.

    `digest` is of the record and text before compression: the content, whatever the library.
    """

    page_id: int
    title: str
    entity: bytes
    text: bytes
    postings: dict[str, list[bytes]]
    flags: tuple[str, ...]
    timestamp: str
    digest: bytes


def draft(entity: Entity) -> Draft:
    """The draft of `entity`."""
    record = codec.canonical(_record(entity))
    text = entity.text.encode("utf-8", "surrogatepass")
    rows = {attribute_key(row.key, value) for row in entity.attributes for value in (row.value, *row.links)}
    return Draft(
        page_id=entity.id,
        title=entity.title,
        entity=_COMPRESSOR.compress(record),
        text=_COMPRESSOR.compress(text),
        postings={
            "attributes": _keys(rows),
            "categories": _keys(entity.categories),
            "kinds": _keys([entity.kind] if entity.kind else []),
            "links": _keys(link.target for link in entity.links),
            "tokens": _keys(token_keys(entity.text)),
        },
        flags=entity.flags,
        timestamp=entity.timestamp,
        digest=hashlib.sha256(record + text).digest(),
    )


def _keys(texts: Iterable[str]) -> list[bytes]:
    return [text_key(text) for text in set(texts)]


def unpack(data: bytes) -> Any:
    """The record of a stored page."""
    return codec.load(zstandard.decompress(data))


def unpack_text(data: bytes) -> str:
    """The plain text of a stored page."""
    return zstandard.decompress(data).decode("utf-8", "surrogatepass")


def _record(entity: Entity) -> dict[str, Any]:
    return {
        "title": entity.title,
        "revision": entity.revision,
        "timestamp": entity.timestamp,
        "sections": [[s.title, s.level, s.start] for s in entity.sections],
        "links": [[link.target, link.start, link.end] for link in entity.links],
        "attributes": [[row.key, row.value, list(row.links)] for row in entity.attributes],
        "categories": list(entity.categories),
        "kind": entity.kind,
        "flags": list(entity.flags),
    }


def restore(page_id: int, record: dict[str, Any], text: str) -> Entity:
    """The entity of a stored record and its text."""
    return Entity(
        id=page_id,
        title=record["title"],
        revision=record["revision"],
        timestamp=record["timestamp"],
        text=text,
        sections=tuple(Section(*row) for row in record["sections"]),
        links=tuple(Link(*row) for row in record["links"]),
        attributes=tuple(Attribute(key, value, tuple(links)) for key, value, links in record["attributes"]),
        categories=tuple(record["categories"]),
        kind=record["kind"],
        flags=tuple(record["flags"]),
    )
