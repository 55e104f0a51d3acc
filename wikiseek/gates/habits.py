"""What a model says whatever it is asked: the base rate that its closed-book hits are held against."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import comb

from wikiseek.gates.answers import said_forms
from wikiseek.records import Verdict

# A question fails when the model's habits give as many hits with less chance than this.
UNLIKELY = 0.05


class Habits:
    """The closed-book answers to the questions so far, and how often one is among them.

    The rule: with the rate r at which the answers to the questions before name this answer, n samples have h hits or
    more with the chance P(X >= h), X binomial(n, r). The question fails when that is below 5%: it draws the answer
    out of the model, which the others did not. Before the first question r is 0, and any hit fails.
    """

    def __init__(self) -> None:
        self._said: Counter[frozenset[str]] = Counter()
        self._with: dict[str, set[frozenset[str]]] = {}
        self._samples = 0

    def settle(self, verdict: Verdict) -> Verdict:
        """The closed-book verdict on a question after those that were added."""
        samples, found = verdict.numbers["samples"], verdict.numbers["hits"]
        alike = {forms for name in verdict.numbers["names"] for forms in self._with.get(name, ())}
        said = sum(self._said[forms] for forms in alike)
        rate = said / self._samples if self._samples else 0.0
        chance = round(sum(_chance(samples, count, rate) for count in range(found, samples + 1)), 6) if found else 1.0
        base = {"said": said, "of": self._samples, "rate": round(rate, 6), "chance": chance}
        passed = chance >= UNLIKELY
        reason = "" if passed else f"{verdict.reason}, and said it {said} times in {self._samples} to other questions"
        thresholds = {**verdict.thresholds, "unlikely": UNLIKELY}
        numbers = {**verdict.numbers, "base": base}
        return replace(verdict, passed=passed, reason=reason, numbers=numbers, thresholds=thresholds)

    def add(self, verdict: Verdict) -> None:
        """Count what was said to one more question."""
        for forms in map(said_forms, verdict.numbers["said"]):
            self._said[forms] += 1
            for form in forms:
                self._with.setdefault(form, set()).add(forms)
        self._samples += verdict.numbers["samples"]


def _chance(samples: int, count: int, rate: float) -> float:
    return float(comb(samples, count) * rate**count * (1 - rate) ** (samples - count))
