"""What an audit found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


class Summary:
    """Counts of audited questions by gate, and of rows that could not be audited."""

    def __init__(self, left_out: int = 0) -> None:
        self.questions = self.linked = self.failed = 0
        self.left_out = left_out
        self._judged: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()

    def add(self, line: Json) -> None:
        """Count one line of an audit."""
        self.questions += 1
        self.linked += line["answer_id"] is not None
        self.failed += not line["passed"]
        for verdict in line["verdicts"]:
            self._judged[verdict["gate"]] += 1
            self._failed[verdict["gate"]] += not verdict["passed"]

    def record(self) -> Json:
        """The counts as plain values."""
        return {
            "questions": self.questions,
            "left_out": self.left_out,
            "linked": self.linked,
            "failed": self.failed,
            "gates": {name: {"judged": n, "failed": self._failed[name]} for name, n in self._judged.items()},
        }

    def table(self) -> Iterator[str]:
        """The counts for a person, a line each."""
        yield f"{'gate':<24} {'judged':>8} {'failed':>8} {'share':>7}"
        rows = [(name, judged, self._failed[name]) for name, judged in self._judged.items()]
        for name, judged, failed in [*rows, ("any", self.questions, self.failed)]:
            yield f"{name:<24} {judged:>8,} {failed:>8,} {failed / judged if judged else 0:>7.1%}"
        yield f"{self.linked:,} of {self.questions:,} answers are pages of the index; {self.left_out:,} rows left out"
