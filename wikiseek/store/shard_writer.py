"""Writing one unit of a dump: its pages collected in memory, then put down as a shard."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.dump import is_person_noun
from wikiseek.postings import Inverter
from wikiseek.records import Entity
from wikiseek.sections import write_sections
from wikiseek.store.earlier import StoredArticle
from wikiseek.store.layout import RUNS, attribute_key, text_key
from wikiseek.store.names import token_keys
from wikiseek.store.record import Packed, pack, repack

_VALUES = ("titles", "digests", "entities", "texts", "sources")
_TEXTS_AT_ONCE = 64
# Pages of these kinds are read and searched but never stand at a vertex.
_NO_CANDIDATES = frozenset({"date", "disambiguation", "list"})
# Those of these are candidates that no tree hides: their kind is none to call them by.
_NOT_HIDDEN = frozenset({"plural", "recovered"})


class ShardWriter:
    """Collects the pages of a unit in memory and writes them as one file."""

    def __init__(self) -> None:
        self._ids, self._skipped = array("I"), array("I")
        self._candidates, self._hideable = array("I"), array("I")
        self._values: dict[str, list[bytes]] = {name: [] for name in _VALUES}
        self._texts: list[tuple[int, bytes]] = []
        self._redirects: list[str] = []
        self._reasons: list[str] = []
        self._postings = {name: Inverter() for name in RUNS}
        self._recovered = self._reused = 0
        self._newest = ""

    def add(self, page: Entity, source: bytes = b"") -> None:
        """Add one article that was read from a page of the digest `source`."""
        text = page.text.encode("utf-8", "surrogatepass")
        self._add(page, text, pack(page, text), source)

    def reuse(self, page_id: int, stored: StoredArticle, source: bytes) -> None:
        """Add one article as it is stored in another index, where it was read from the same page."""
        self._add(*repack(page_id, *stored), source)
        self._reused += 1

    def _add(self, page: Entity, text: bytes, packed: Packed, source: bytes) -> None:
        # What was read under bounds, or in spite of a fault, is tried again each time: it may go well.
        source = b"" if "recovered" in page.flags else source
        title = page.title.encode("utf-8", "surrogatepass")
        self._ids.append(page.id)
        for name, value in zip(_VALUES, (title, packed.digest, packed.entity, packed.text, source), strict=True):
            self._values[name].append(value)
        if not _NO_CANDIDATES.intersection(page.flags):
            self._candidates.append(page.id)
            if _can_be_hidden(page):
                self._hideable.append(page.id)
        self._recovered += "recovered" in page.flags
        self._newest = max(self._newest, page.timestamp)
        self._texts.append((page.id, text))
        if len(self._texts) == _TEXTS_AT_ONCE:
            self._put_words()
        self._invert(page)

    def _put_words(self) -> None:
        """Put the texts that wait under their words: several in a row, since the tables of words fill the cache."""
        words = self._postings["tokens"]
        for page_id, text in self._texts:
            if other := words.add_words(page_id, text):
                words.add_texts(page_id, token_keys(b" ".join(other).decode("utf-8", "surrogatepass")), text_key)
        self._texts.clear()

    def _invert(self, page: Entity) -> None:
        rows = (attribute_key(row.key, value) for row in page.attributes for value in (row.value, *row.links))
        keys: dict[str, Iterable[str]] = {
            "attributes": rows,
            "categories": page.categories,
            "kinds": [page.kind] if page.kind else [],
            "links": {link[0] for link in page.links},
        }
        for name, found in keys.items():
            self._postings[name].add_texts(page.id, found, text_key)

    def add_redirect(self, title: str, target: str) -> None:
        """Record that `title` leads to `target`."""
        self._redirects += (title, target)

    def skip(self, page_id: int, reason: str) -> None:
        """Record that a page was left out, and why."""
        self._skipped.append(page_id)
        self._reasons.append(reason)

    def write(self, path: Path) -> None:
        """Write the shard, whole or not at all. Raises `NoSpace`."""
        self._put_words()
        head = {"newest": self._newest, "recovered": self._recovered, "reused": self._reused}
        sections: dict[str, Any] = {
            "head": codec.canonical(head),
            "ids": self._ids,
            "candidates": self._candidates,
            "hideable": self._hideable,
            "skipped": self._skipped,
            "reasons": codec.canonical(self._reasons),
            "redirects": codec.canonical(self._redirects),
        }
        for name, values in self._values.items():
            sections[f"{name}.ends"] = array("Q", accumulate(map(len, values)))
            sections[name] = b"".join(values)
        for name in RUNS:
            sections |= self._postings[name].sections(name)
        write_sections(path, sections)


def _can_be_hidden(page: Entity) -> bool:
    """Whether a candidate's kind says what it is: a person's must be one of people."""
    if not page.kind or _NOT_HIDDEN.intersection(page.flags):
        return False
    return "person" not in page.flags or is_person_noun(page.kind)
