"""A build from dump to finished index, and opening, checking and describing one."""

from wikiseek.indexing.build import build_index
from wikiseek.indexing.claims import ClaimsRead, read_all_claims
from wikiseek.indexing.index import Index
from wikiseek.indexing.making import Reuse
from wikiseek.indexing.manifest import Manifest
from wikiseek.indexing.settings import BuildSettings
from wikiseek.indexing.update import Updated, update_index
from wikiseek.indexing.verify import Damage, verify_index

__all__ = [
    "BuildSettings",
    "ClaimsRead",
    "Damage",
    "Index",
    "Manifest",
    "Reuse",
    "Updated",
    "build_index",
    "read_all_claims",
    "update_index",
    "verify_index",
]
