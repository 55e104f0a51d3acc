"""Postings in sorted runs on disk, one run a unit of work, merged in bounded memory."""

from typing import TYPE_CHECKING

from wikiseek.surface import on_demand as _on_demand

if TYPE_CHECKING:
    from wikiseek.postings.groups import PairSorter
    from wikiseek.postings.inverter import Inverter
    from wikiseek.postings.merge import Part, merged
    from wikiseek.postings.run import Run, arranged, encoded, opened

__all__ = ["Inverter", "PairSorter", "Part", "Run", "arranged", "encoded", "merged", "opened"]

__getattr__ = _on_demand(
    __name__,
    {
        "groups": ("PairSorter",),
        "inverter": ("Inverter",),
        "merge": (
            "Part",
            "merged",
        ),
        "run": (
            "Run",
            "arranged",
            "encoded",
            "opened",
        ),
    },
)
