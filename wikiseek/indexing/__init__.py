"""A build from dump to finished index, and opening, checking and describing one."""

from typing import TYPE_CHECKING

from wikiseek.surface import on_demand as _on_demand

if TYPE_CHECKING:
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

__getattr__ = _on_demand(
    __name__,
    {
        "build": ("build_index",),
        "claims": ("ClaimsRead", "read_all_claims"),
        "index": ("Index",),
        "making": ("Reuse",),
        "manifest": ("Manifest",),
        "settings": ("BuildSettings",),
        "update": ("Updated", "update_index"),
        "verify": ("Damage", "verify_index"),
    },
)
