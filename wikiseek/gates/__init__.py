"""The gates: one question each that an item must answer before it is accepted."""

from wikiseek.gates.names import Names
from wikiseek.gates.needed import Needed
from wikiseek.gates.protocol import Case, Gate
from wikiseek.gates.single_lookup import SingleLookup
from wikiseek.gates.unique import Unique

__all__ = ["Case", "Gate", "Names", "Needed", "SingleLookup", "Unique"]
