"""Cases for the gates, made by hand: a tree, a certificate and a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.agents.trees import painter_tree
from wikiseek.gates import Case
from wikiseek.records import Certificate

HOLDS = Certificate(
    holds=True,
    answers=(1,),
    sizes={"A1": 9, "B": 5, "B1": 4, "B2": 7},
    candidates={"A": 1, "B": 2},
    leave_one_out={"A1": 5, "B": 9, "B1": 3, "B2": 4},
    certified_depth=2,
)
FAIR = "Which painter died in Corvia and was taught by a sculptor who designed the Gate Park and was born in Tarvel?"


def case(question: str = FAIR, failures: Sequence[str] = (), **certificate: object) -> Case:
    """The painter's case, with another question, failures or certificate fields."""
    changed = replace(HOLDS, holds=not failures, failures=tuple(failures), **certificate)  # type: ignore[arg-type]
    return Case.of(question, painter_tree(), changed)
