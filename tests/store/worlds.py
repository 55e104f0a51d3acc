"""Small stores written for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from wikiseek.records import Entity, Link
from wikiseek.store import Store, StoreWriter, draft


def entity(page_id: int, title: str, text: str, links: Sequence[tuple[str, str]] = (), **fields: object) -> Entity:
    """An entity whose `links` are given as (anchor in the text, target)."""
    spans = tuple(Link(target, text.index(anchor), text.index(anchor) + len(anchor)) for anchor, target in links)
    return Entity(page_id, title, 1, "2020-01-01T00:00:00Z", text, links=spans, **fields)  # type: ignore[arg-type]


def store_of(folder: Path, entities: Sequence[Entity], redirects: Mapping[str, str] | None = None) -> Store:
    """A finished store of `entities`, opened."""
    writer = StoreWriter(folder)
    for page in entities:
        writer.add(draft(page))
    for title, target in (redirects or {}).items():
        writer.add_redirect(title, target)
    writer.finish({})
    return Store(folder)
