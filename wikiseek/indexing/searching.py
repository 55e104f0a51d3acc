"""The second half of a build: passages of all shards cut, counted and encoded by workers, then put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wikiseek import codec
from wikiseek.engines import Bounds, EngineName, run_units
from wikiseek.indexing.work import Work, code_id
from wikiseek.search import (
    Analyzer,
    Encoder,
    SearchedPage,
    SearchSummary,
    build_search,
    opened_encoder,
    write_piece,
)
from wikiseek.store import Shard

Progress = Callable[[str], None]

# Cutting and encoding take linear time: the bound is for what hangs. A transformer is slow, and maps much memory.
_BOUNDS = Bounds(seconds=3600.0, memory=1 << 46)
_SAID_EVERY = 200


@dataclass(frozen=True, slots=True)
class PieceUnit:
    """A shard whose passages are to be written to `piece`; the encoder is that of the index in `out`."""

    shard: Path
    piece: Path
    out: Path
    encoder: str
    language: str


def search_shards(
    out: Path,
    work: Work,
    shards: Sequence[Path],
    encoder: Encoder | None,
    settings: tuple[str, str | None, str],
    workers: int,
    engine: EngineName,
    progress: Progress,
) -> SearchSummary:
    """Write the search part of the index in `out`, making the pieces that are missing.

    `settings` are the encoder's name, the FAISS factory and the language. Raises `NoSpace` and what
    `build_search` raises.
    """
    name, factory, language = settings
    made_by = codec.content_id([encoder.id if encoder else "", language, code_id("search")])
    units = [PieceUnit(shard, work.piece(shard, made_by), out.absolute(), name, language) for shard in shards]
    found = work.pieces(made_by)
    missing = (unit for unit in units if unit.piece not in found)
    if found:
        progress(f"going on: {len(found)} units are cut and encoded")
    for done, _ in enumerate(run_units(missing, make_piece, workers, _BOUNDS, engine=engine), 1):
        if done % _SAID_EVERY == 0:
            progress(f"{done} pages cut and encoded")
    return build_search(out, [unit.piece for unit in units], name, factory, progress, language)


def make_piece(unit: PieceUnit, _: frozenset[int]) -> Iterator[None]:
    """Write the piece of one shard; yields for each page."""
    encoder, analyzer = _tools(unit.out, unit.encoder, unit.language)
    pages = (SearchedPage(*page) for page in Shard(unit.shard).texts())
    yield from write_piece(unit.piece, pages, encoder, analyzer)


@lru_cache(maxsize=1)
def _tools(out: Path, encoder: str, language: str) -> tuple[Encoder | None, Analyzer]:
    return opened_encoder(out, encoder), Analyzer(language)
