"""Where the attempts of a run went, and what the model spent on them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from wikiseek import codec


class Funnel:
    """Counts by stage and tallies by purpose; kept in `funnel.json`, continued on resume."""

    def __init__(self, saved: dict[str, Any] | None = None) -> None:
        saved = saved or {}
        self.stages: Counter[str] = Counter(saved.get("stages", {}))
        self.spent: dict[str, Counter[str]] = {k: Counter(v) for k, v in saved.get("spent", {}).items()}
        self.written_by: Counter[str] = Counter(saved.get("written_by", {}))

    def count(self, stage: str, spent: dict[str, dict[str, int]], question_by: str) -> None:
        """Add one attempt: the stage it ended at, its tallies, and who wrote its question ("" if none)."""
        self.stages[stage] += 1
        for purpose, tally in spent.items():
            self.spent.setdefault(purpose, Counter()).update(tally)
        if question_by:
            self.written_by[question_by] += 1

    @property
    def attempts(self) -> int:
        """Attempts counted."""
        return self.stages.total()

    @property
    def accepted(self) -> int:
        """Attempts that ended as items."""
        return self.stages["accepted"]

    def encoded(self) -> bytes:
        """The content of `funnel.json`."""
        value = {
            "attempts": self.attempts,
            "accepted": self.accepted,
            "yield": round(self.accepted / self.attempts, 4) if self.attempts else 0,
            "stages": dict(self.stages),
            "spent": {purpose: dict(tally) for purpose, tally in self.spent.items()},
            "written_by": dict(self.written_by),
        }
        return codec.line(value)
