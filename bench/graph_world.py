"""A made-up graph of links as large as one asks for: in-degrees by a power law, out-degrees log-normal.

Page `n` of the world has the id `10 n + 7`: ids stand as far apart as those of the English Wikipedia's articles, so
that sets are spread over as many containers. Pages are linked to by their rank, (rank + 10) ** -0.85, in an order that
has nothing to do with ids: few have several hundred thousand links to them, half of them fewer than eight (for 7
million pages and 200 million links). There are no topics in it: two pages share what they link to by chance.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

CHUNK = 50_000  # pages that are drawn together, and put down in one shard
_FALL, _FLAT = 0.85, 10.0
_SPREAD = 1.0
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class World:
    """So many pages with so many different links in all, none from a page to itself; the seed decides which."""

    pages: int
    links: int
    seed: int

    @property
    def chunks(self) -> range:
        """The numbers of the chunks."""
        return range(-(-self.pages // CHUNK))

    def first(self, chunk: int) -> int:
        """The first page of a chunk."""
        return min(self.pages, chunk * CHUNK)

    def write(self, folder: Path) -> None:
        """Draw the graph and write it into `folder`. Raises ValueError for more links than pages can well have."""
        folder.mkdir(parents=True)
        ranked = np.random.default_rng(self.seed).permutation(self.pages).astype(np.uint32)
        for chunk in self.chunks:
            chance = np.random.default_rng([self.seed, chunk])
            degrees = self._degrees(chunk, chance)
            np.save(folder / f"degrees.{chunk}.npy", degrees)
            np.save(folder / f"targets.{chunk}.npy", self._targets(chunk, degrees, ranked, chance))
        (folder / "world.json").write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> World:
        """The world that was written into `folder`."""
        return cls(**json.loads((folder / "world.json").read_text()))

    def _degrees(self, chunk: int, chance: np.random.Generator) -> Array:
        """How many links each page of a chunk has: together the chunk's share of all, to the link."""
        first, last = self.first(chunk), self.first(chunk + 1)
        share = self.links * last // self.pages - self.links * first // self.pages
        ends = np.cumsum(chance.lognormal(0.0, _SPREAD, last - first))
        degrees: Array = np.diff(np.rint(ends * (share / ends[-1])), prepend=0.0).astype(np.uint32)
        if degrees.max() > self.pages // 4:
            raise ValueError(f"{self.links} links are too many for {self.pages} pages")
        return degrees

    def _targets(self, chunk: int, degrees: Array, ranked: Array, chance: np.random.Generator) -> Array:
        """The pages that those of a chunk link to, page by page, ascending: drawn until all are different."""
        first, places = np.uint64(self.first(chunk)), np.arange(len(degrees) + 1, dtype=np.uint64)
        links = np.empty(0, np.uint64)
        missing = degrees
        while missing.any():
            sources = np.repeat(places[:-1], missing)
            drawn = ranked[self._ranks(len(sources), chance)]
            links = np.concatenate([links, (sources << _HALF | drawn)[drawn != sources + first]])
            links.sort()
            kept = np.ones(len(links), bool)  # numpy's own `unique` takes ten times as long
            np.not_equal(links[1:], links[:-1], out=kept[1:])
            links = links[kept]
            missing = degrees - np.diff(np.searchsorted(links, places << _HALF)).astype(np.uint32)
        return links.astype(np.uint32)  # the low half

    def _ranks(self, count: int, chance: np.random.Generator) -> Array:
        """Ranks with the density (rank + 10) ** -0.85, by the inverse of its integral."""
        power = 1.0 - _FALL
        low, high = _FLAT**power, (_FLAT + self.pages) ** power
        places = (low + (high - low) * chance.random(count)) ** (1.0 / power) - _FLAT
        ranks: Array = np.clip(places, 0, self.pages - 1).astype(np.int64)
        return ranks


def links_of(folder: Path, chunk: int) -> tuple[Array, Array]:
    """How many links each page of a chunk has, and the numbers of the pages that they lead to."""
    return np.load(folder / f"degrees.{chunk}.npy"), np.load(folder / f"targets.{chunk}.npy")


def page_id(number: int) -> int:
    """The id of a page."""
    return 10 * number + 7


def page_number(page: int) -> int:
    """The page of an id."""
    return (page - 7) // 10


def title(number: int) -> str:
    """The title of a page."""
    return f"Page {number}"
