"""The gates: one question each that an item must answer before it is accepted."""

from wikiseek.gates.difficulty import Difficulty
from wikiseek.gates.duplicate import Duplicate
from wikiseek.gates.lookups import Lookups
from wikiseek.gates.names import Names
from wikiseek.gates.needed import Needed
from wikiseek.gates.overlap import Overlap
from wikiseek.gates.protocol import Case, Gate, verdicts
from wikiseek.gates.settings import Thresholds
from wikiseek.gates.single_lookup import SingleLookup
from wikiseek.gates.unique import Unique

__all__ = [
    "Case",
    "Difficulty",
    "Duplicate",
    "Gate",
    "Lookups",
    "Names",
    "Needed",
    "Overlap",
    "SingleLookup",
    "Thresholds",
    "Unique",
    "verdicts",
]
