"""The entity store and link graph in LMDB, and the sets of pages that constraints stand for."""

from wikiseek.store.constraints import ConstraintSets
from wikiseek.store.layout import FILE as STORE_FILE
from wikiseek.store.reader import Store
from wikiseek.store.shard import Shard, ShardWriter
from wikiseek.store.writer import StoreSummary, write_store

__all__ = [
    "STORE_FILE",
    "ConstraintSets",
    "Shard",
    "ShardWriter",
    "Store",
    "StoreSummary",
    "write_store",
]
