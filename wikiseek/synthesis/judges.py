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


class Judges:
    """What a model and the solver say of a finished question."""

    def __init__(self, index: Index, model: str, lookups: Lookups, judged: Judged) -> None:
        """`model` is the identity of the one that will be asked."""
        self._alternatives = Alternatives(index.store, index.sets, lookups)
        self._closed_book = ClosedBook(model, judged.closed_book) if judged.closed_book else None
        self._readers: list[ModelGate] = []
        if judged.read_one_page:
            self._readers.append(ReadableOffOnePage(model, lookups, judged.read_one_page))
        if judged.verifiable:
            exhibits = Exhibits(index.store, index.sets, lookups)
            self._readers.append(Verifiable(model, exhibits, judged.verifiable))

    def verdicts(self, case: Case) -> Conversation[list[Verdict]]:
        """All verdicts, the model's wrong answers tried as alternatives."""
        found: list[Verdict] = []
        if self._closed_book is not None:
            found.append((yield from self._closed_book.judge(case)))
        said = [answer for verdict in found for answer in verdict.numbers["said"]]
        found.append(self._alternatives.judge(case, said))
        for gate in self._readers:
            found.append((yield from gate.judge(case)))
        return [with_inputs(verdict, case) for verdict in found]
