"""The entity store and link graph in LMDB, and the sets of pages that constraints stand for."""

from wikiseek.store.claims import FILE as CLAIMS_FILE
from wikiseek.store.claims import ClaimReader, Claims, ClaimStore, packed_claims, write_claims
from wikiseek.store.constraints import ConstraintSets
from wikiseek.store.earlier import EarlierArticles, source_digest
from wikiseek.store.layout import FILE as STORE_FILE
from wikiseek.store.reader import Store
from wikiseek.store.shard import Shard
from wikiseek.store.shard_writer import ShardWriter
from wikiseek.store.writer import StoreSummary, write_store

__all__ = [
    "CLAIMS_FILE",
    "STORE_FILE",
    "ClaimReader",
    "ClaimStore",
    "Claims",
    "ConstraintSets",
    "EarlierArticles",
    "Shard",
    "ShardWriter",
    "Store",
    "StoreSummary",
    "packed_claims",
    "source_digest",
    "write_claims",
    "write_store",
]
