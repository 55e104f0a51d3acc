"""Building the search part of an index of the pieces that were made of its units, in bounded memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wikiseek import codec, files
from wikiseek.search import dense, passages
from wikiseek.search.arrays import Array
from wikiseek.search.bm25 import write_bm25
from wikiseek.search.encoder import NONE, Encoder, open_encoder
from wikiseek.search.factory import empty
from wikiseek.search.piece import Piece
from wikiseek.search.static import StaticEncoder, copy, is_static
from wikiseek.search.terms import terms_run
from wikiseek.search.transformer import TransformerEncoder

ENCODER_FOLDER, ENCODER_FILE = "encoder", "encoder.json"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """What was built, for a manifest. `encoder`, `factory` are "" and `dimensions` 0 when there is no dense part."""

    passages: int
    terms: int
    encoder: str
    dimensions: int
    factory: str


def prepare_search(folder: Path, encoder_spec: str, faiss_factory: str | None) -> Encoder | None:
    """Do first what can fail: make the encoder in `folder`, and try the factory string.

    `encoder_spec` is what `open_encoder` takes, or "none" for no dense part. What another build left
    there is removed. Raises `Prerequisite`, `NotFound`, `NoSpace`.
    """
    with files.space_checked(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if encoder_spec == NONE:
        shutil.rmtree(folder / dense.FOLDER, ignore_errors=True)
        return None
    encoder = open_encoder(encoder_spec, folder / dense.FOLDER / ENCODER_FOLDER)
    if not isinstance(encoder, StaticEncoder):
        shutil.rmtree(folder / dense.FOLDER / ENCODER_FOLDER, ignore_errors=True)
    if faiss_factory:
        empty(encoder.dimensions, faiss_factory)
    return encoder


def carry_encoder(folder: Path, to: Path) -> None:
    """Give the index in `to` the static encoder of the index in `folder`, if it has one. Raises `NoSpace`."""
    made = folder / dense.FOLDER / ENCODER_FOLDER
    if is_static(made):
        copy(made, to / dense.FOLDER / ENCODER_FOLDER)


def opened_encoder(folder: Path, spec: str) -> Encoder | None:
    """The encoder that `prepare_search` made ready for the index in `folder`; None for "none". Writes nothing."""
    if spec == NONE:
        return None
    made = folder / dense.FOLDER / ENCODER_FOLDER
    return StaticEncoder(made) if is_static(made) else TransformerEncoder(Path(spec))


def build_search(
    folder: Path,
    pieces: Sequence[Path],
    encoder_spec: str = "static",
    faiss_factory: str | None = None,
    progress: Progress = lambda stage: None,
    language: str = "english",
) -> SearchSummary:
    """Write `passages.npy`, `bm25/` and `dense/` in `folder` of pieces in the order of their pages.

    The same pages and settings give the same bytes, however pages are shared out among pieces.
    Raises `Prerequisite`, `NotFound`, `NoSpace`.
    """
    encoder = opened_encoder(folder, encoder_spec)
    opened = [Piece(path) for path in pieces]
    progress("writing passages")
    count = _write_rows(folder, opened, encoder)
    progress("merging terms")
    bases = np.cumsum([0, *(len(piece.lengths) for piece in opened)]).tolist()
    runs = [terms_run(piece.sections, base) for piece, base in zip(opened, bases, strict=False)]
    terms = write_bm25(folder, runs, _lengths(opened), language)
    if encoder is None:
        return SearchSummary(count, terms, "", 0, "")
    progress("indexing vectors")
    factory = dense.finish(folder, encoder.dimensions, faiss_factory)
    path = "" if isinstance(encoder, StaticEncoder) else str(Path(encoder_spec).resolve())
    record = {"id": encoder.id, "dimensions": encoder.dimensions, "path": path}
    files.write_bytes(folder / dense.FOLDER / ENCODER_FILE, codec.line(record))
    return SearchSummary(count, terms, encoder.id, encoder.dimensions, factory)


def _write_rows(folder: Path, pieces: Sequence[Piece], encoder: Encoder | None) -> int:
    """Put the passages and vectors of all pieces together; returns the number of passages."""
    with ExitStack() as stack:
        table = stack.enter_context(passages.writer(folder))
        vectors = stack.enter_context(dense.writer(folder, encoder.dimensions)) if encoder else None
        for piece in pieces:
            table.append(piece.rows)
            if encoder and vectors:
                vectors.append(piece.vectors(encoder.dimensions))
            piece.sections.release()
        return table.rows


def _lengths(pieces: Sequence[Piece]) -> Array:
    lengths = [piece.lengths for piece in pieces]
    return np.concatenate(lengths) if lengths else np.empty(0, np.uint32)
