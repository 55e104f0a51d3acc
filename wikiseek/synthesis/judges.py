"""The gates that cost most: asked last, of a question that has passed all others."""

from __future__ import annotations

from wikiseek.gates import (
    Alternatives,
    Case,
    ClosedBook,
    Exhibits,
    Lookups,
    ModelGate,
    ReadableOffOnePage,
    Verifiable,
    with_inputs,
)
from wikiseek.indexing import Index
from wikiseek.llm import Conversation
from wikiseek.records import Verdict
from wikiseek.synthesis.settings import Judged
from wikiseek.synthesis.settling import SETTLED


class Judges:
    """What a model and the solver say of a finished question."""

    def __init__(self, index: Index, model: str, lookups: Lookups, judged: Judged) -> None:
        """`model` is the identity of the one that will be asked."""
        self._alternatives = Alternatives(index.store, index.sets, lookups)
        self._asking: list[ModelGate] = []
        if judged.read_one_page:
            self._asking.append(ReadableOffOnePage(model, lookups, judged.read_one_page))
        if judged.closed_book:
            self._asking.append(ClosedBook(model, judged.closed_book))
        if judged.verifiable:
            exhibits = Exhibits(index.store, index.sets, lookups)
            self._asking.append(Verifiable(model, exhibits, judged.verifiable))

    def verdicts(self, case: Case) -> Conversation[list[Verdict]]:
        """What they say, the model's wrong answers tried as alternatives.

        The model is asked no more once a verdict that stands has failed the question.
        """
        found: list[Verdict] = []
        for gate in self._asking:
            found.append((yield from gate.judge(case)))
            if not found[-1].passed and gate.name not in SETTLED:
                break
        said = [answer for verdict in found if verdict.gate == ClosedBook.name for answer in verdict.numbers["said"]]
        found.append(self._alternatives.judge(case, said))
        return [with_inputs(verdict, case) for verdict in found]
