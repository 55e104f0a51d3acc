"""What one unit of a dump gives the store: compressed pages in order, redirects, skipped pages, postings.

A shard is a file of sections. Workers write them side by side; the store is made of them in the
end, so that a build that was stopped goes on with the units that are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wikiseek.postings import Run, opened
from wikiseek.records import Section
from wikiseek.sections import Sections
from wikiseek.store.record import sections, unpack, unpack_text


class StoredPage(NamedTuple):
    """A page of a shard: its id and title, the digest of its content, its two values in the store, and what it was read
    from.

    `source` is empty for a page that an update must read again.
    """

    page_id: int
    title: bytes
    digest: bytes
    entity: bytes
    text: bytes
    source: bytes


class Shard:
    """A written shard. Raises `IndexFault` for any other file."""

    def __init__(self, path: Path) -> None:
        self._sections = Sections(path)
        head = self._sections.json("head")
        self.newest: str = head["newest"]
        self.recovered: int = head["recovered"]
        self.reused: int = head["reused"]

    @property
    def ids(self) -> NDArray[Any]:
        """The ids of the articles, in the order of the dump."""
        return self._sections.array("ids", np.uint32)

    @property
    def candidates(self) -> NDArray[Any]:
        """The ids of the articles that may stand at a vertex."""
        return self._sections.array("candidates", np.uint32)

    @property
    def hideable(self) -> NDArray[Any]:
        """The ids of the candidates that may be hidden in a tree."""
        return self._sections.array("hideable", np.uint32)

    def pages(self) -> Iterator[StoredPage]:
        """The articles, in the order of the dump."""
        ids = self.ids.tolist()
        columns = [self._values(name) for name in ("titles", "digests", "entities", "texts", "sources")]
        return map(StoredPage, ids, *columns)

    def texts(self) -> Iterator[tuple[int, str, str, tuple[Section, ...]]]:
        """Id, title, plain text and headings of the articles, in the order of the dump."""
        for page in self.pages():
            record = unpack(page.entity)
            yield page.page_id, record["title"], unpack_text(page.text), sections(record)

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Redirects and where they lead, in the order of the dump."""
        flat: list[str] = self._sections.json("redirects")
        return zip(flat[::2], flat[1::2], strict=True)

    def skipped(self) -> Iterator[tuple[int, str]]:
        """Pages left out and why, in the order of the dump."""
        ids = self._sections.array("skipped", np.uint32).tolist()
        return zip(ids, self._sections.json("reasons"), strict=True)

    def reasons(self) -> Counter[str]:
        """How many pages were left out for each reason."""
        return Counter(self._sections.json("reasons"))

    def postings(self, name: str) -> Run:
        """One of `layout.RUNS`, as a run to be merged."""
        return opened(self._sections, name)

    def is_whole(self) -> bool:
        """Whether no byte has changed since it was written."""
        return self._sections.is_whole()

    def release(self) -> None:
        """Let the system take back the memory of what was read."""
        self._sections.release()

    def _values(self, name: str) -> list[bytes]:
        ends = self._sections.array(f"{name}.ends", np.uint64).tolist()
        joined = self._sections.content(name)
        return [joined[start:end] for start, end in pairwise([0, *ends])]
