"""The entity store and link graph in LMDB, and the sets of pages that constraints stand for."""

from typing import TYPE_CHECKING

from wikiseek.surface import on_demand as _on_demand

if TYPE_CHECKING:
    from wikiseek.store.claims import CLAIMS_FILE, ClaimReader, Claims, ClaimStore, packed_claims, write_claims
    from wikiseek.store.constraints import ConstraintSets
    from wikiseek.store.earlier import EarlierArticles, source_digest
    from wikiseek.store.layout import POSTINGS_FILE, STORE_FILE
    from wikiseek.store.links import LinkSets
    from wikiseek.store.mentions import MentionReader
    from wikiseek.store.reader import Store
    from wikiseek.store.shard import Shard
    from wikiseek.store.shard_writer import ShardWriter
    from wikiseek.store.writer import StoreSummary, StoreWriter, write_postings, writing_store

__all__ = [
    "CLAIMS_FILE",
    "POSTINGS_FILE",
    "STORE_FILE",
    "ClaimReader",
    "ClaimStore",
    "Claims",
    "ConstraintSets",
    "EarlierArticles",
    "LinkSets",
    "MentionReader",
    "Shard",
    "ShardWriter",
    "Store",
    "StoreSummary",
    "StoreWriter",
    "packed_claims",
    "source_digest",
    "write_claims",
    "write_postings",
    "writing_store",
]

__getattr__ = _on_demand(
    __name__,
    {
        "claims": ("CLAIMS_FILE", "ClaimReader", "Claims", "ClaimStore", "packed_claims", "write_claims"),
        "constraints": ("ConstraintSets",),
        "earlier": ("EarlierArticles", "source_digest"),
        "layout": ("POSTINGS_FILE", "STORE_FILE"),
        "links": ("LinkSets",),
        "mentions": ("MentionReader",),
        "reader": ("Store",),
        "shard": ("Shard",),
        "shard_writer": ("ShardWriter",),
        "writer": ("StoreSummary", "StoreWriter", "write_postings", "writing_store"),
    },
)
