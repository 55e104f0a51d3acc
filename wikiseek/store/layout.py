"""The databases of `entities.lmdb` and, where it says so, of `postings.lmdb`; their keys and their values.

| database   | key                    | value                                         |
|------------|------------------------|-----------------------------------------------|
| entities   | page id                | zstd'd JSON of everything but the text        |
| texts      | page id                | zstd'd UTF-8 plain text                       |
| titles     | title or redirect      | page id                                       |
| aliases    | page id                | JSON list of the redirects that lead there    |
| names      | name key               | bitmap of pages with that title or alias      |
| links      | page id of the target  | bitmap of pages whose text links to it        |
| targets    | page id of the source  | bitmap of pages its text links to             |
| red        | title without a page   | bitmap of pages whose text links to it        |
| red_names  | title without a page   | JSON list of the redirects that lead there    |
| dangling   | redirect to no page    | the title without a page that it leads to     |
| skipped    | page id                | reason                                        |
| sources    | page id                | digest of the page as the dump has it         |
| meta       | name                   | JSON                                          |
| of `postings.lmdb`:                                                                 |
| categories | category               | bitmap                                        |
| attributes | key, NUL, value        | bitmap                                        |
| kinds      | kind                   | bitmap                                        |
| tokens     | token key              | bitmap of pages whose text contains it        |

Page ids are big-endian u32, so that cursor order is page order. Bitmaps are serialised roaring
bitmaps. Text keys are UTF-8, and cut with a digest when longer than LMDB allows.
"""

from __future__ import annotations

import hashlib
import struct

DATABASES = (
    "aliases",
    "dangling",
    "entities",
    "links",
    "meta",
    "names",
    "red",
    "red_names",
    "skipped",
    "sources",
    "targets",
    "texts",
    "titles",
)
FILE = STORE_FILE = "entities.lmdb"
# Those that are merged without a look at any other, by a process of its own.
POSTINGS = ("attributes", "categories", "kinds", "tokens")
POSTINGS_FILE = "postings.lmdb"
# What a shard holds as runs.
RUNS = ("attributes", "categories", "kinds", "links", "tokens")
# Asked for by updates alone: a store that was written before there was such a table is opened all the same.
SOURCES = "sources"

# Address space, not disk: the file grows with its content.
MAP_SIZE = 1 << 38

_KEY_BYTES = 500
KEPT_BYTES = 460
_ID = struct.Struct(">I")


def id_key(page_id: int) -> bytes:
    """The key of a page."""
    return _ID.pack(page_id)


def key_id(key: bytes) -> int:
    """The page of a key."""
    number: int = _ID.unpack(key)[0]
    return number


def text_key(text: str) -> bytes:
    """The key of a title, name, category, …; never empty, never longer than LMDB allows."""
    return bytes_key(text.encode("utf-8", "surrogatepass"))


def bytes_key(data: bytes) -> bytes:
    """The text key of UTF-8."""
    return cut_key(data or b"\0")


def cut_key(data: bytes) -> bytes:
    """A text key of UTF-8 that is not empty: as it is, or its first `KEPT_BYTES` and a digest."""
    if len(data) <= _KEY_BYTES:
        return data
    return data[:KEPT_BYTES] + b"#" + hashlib.blake2b(data, digest_size=16).hexdigest().encode()


def attribute_key(key: str, value: str) -> str:
    """An infobox row as one key."""
    return f"{key.strip().casefold()}\0{' '.join(value.split()).casefold()}"
