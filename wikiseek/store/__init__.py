"""The entity store and link graph in LMDB, and the sets of pages that constraints stand for."""

from typing import TYPE_CHECKING

from wikiseek.surface import on_demand as _on_demand

if TYPE_CHECKING:
    from wikiseek.store.claims import CLAIMS_FILE, ClaimReader, Claims, ClaimStore, packed_claims, write_claims
    from wikiseek.store.constraints import ConstraintSets
    from wikiseek.store.earlier import EarlierArticles, source_digest
    from wikiseek.store.layout import STORE_FILE
    from wikiseek.store.mentions import MentionReader
    from wikiseek.store.posting_rows import PostingRows, rows_of_shards, write_rows, written_rows
    from wikiseek.store.reader import Store
    from wikiseek.store.shard import Shard
    from wikiseek.store.shard_writer import ShardWriter
    from wikiseek.store.writer import StoreSummary, StoreWriter, writing_store

__all__ = [
    "CLAIMS_FILE",
    "STORE_FILE",
    "ClaimReader",
    "ClaimStore",
    "Claims",
    "ConstraintSets",
    "EarlierArticles",
    "MentionReader",
    "PostingRows",
    "Shard",
    "ShardWriter",
    "Store",
    "StoreSummary",
    "StoreWriter",
    "packed_claims",
    "rows_of_shards",
    "source_digest",
    "write_claims",
    "write_rows",
    "writing_store",
    "written_rows",
]

__getattr__ = _on_demand(
    __name__,
    {
        "claims": ("CLAIMS_FILE", "ClaimReader", "Claims", "ClaimStore", "packed_claims", "write_claims"),
        "constraints": ("ConstraintSets",),
        "earlier": ("EarlierArticles", "source_digest"),
        "layout": ("STORE_FILE",),
        "mentions": ("MentionReader",),
        "posting_rows": ("PostingRows", "rows_of_shards", "write_rows", "written_rows"),
        "reader": ("Store",),
        "shard": ("Shard",),
        "shard_writer": ("ShardWriter",),
        "writer": ("StoreSummary", "StoreWriter", "writing_store"),
    },
)
