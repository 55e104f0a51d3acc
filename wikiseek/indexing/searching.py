"""The second half of a build: passages of all shards cut, counted and encoded by workers, then put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wikiseek import codec
from wikiseek.engines import Bounds, EngineName, run_units
from wikiseek.indexing.earlier import Earlier
from wikiseek.indexing.work import SEARCH, Work, code_id
from wikiseek.search import (
    Analyzer,
    Encoder,
    KnownVectors,
    Piece,
    SearchedPage,
    SearchSummary,
    bodies,
    build_search,
    lead,
    opened_encoder,
    write_piece,
    write_places,
)
from wikiseek.store import EarlierArticles, Shard

Progress = Callable[[str], None]

# Cutting and encoding take linear time: the bound is for what hangs. A transformer is slow, and maps much memory.
_BOUNDS = Bounds(seconds=3600.0, memory=1 << 46)
_SAID_EVERY = 200
_PLACES = "places"


class SearchSettings(NamedTuple):
    """What decides the search part of an index: `factory` is None for one by size."""

    encoder: str
    factory: str | None
    language: str
    leads_only: bool


class Known(NamedTuple):
    """An index whose vectors may be used again, and the file that says where those of each page are."""

    folder: Path
    places: Path


@dataclass(frozen=True, slots=True)
class PieceUnit:
    """A shard whose passages are to be written to `piece`; `encoder` is the id of that of the index in `out`."""

    shard: Path
    piece: Path
    out: Path
    encoder: str
    settings: SearchSettings
    known: Known | None


def search_shards(
    out: Path,
    work: Work,
    shards: Sequence[Path],
    encoder: Encoder | None,
    settings: SearchSettings,
    earlier: Earlier | None,
    workers: int,
    engine: EngineName,
    progress: Progress,
) -> tuple[SearchSummary, int]:
    """Write the search part of the index in `out`, making the pieces that are missing.

    Returns what was built, and how many vectors of the index `earlier` were used again. Raises `NoSpace` and
    what `build_search` raises.
    """
    name, factory, language, leads_only = settings
    encoder_id = encoder.id if encoder else ""
    made_by = codec.content_id([encoder_id, language, leads_only, code_id(*SEARCH)])
    known = _known(earlier, encoder, work, progress) if earlier and encoder else None
    units = [
        PieceUnit(shard, work.piece(shard, made_by), out.absolute(), encoder_id, settings, known) for shard in shards
    ]
    found = work.pieces(made_by)
    missing = (unit for unit in units if unit.piece not in found)
    if found:
        progress(f"going on: {len(found)} units are cut and encoded")
    for done, _ in enumerate(run_units(missing, make_piece, workers, _BOUNDS, engine=engine), 1):
        if done % _SAID_EVERY == 0:
            progress(f"{done} pages cut and encoded")
    pieces = [unit.piece for unit in units]
    reused = sum(Piece(path).reused for path in pieces) if encoder else 0
    return build_search(out, pieces, name, factory, progress, language), reused


def _known(earlier: Earlier, encoder: Encoder, work: Work, progress: Progress) -> Known | None:
    """Where vectors may be taken from; says so if nowhere."""
    if why := earlier.why_no_vectors(encoder.id):
        progress(f"all passages are encoded again: {why}")
        return None
    known = Known(earlier.folder.absolute(), work.folder / _PLACES)
    write_places(*known)
    return known


def make_piece(unit: PieceUnit, _: frozenset[int]) -> Iterator[None]:
    """Write the piece of one shard; yields for each page."""
    encoder, analyzer = _tools(unit.out, unit.settings.encoder, unit.settings.language, unit.encoder)
    pages = (SearchedPage(*page) for page in Shard(unit.shard).texts())
    parts = lead if unit.settings.leads_only else bodies
    with _opened(unit.known, encoder) as known:
        yield from write_piece(unit.piece, pages, encoder, analyzer, known, parts)


@contextmanager
def _opened(known: Known | None, encoder: Encoder | None) -> Iterator[KnownVectors | None]:
    if known is None or encoder is None:
        yield None
        return
    with EarlierArticles(known.folder) as articles:
        yield KnownVectors(known.folder, articles, known.places, encoder.dimensions)


@lru_cache(maxsize=1)
def _tools(out: Path, encoder: str, language: str, _: str) -> tuple[Encoder | None, Analyzer]:
    return opened_encoder(out, encoder), Analyzer(language)
