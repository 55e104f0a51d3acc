"""Whether a model reads well enough for its failures to be held against a question."""

from __future__ import annotations

from dataclasses import replace

from wikiseek.records import Verdict

# Questions before which nothing is known of a model.
_ENOUGH = 20


class Competence:
    """The share of questions so far that the model answers from their evidence, less the share from controls.

    The rule: a question whose answer is not reached fails when that difference is `needed` at least, over 20 questions
    or more; else the failure is reported and the question passes, for a model that does not read proves nothing.
    """

    def __init__(self, needed: float) -> None:
        self._needed = needed
        self._questions = self._reached = self._controls = 0

    def settle(self, verdict: Verdict) -> Verdict:
        """The verdict on a question after those that were added."""
        shown = {"questions": self._questions, "reached": self._reached, "controls": self._controls}
        thresholds = {**verdict.thresholds, "competence": self._needed, "questions": _ENOUGH}
        verdict = replace(verdict, thresholds=thresholds)
        known = self._questions >= _ENOUGH
        able = known and (self._reached - self._controls) / self._questions >= self._needed
        numbers = {**verdict.numbers, "competence": shown}
        if verdict.numbers["reached"] or able:
            return replace(verdict, passed=bool(verdict.numbers["reached"]), numbers=numbers)
        return replace(verdict, passed=True, reason=f"not held against it: {verdict.reason}", numbers=numbers)

    def add(self, verdict: Verdict) -> None:
        """Count one more question."""
        self._questions += 1
        self._reached += verdict.numbers["reached"]
        self._controls += verdict.numbers["control"]
