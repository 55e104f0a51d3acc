"""Search parts made of pages in memory, in one process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from tests.search.worlds import MemoryTexts
from wikiseek.search import Analyzer, SearchedPage, SearchSummary, prepare_search, write_piece
from wikiseek.search import build_search as merge


def build_search(
    folder: Path,
    texts: MemoryTexts,
    encoder: str = "static",
    factory: str | None = None,
    progress: Callable[[str], None] = lambda stage: None,
    pages_a_piece: int = 5,
) -> SearchSummary:
    """The search part of `texts` in `folder`, made of pieces of so many pages."""
    opened = prepare_search(folder, encoder, factory)
    scratch = folder.parent / f"{folder.name}-pieces"
    scratch.mkdir()
    pages = (SearchedPage(i, texts.title(i), texts.text(i), texts.sections(i)) for i in texts.ids())
    pieces: list[Path] = []
    while batch := list(islice(pages, pages_a_piece)):
        pieces.append(scratch / str(len(pieces)))
        list(write_piece(pieces[-1], batch, opened, Analyzer()))
    summary = merge(folder, pieces, encoder, factory, progress)
    shutil.rmtree(scratch)
    return summary
