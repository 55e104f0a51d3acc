"""Building the search part of an index in one pass over the texts, in bounded memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wikiseek import codec, files
from wikiseek.search import dense, passages
from wikiseek.search.arrays import ArrayWriter
from wikiseek.search.bm25 import Bm25Builder
from wikiseek.search.encoder import NONE, Encoder, open_encoder
from wikiseek.search.factory import empty
from wikiseek.search.static import StaticEncoder
from wikiseek.search.texts import Texts, searched

ENCODER_FOLDER, ENCODER_FILE = "encoder", "encoder.json"
_PASSAGES_AT_ONCE = 512

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """What was built, for a manifest. `encoder`, `factory` are "" and `dimensions` 0 when there is no dense part."""

    pages: int
    passages: int
    terms: int
    encoder: str
    dimensions: int
    factory: str


def build_search(
    folder: Path,
    texts: Texts,
    encoder_spec: str = "static",
    faiss_factory: str | None = None,
    progress: Progress = lambda stage, done: None,
    language: str = "english",
) -> SearchSummary:
    """Write `passages.npy`, `bm25/` and `dense/` in `folder`, which must be no one else's to write meanwhile.

    `encoder_spec` is what `open_encoder` takes, or "none" for no dense part. `progress` hears of stages
    ("encoder", "passages", "vectors") with the pages done. The same texts and settings give the same bytes.
    Raises `Prerequisite`, `NotFound`, `NoSpace`.
    """
    with files.space_checked(folder):
        folder.mkdir(parents=True, exist_ok=True)
    progress("encoder", 0)
    encoder = prepare_search(folder, encoder_spec, faiss_factory)
    pages, count, terms = _one_pass(folder, texts, encoder, Bm25Builder(folder, language), progress)
    if encoder is None:
        return SearchSummary(pages, count, terms, "", 0, "")
    progress("vectors", pages)
    factory = dense.finish(folder, encoder.dimensions, faiss_factory)
    path = "" if isinstance(encoder, StaticEncoder) else str(Path(encoder_spec).resolve())
    record = {"id": encoder.id, "dimensions": encoder.dimensions, "path": path}
    files.write_bytes(folder / dense.FOLDER / ENCODER_FILE, codec.line(record))
    return SearchSummary(pages, count, terms, encoder.id, encoder.dimensions, factory)


def prepare_search(folder: Path, encoder_spec: str, faiss_factory: str | None) -> Encoder | None:
    """Do first what can fail: make the encoder, which `build_search` finds again, and try the factory string.

    Raises `Prerequisite`, `NotFound`, `NoSpace`.
    """
    encoder = _opened(folder, encoder_spec)
    if encoder and faiss_factory:
        empty(encoder.dimensions, faiss_factory)
    return encoder


def _opened(folder: Path, spec: str) -> Encoder | None:
    """Open the encoder, and leave nothing of a former one that a lookup could take for it."""
    if spec == NONE:
        shutil.rmtree(folder / dense.FOLDER, ignore_errors=True)
        return None
    cache = folder / dense.FOLDER / ENCODER_FOLDER
    encoder = open_encoder(spec, cache)
    if not isinstance(encoder, StaticEncoder):
        shutil.rmtree(cache, ignore_errors=True)
    return encoder


def _one_pass(
    folder: Path, texts: Texts, encoder: Encoder | None, bm25: Bm25Builder, progress: Progress
) -> tuple[int, int, int]:
    """Cut, count and encode every page. Returns the numbers of pages, passages and terms."""
    pages = 0

    def searched_passages(table: ArrayWriter) -> Iterator[str]:
        nonlocal pages
        for page_id in texts.ids():
            title, text = texts.title(page_id), texts.text(page_id)
            cuts = passages.cut(page_id, text, texts.sections(page_id))
            table.append(passages.rows(cuts))
            yield from (searched(title, text, cut) for cut in cuts)
            pages += 1
            progress("passages", pages)

    with ExitStack() as stack:
        table = stack.enter_context(passages.writer(folder))
        vectors = stack.enter_context(dense.writer(folder, encoder.dimensions)) if encoder else None
        stream = searched_passages(table)
        while batch := list(islice(stream, _PASSAGES_AT_ONCE)):
            for words in batch:
                bm25.add(words)
            if encoder and vectors:
                vectors.append(encoder.encode(batch))
        count = table.rows
    return pages, count, bm25.finish()
