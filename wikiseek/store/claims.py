"""What is read once from every page of an index: its relation claims, and whom it names.

`claims.lmdb` has four tables. `claims`: page id → JSON rows `[target id or null, target, relation, anchor, start,
end]` (the evidence is the page's text from start to end); `objects`: page id → bitmap of the pages that have a
claim about it; `naming`: page id → bitmap of the candidates that name it; `named`: candidate → bitmap of the
pages that it names. A page without any has no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from pyroaring import BitMap

from wikiseek import codec
from wikiseek.grammar import Grammar, read_claims
from wikiseek.records import Claim, Constraint, Evidence
from wikiseek.store import layout
from wikiseek.store.mentions import StoredMentions
from wikiseek.store.opening import open_tables
from wikiseek.store.reader import Store
from wikiseek.store.roaring import bitmap_bytes
from wikiseek.store.table import Tables

FILE = CLAIMS_FILE = "claims.lmdb"
_TABLES = ("claims", "objects", "naming", "named")
_CACHED_PAGES = 2048

Groups = Iterator[tuple[int, list[int]]]


class Claims(Protocol):
    """Where relation claims come from."""

    def of(self, page_id: int) -> Sequence[Claim]:
        """The claims that a page makes of itself, in reading order."""

    def subjects(self, page_id: int) -> BitMap:
        """Pages that are known to make a claim whose object is `page_id`."""


class ClaimReader:
    """Claims read from a page when they are asked for: nothing is known of pages that were not read."""

    def __init__(self, store: Store, grammar: Grammar) -> None:
        self._store, self._grammar = store, grammar
        self.of = lru_cache(_CACHED_PAGES)(self._of)

    def _of(self, page_id: int) -> Sequence[Claim]:
        return read_claims(self._store.entity(page_id), self._grammar, self._store.resolve)

    def subjects(self, page_id: int) -> BitMap:
        """None: what other pages say is not known before they are read."""
        return BitMap()


class ClaimStore:
    """The stored claims of the index in a folder. Open it in each process, as its `Store`."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._store = store
        path = folder / FILE
        environment, self._tables = open_tables(path, _TABLES, "run wikiseek read-claims again")
        self._transaction = environment.begin()
        self.mentions = StoredMentions(self._get, store)

    def of(self, page_id: int) -> list[Claim]:
        """The claims that a page makes of itself, in reading order."""
        rows = self._get("claims", page_id)
        return [self._claim(page_id, *row) for row in codec.load(rows)] if rows else []

    def subjects(self, page_id: int) -> BitMap:
        """The pages that make a claim whose object is `page_id`."""
        data = self._get("objects", page_id)
        return BitMap() if data is None else BitMap.deserialize(data)

    def counts(self) -> Iterator[tuple[int, int]]:
        """Each page that makes claims, ascending, and how many."""
        with self._transaction.cursor(self._tables["claims"]) as cursor:
            for key, rows in cursor:
                yield layout.key_id(key), len(codec.load(rows))

    def close(self) -> None:
        """Release the file."""
        self._transaction.abort()

    def _claim(
        self, page_id: int, target_id: int | None, target: str, relation: str, anchor: str, start: int, end: int
    ) -> Claim:
        page = self._store.entity(page_id)
        quote = page.text[start:end]
        sha256 = codec.digest(quote.encode("utf-8", "surrogatepass"))
        evidence = Evidence(page_id, page.title, page.revision, start, end, sha256, quote)
        return Claim(Constraint("links_to", target_id, target), relation, evidence, anchor)

    def _get(self, name: str, page_id: int) -> bytes | None:
        data: bytes | None = self._transaction.get(layout.id_key(page_id), db=self._tables[name])
        return data


def packed_claims(claims: Sequence[Claim]) -> bytes:
    """What is stored of a page's claims; no bytes for none."""
    rows = [_row(claim) for claim in claims]
    return codec.canonical(rows) if rows else b""


def _row(claim: Claim) -> list[Any]:
    constraint, quoted = claim.constraint, claim.evidence
    assert quoted is not None, "a claim read from a sentence has one"
    return [constraint.target_id, constraint.target, claim.relation, claim.anchor, quoted.start, quoted.end]


def write_claims(folder: Path, scratch: Path, claims: Iterator[tuple[int, bytes]], groups: dict[str, Groups]) -> None:
    """Write `claims.lmdb` into `folder`, of rows that ascend by page; `scratch` is a folder for the time of it.

    `groups` has the rows of the other tables, by name. The same rows give the same bytes. Raises `NoSpace`.
    """
    with Tables.made(scratch, _TABLES) as tables:
        tables.put_sorted("claims", ((layout.id_key(page), rows) for page, rows in claims if rows))
        for name in _TABLES[1:]:
            tables.put_sorted(name, ((layout.id_key(page), bitmap_bytes(found)) for page, found in groups[name]))
        tables.copy(folder / FILE)
