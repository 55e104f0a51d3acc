"""What a gate sees and says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wikiseek.records import Certificate, ResearchTree, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A question put before the gates, with the tree it words and the tree's certificate."""

    question: str
    tree: ResearchTree
    certificate: Certificate


class Gate(Protocol):
    """One check. A gate decides nothing but its own question, and stores what it measured."""

    @property
    def name(self) -> str:
        """The name under which its verdicts are kept."""
        ...

    def judge(self, case: Case) -> Verdict:
        """The verdict on a case, with the numbers behind it."""
        ...
