"""Postings in sorted runs on disk, one run a unit of work, merged in bounded memory."""

from wikiseek.postings.groups import PairSorter
from wikiseek.postings.inverter import Inverter
from wikiseek.postings.merge import Part, merged
from wikiseek.postings.run import Run, arranged, encoded, inverted, opened

__all__ = ["Inverter", "PairSorter", "Part", "Run", "arranged", "encoded", "inverted", "merged", "opened"]
