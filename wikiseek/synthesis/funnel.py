"""Where the attempts of a run went, and what the model spent on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wikiseek import codec


class Funnel:
    """Counts by stage and tallies by purpose; kept in `funnel.json`, continued on resume."""

    def __init__(self, saved: dict[str, Any] | None = None) -> None:
        saved = saved or {}
        self.stages: Counter[str] = Counter(saved.get("stages", {}))
        self.spent: dict[str, Counter[str]] = {k: Counter(v) for k, v in saved.get("spent", {}).items()}
        self.written_by: Counter[str] = Counter(saved.get("written_by", {}))
        self.first_plan: int = saved.get("first_plan", 0)
        self.used: dict[str, list[list[str | int]]] = saved.get("used", {})

    def count(self, stage: str, spent: dict[str, dict[str, int]], provenance: dict[str, Any] | None = None) -> None:
        """Add one attempt: the stage it ended at, its tallies and, if it was accepted, its item's provenance."""
        self.stages[stage] += 1
        for purpose, tally in spent.items():
            self.spent.setdefault(purpose, Counter()).update(tally)
        if provenance is not None:
            self.written_by[provenance["written_by"]["question"]] += 1
            self.first_plan += provenance["plans"]["first_passed"]

    @property
    def attempts(self) -> int:
        """Attempts counted."""
        return self.stages.total()

    @property
    def accepted(self) -> int:
        """Attempts that ended as items."""
        return self.stages["accepted"]

    def encoded(self) -> bytes:
        """The content of `funnel.json`.

        `first_plan` counts the items whose root's first plan passed, which are those that would be had
        without acting on findings; `used` has the twenty most used of each sort.
        """
        value = {
            "attempts": self.attempts,
            "accepted": self.accepted,
            "yield": self._share(self.accepted),
            "first_plan": self.first_plan,
            "yield_first_plan": self._share(self.first_plan),
            "stages": dict(self.stages),
            "spent": {purpose: dict(tally) for purpose, tally in self.spent.items()},
            "written_by": dict(self.written_by),
            "used": self.used,
        }
        return codec.line(value)

    def _share(self, count: int) -> float:
        return round(count / self.attempts, 4) if self.attempts else 0


def funnel_of(path: Path, items: Iterable[dict[str, Any]], rejects: Iterable[dict[str, Any]]) -> Funnel:
    """The funnel saved in `path` if it counts exactly these attempts, else one without the model's tallies."""
    funnel = Funnel()
    for line in items:
        funnel.count("accepted", {}, line["provenance"])
    for line in rejects:
        funnel.count(line["stage"], {})
    saved = Funnel(codec.load(path.read_bytes())) if path.is_file() else funnel
    return saved if saved.attempts == funnel.attempts else funnel
