"""Small stores written for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from wikiseek.records import Entity, Link
from wikiseek.store import ShardWriter, Store, write_postings, writing_store


def entity(page_id: int, title: str, text: str, links: Sequence[tuple[str, str]] = (), **fields: object) -> Entity:
    """An entity whose `links` are given as (anchor in the text, target)."""
    spans = tuple(Link(target, text.index(anchor), text.index(anchor) + len(anchor)) for anchor, target in links)
    return Entity(page_id, title, 1, "2020-01-01T00:00:00Z", text, links=spans, **fields)  # type: ignore[arg-type]


def store_of(
    folder: Path, entities: Sequence[Entity], redirects: Mapping[str, str] | None = None, pages_a_shard: int = 100
) -> Store:
    """A finished store of `entities`, made of shards of so many pages or redirects, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [*entities, *(redirects or {}).items()]
    shards: list[Path] = []
    for start in range(0, len(rows), pages_a_shard):
        shard = ShardWriter()
        for row in rows[start : start + pages_a_shard]:
            if isinstance(row, Entity):
                shard.add(row)
            else:
                shard.add_redirect(*row)
        shards.append(folder / f"shard{start}")
        shard.write(shards[-1])
    write_store(folder, shards)
    return Store(folder)


def write_store(folder: Path, shards: Sequence[Path]) -> None:
    """The store of `shards`, written into `folder`."""
    with writing_store(folder / "scratch") as writer:
        for shard in shards:
            writer.add(shard)
        writer.finish(folder, {})
    write_postings(folder, folder / "scratch", shards)
