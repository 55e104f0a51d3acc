"""A build from dump to finished index, and opening, checking and describing one."""

from wikiseek.indexing.build import BuildSettings, build_index
from wikiseek.indexing.index import Index
from wikiseek.indexing.manifest import Manifest
from wikiseek.indexing.verify import Damage, verify_index

__all__ = ["BuildSettings", "Damage", "Index", "Manifest", "build_index", "verify_index"]
