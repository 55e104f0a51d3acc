"""The verdicts that need other questions: settled where attempts are in order, from the verdicts written before."""

from __future__ import annotations

from dataclasses import replace

from wikiseek import codec
from wikiseek.gates import ClosedBook, Competence, Habits, Verifiable
from wikiseek.records import Verdict
from wikiseek.synthesis.item import Json
from wikiseek.synthesis.outcome import Outcome, rejected

# Gates whose verdicts on one question alone are not the last word.
SETTLED = frozenset({ClosedBook.name, Verifiable.name})


class Settling:
    """Knows what the model did with the questions so far, items and rejects alike."""

    def __init__(self, competence: float) -> None:
        self._habits = Habits()
        self._competence = Competence(competence)

    def settled(self, outcome: Outcome) -> Outcome:
        """The outcome with its verdicts settled; a reject in its place where one fails now. It is then counted."""
        before = [Verdict(**row) for row in outcome.line.get("verdicts", ())]
        if not any(verdict.gate in SETTLED for verdict in before):
            return outcome
        verdicts = [self.settle(verdict) for verdict in before]
        line = {**outcome.line, "verdicts": [codec.shallow(verdict) for verdict in verdicts]}
        self.add(line)
        outcome = replace(outcome, line=line)
        failed = next((verdict for verdict in verdicts if not verdict.passed), None)
        if failed is None or not outcome.accepted:
            return outcome
        return rejected(outcome, f"gate:{failed.gate}", failed.reason, failed.numbers)

    def settle(self, verdict: Verdict) -> Verdict:
        """A verdict of a question after those that were added."""
        if verdict.gate == ClosedBook.name:
            return self._habits.settle(verdict)
        return self._competence.settle(verdict) if verdict.gate == Verifiable.name else verdict

    def add(self, line: Json) -> None:
        """Count the verdicts of one more question."""
        for row in line.get("verdicts", ()):
            if row["gate"] == ClosedBook.name:
                self._habits.add(Verdict(**row))
            elif row["gate"] == Verifiable.name:
                self._competence.add(Verdict(**row))
