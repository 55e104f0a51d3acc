"""What is stored of a page: a compressed record and its compressed text, and how they become an entity again."""

from __future__ import annotations

import hashlib
from operator import itemgetter
from typing import Any, NamedTuple

import zstandard

from wikiseek import codec
from wikiseek.records import Attribute, Entity, Link, Section

# To make a new one for each page takes longer than to compress it. Level 3, zstd's own choice, takes 0.4 times as long
# again, for 2.7% less.
_COMPRESSOR = zstandard.ZstdCompressor(level=1)
_DECOMPRESSOR = zstandard.ZstdDecompressor()
# A named tuple as a plain one, in a third of the time that `tuple` takes.
_PLAIN = itemgetter(slice(None))


class Packed(NamedTuple):
    """The two stored values of a page, and the digest of both before compression: the content, whatever the library."""

    entity: bytes
    text: bytes
    digest: bytes


def pack(entity: Entity, text: bytes) -> Packed:
    """What is stored of `entity`, whose text in UTF-8 is `text`."""
    record = codec.canonical(_record(entity))
    return Packed(_COMPRESSOR.compress(record), _COMPRESSOR.compress(text), _digest(record, text))


def repack(page_id: int, entity: bytes, text: bytes) -> tuple[Entity, bytes, Packed]:
    """The entity of a stored page, its text left out; that text in UTF-8; and what `pack` gave for both."""
    record, plain = _DECOMPRESSOR.decompress(entity), _DECOMPRESSOR.decompress(text)
    return restore(page_id, codec.load(record), ""), plain, Packed(entity, text, _digest(record, plain))


def _digest(record: bytes, text: bytes) -> bytes:
    digest = hashlib.sha256(record)
    digest.update(text)
    return digest.digest()


def unpack(data: bytes) -> Any:
    """The record of a stored page."""
    return codec.load(_DECOMPRESSOR.decompress(data))


def unpack_text(data: bytes) -> str:
    """The plain text of a stored page."""
    return _DECOMPRESSOR.decompress(data).decode("utf-8", "surrogatepass")


def unpacked_bytes(data: bytes) -> int:
    """The bytes that stored data has once it is unpacked: its head says so."""
    size: int = zstandard.frame_content_size(data)
    return size


def _record(entity: Entity) -> dict[str, Any]:
    return {
        "title": entity.title,
        "revision": entity.revision,
        "timestamp": entity.timestamp,
        "sections": [*map(_PLAIN, entity.sections)],
        "links": [*map(_PLAIN, entity.links)],
        "attributes": [[row.key, row.value, list(row.links)] for row in entity.attributes],
        "categories": list(entity.categories),
        "kind": entity.kind,
        "flags": list(entity.flags),
    }


def sections(record: dict[str, Any]) -> tuple[Section, ...]:
    """The headings of a record."""
    return tuple(map(Section._make, record["sections"]))


def restore(page_id: int, record: dict[str, Any], text: str) -> Entity:
    """The entity of a stored record and its text."""
    return Entity(
        id=page_id,
        title=record["title"],
        revision=record["revision"],
        timestamp=record["timestamp"],
        text=text,
        sections=sections(record),
        links=tuple(map(Link._make, record["links"])),
        attributes=tuple(Attribute(key, value, tuple(links)) for key, value, links in record["attributes"]),
        categories=tuple(record["categories"]),
        kind=record["kind"],
        flags=tuple(record["flags"]),
    )
