"""A run judged again under other thresholds, from what it recorded: no index and no model.

What a verdict measured can be compared with other thresholds. Two things cannot be had that way. A root of which
every tree failed says how near they came; where one might pass now, only a new run can grow it. And an accepted
item that fails now may have had another tree beside it. Both are told apart from what is decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wikiseek.gates import Case, Overlap, Thresholds
from wikiseek.gates.single_lookup import faults, unmeasured
from wikiseek.synthesis.diversity import Diversity
from wikiseek.synthesis.gating import GATE_VERSIONS
from wikiseek.synthesis.item import Json, tree_of

ACCEPTED, UNDECIDED = "accepted", "undecided"
_LOOKUP = "single_lookup"


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds of a run, old or new. `clause_k` is 0 in a run that did not look parts up."""

    thresholds: Thresholds
    max_per_constant: int
    max_per_hidden: int

    @classmethod
    def of(cls, fingerprint: Json) -> Rules:
        """Those that a run's `run.json` names."""
        said = fingerprint["settings"]
        thresholds = Thresholds(said["top_k"], said.get("clause_k", 0))
        return cls(thresholds, said["max_per_constant"], said["max_per_hidden"])


@dataclass(frozen=True, slots=True)
class Change:
    """An attempt that ends elsewhere now, or of which it cannot be said where ("undecided")."""

    i: int
    entity: str
    before: str
    after: str
    why: str


@dataclass(slots=True)
class Regated:
    """How the attempts of a run end under new rules, and those that end otherwise than they did.

    `kept` counts verdicts by gates of another version, which stand as they were recorded.
    """

    stages: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)


def regate(items: Sequence[Json], rejects: Sequence[Json], old: Rules, new: Rules, overlap: Sequence[Path]) -> Regated:
    """Judge every attempt again in order; `overlap` are evaluation files. Raises what reading those raises."""
    judge = _Judge(old, new, overlap)
    attempts = [*((line, ACCEPTED) for line in items), *((line, line["stage"]) for line in rejects)]
    for line, before in sorted(attempts, key=lambda row: int(row[0]["i"])):
        judge.count(line, before)
    return judge.found


class _Judge:
    def __init__(self, old: Rules, new: Rules, overlap: Sequence[Path]) -> None:
        self._old, self._new = old, new
        self._overlap = Overlap(overlap) if overlap else None
        self._diversity = Diversity(new.max_per_constant, new.max_per_hidden)
        self.found = Regated()

    def count(self, line: Json, before: str) -> None:
        after, why = self._item(line) if "verdicts" in line else self._root(line)
        if after == ACCEPTED:
            self._diversity.add(line)
        self.found.stages[after] += 1
        if after != before:
            entity = line["answer"] if "answer" in line else line["root"]["entity"]
            self.found.changes.append(Change(line["i"], entity, before, after, why))

    def _item(self, line: Json) -> tuple[str, str]:
        """The stage of an attempt that came to a question, and why."""
        missing: list[str] = []
        for verdict in line["verdicts"]:
            gate = verdict["gate"]
            if gate == "duplicate" or (gate == "overlap" and self._overlap):
                continue
            if verdict.get("version", 1) != GATE_VERSIONS.get(gate):
                self.found.kept[gate] += 1
            failed = "" if verdict["passed"] else verdict["reason"]
            if gate == _LOOKUP:
                failed = "; ".join(faults(verdict["numbers"], self._new.thresholds))
                missing = unmeasured(verdict["numbers"], self._new.thresholds)
            if failed:
                return f"gate:{gate}", failed
        return (UNDECIDED, "; ".join(missing)) if missing else self._among_others(line)

    def _among_others(self, line: Json) -> tuple[str, str]:
        if self._overlap is not None:
            found = self._overlap.judge(_case(line))
            if not found.passed:
                return f"gate:{found.gate}", found.reason
        objection = self._diversity.objection(line, self._diversity.verdict(line))
        return (ACCEPTED, "") if objection is None else (objection.stage, objection.reason)

    def _root(self, line: Json) -> tuple[str, str]:
        """The stage of a root from which nothing grew: looser thresholds might have let one of its trees pass."""
        stage, numbers = line["stage"], line.get("numbers") or {}
        before, now = self._old.thresholds, self._new.thresholds
        fewer, laxer = now.top_k < before.top_k, now.clause_k < before.clause_k
        if laxer and numbers.get("barred"):
            return UNDECIDED, "some of its claims were left out, each for finding it alone: grow it again"
        if not numbers.get(_LOOKUP) or not (fewer or laxer):
            return stage, ""
        told = numbers.get("lookup")
        if told is None:
            return UNDECIDED, "how near its trees came was not recorded"
        if fewer and told["furthest"] > now.top_k:
            return UNDECIDED, f"one of its trees failed at rank {told['furthest']} alone: grow it again"
        return (UNDECIDED, "its trees failed by a part alone: grow them again") if told["by_part"] else (stage, "")


def _case(line: Json) -> Case:
    return Case(line["question"], line["answer"], line["answer_id"], tuple(line["aliases"]), tree_of(line), None)


def summary(found: Regated) -> dict[str, Any]:
    """What was found, as JSON."""
    return {
        "stages": dict(found.stages),
        "changed": [{name: getattr(each, name) for name in Change.__slots__} for each in found.changes],
        "kept": dict(found.kept),
    }


def reasons(found: Regated) -> Iterator[tuple[str, int]]:
    """Why attempts are undecided, with how many."""
    yield from Counter(each.why for each in found.changes if each.after == UNDECIDED).most_common()
