"""The store of a made-up graph, written as a build writes it, in a process of its own. Run as
`python -m bench.graph_build WORLD OUT WORKERS`; it prints seconds and counts as JSON.

Each page is an article without a text whose links all stand at its beginning. Workers put pages down in shards (runs
of postings sorted by title, compressed records); the shards are merged and their links resolved as those of any dump.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

from bench.graph_world import World, links_of, page_id, title
from wikiseek.engines import Bounds, run_units
from wikiseek.records import Entity, Link
from wikiseek.store import ShardWriter, write_postings, writing_store

# A unit is one element here: it may take longer than a page.
_BOUNDS = Bounds(seconds=600.0, memory=2 << 30)
Unit = tuple[Path, int, Path]


def main() -> None:
    """Write the store of the graph in the folder WORLD into the folder OUT."""
    print(json.dumps(build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))


def build(folder: Path, out: Path, workers: int) -> dict[str, float]:
    """Write the store; returns the seconds of both halves, and the counts of the store."""
    out.mkdir(parents=True)
    began = time.perf_counter()
    units = [(folder, chunk, out / f"shard.{chunk}") for chunk in World.read(folder).chunks]
    shards = list(run_units(units, put_down, workers, _BOUNDS))
    written = time.perf_counter()
    with writing_store(out / "scratch") as writer:
        for shard in shards:
            writer.add(shard)
        counts = writer.finish(out, {}).counts
    write_postings(out, out / "scratch", shards)
    merged = time.perf_counter()
    for shard in shards:
        shard.unlink()
    return {**counts, "shards_s": written - began, "store_s": merged - written}


def put_down(unit: Unit, _: frozenset[int]) -> Iterator[Path]:
    """Write the shard of one chunk."""
    folder, chunk, path = unit
    writer = ShardWriter()
    first = World.read(folder).first(chunk)
    degrees, targets = links_of(folder, chunk)
    titles = map(title, targets.tolist())
    for number, degree in enumerate(degrees.tolist(), first):
        links = tuple(Link(next(titles), 0, 0) for _ in repeat(None, degree))
        writer.add(Entity(page_id(number), title(number), 1, "2026-01-01T00:00:00Z", "", links=links))
    writer.write(path)
    yield path


if __name__ == "__main__":
    main()
