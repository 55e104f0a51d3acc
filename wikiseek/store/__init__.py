"""The entity store and link graph in LMDB, and the sets of pages that constraints stand for."""

from wikiseek.store.constraints import ConstraintSets
from wikiseek.store.earlier import EarlierArticles, source_digest
from wikiseek.store.layout import FILE as STORE_FILE
from wikiseek.store.reader import Store
from wikiseek.store.shard import Shard
from wikiseek.store.shard_writer import ShardWriter
from wikiseek.store.writer import StoreSummary, write_store

__all__ = [
    "STORE_FILE",
    "ConstraintSets",
    "EarlierArticles",
    "Shard",
    "ShardWriter",
    "Store",
    "StoreSummary",
    "source_digest",
    "write_store",
]
