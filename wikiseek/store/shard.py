"""What one unit of a dump gives the store: compressed pages in order, redirects, skipped pages, postings.

A shard is a file of sections. Workers write them side by side; the store is made of them in the
end, so that a build that was stopped goes on with the units that are missing.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wikiseek import codec
from wikiseek.postings import Inverter, Run, inverted, opened
from wikiseek.records import Entity, Section
from wikiseek.sections import Sections, write_sections
from wikiseek.store.layout import attribute_key, text_key
from wikiseek.store.names import token_keys
from wikiseek.store.record import pack, sections, unpack, unpack_text

POSTINGS = ("attributes", "categories", "kinds", "links", "tokens")
# Pages of these kinds are read and searched but never stand at a vertex.
_NO_CANDIDATES = frozenset({"date", "disambiguation", "list"})


class StoredPage(NamedTuple):
    """A page of a shard: its id, the digest of its content, and its two values in the store."""

    page_id: int
    digest: bytes
    entity: bytes
    text: bytes


class ShardWriter:
    """Collects the pages of a unit in memory and writes them as one file."""

    def __init__(self) -> None:
        self._ids, self._candidates, self._skipped = array("I"), array("I"), array("I")
        self._values: dict[str, list[bytes]] = {name: [] for name in ("titles", "digests", "entities", "texts")}
        self._redirects: list[str] = []
        self._reasons: list[str] = []
        self._postings = {name: Inverter() for name in POSTINGS}
        self._recovered = 0
        self._newest = ""

    def add(self, page: Entity) -> None:
        """Add one article."""
        text = page.text.encode("utf-8", "surrogatepass")
        packed = pack(page, text)
        self._ids.append(page.id)
        for name, value in (
            ("titles", page.title.encode("utf-8", "surrogatepass")),
            ("digests", packed.digest),
            ("entities", packed.entity),
            ("texts", packed.text),
        ):
            self._values[name].append(value)
        if not _NO_CANDIDATES.intersection(page.flags):
            self._candidates.append(page.id)
        self._recovered += "recovered" in page.flags
        self._newest = max(self._newest, page.timestamp)
        self._invert(page, text)

    def _invert(self, page: Entity, text: bytes) -> None:
        rows = (attribute_key(row.key, value) for row in page.attributes for value in (row.value, *row.links))
        other = self._postings["tokens"].add_words(page.id, text)
        keys: dict[str, Iterable[str]] = {
            "attributes": rows,
            "categories": page.categories,
            "kinds": [page.kind] if page.kind else [],
            "links": {link[0] for link in page.links},
            "tokens": token_keys(b" ".join(other).decode("utf-8", "surrogatepass")) if other else [],
        }
        for name, found in keys.items():
            self._postings[name].add(page.id, map(text_key, found))

    def add_redirect(self, title: str, target: str) -> None:
        """Record that `title` leads to `target`."""
        self._redirects += (title, target)

    def skip(self, page_id: int, reason: str) -> None:
        """Record that a page was left out, and why."""
        self._skipped.append(page_id)
        self._reasons.append(reason)

    def write(self, path: Path) -> None:
        """Write the shard, whole or not at all. Raises `NoSpace`."""
        head = {"newest": self._newest, "recovered": self._recovered}
        parts: dict[str, Any] = {
            "head": codec.canonical(head),
            "ids": self._ids,
            "candidates": self._candidates,
            "skipped": self._skipped,
            "reasons": codec.canonical(self._reasons),
            "redirects": codec.canonical(self._redirects),
        }
        for name, values in self._values.items():
            parts[f"{name}.ends"] = np.cumsum(np.fromiter(map(len, values), np.uint64, len(values)), dtype=np.uint64)
            parts[name] = b"".join(values)
        for name in POSTINGS:
            parts |= inverted(name, self._postings[name])
        write_sections(path, parts)


class Shard:
    """A written shard. Raises `IndexFault` for any other file."""

    def __init__(self, path: Path) -> None:
        self._sections = Sections(path)
        head = self._sections.json("head")
        self.newest: str = head["newest"]
        self.recovered: int = head["recovered"]

    @property
    def ids(self) -> NDArray[Any]:
        """The ids of the articles, in the order of the dump."""
        return self._sections.array("ids", np.uint32)

    @property
    def candidates(self) -> NDArray[Any]:
        """The ids of the articles that may stand at a vertex."""
        return self._sections.array("candidates", np.uint32)

    def pages(self) -> Iterator[StoredPage]:
        """The articles, in the order of the dump."""
        ids = self.ids.tolist()
        columns = [self._values(name) for name in ("digests", "entities", "texts")]
        return map(StoredPage, ids, *columns)

    def texts(self) -> Iterator[tuple[int, str, str, tuple[Section, ...]]]:
        """Id, title, plain text and headings of the articles, in the order of the dump."""
        for page in self.pages():
            record = unpack(page.entity)
            yield page.page_id, record["title"], unpack_text(page.text), sections(record)

    def titles(self) -> Iterator[tuple[int, str]]:
        """Ids and titles of the articles, in the order of the dump."""
        return zip(
            self.ids.tolist(), (value.decode("utf-8", "surrogatepass") for value in self._values("titles")), strict=True
        )

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
        """One of `POSTINGS`, as a run to be merged."""
        return opened(self._sections, name)

    def is_whole(self) -> bool:
        """Whether no byte has changed since it was written."""
        return self._sections.is_whole()

    def release(self) -> None:
        """Let the system take back the memory of what was read."""
        self._sections.release()

    def _values(self, name: str) -> Iterator[bytes]:
        ends = self._sections.array(f"{name}.ends", np.uint64).tolist()
        start = 0
        for end in ends:
            yield self._sections.piece(name, start, end)
            start = end
