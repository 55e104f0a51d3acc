"""The gates: one question each that an item must answer before it is accepted."""

from wikiseek.gates.alternatives import Alternatives
from wikiseek.gates.answers import accepted, normalised
from wikiseek.gates.closed_book import ClosedBook
from wikiseek.gates.competence import Competence
from wikiseek.gates.difficulty import Difficulty
from wikiseek.gates.duplicate import Duplicate
from wikiseek.gates.exhibits import Exhibits
from wikiseek.gates.habits import Habits
from wikiseek.gates.lookups import Lookups
from wikiseek.gates.names import Names
from wikiseek.gates.needed import Needed
from wikiseek.gates.one_page import ReadableOffOnePage
from wikiseek.gates.overlap import Overlap
from wikiseek.gates.protocol import Case, Gate, ModelGate, verdicts, with_inputs
from wikiseek.gates.settings import Thresholds
from wikiseek.gates.single_lookup import SingleLookup
from wikiseek.gates.unique import Unique
from wikiseek.gates.verifiable import Verifiable

__all__ = [
    "Alternatives",
    "Case",
    "ClosedBook",
    "Competence",
    "Difficulty",
    "Duplicate",
    "Exhibits",
    "Gate",
    "Habits",
    "Lookups",
    "ModelGate",
    "Names",
    "Needed",
    "Overlap",
    "ReadableOffOnePage",
    "SingleLookup",
    "Thresholds",
    "Unique",
    "Verifiable",
    "accepted",
    "normalised",
    "verdicts",
    "with_inputs",
]
