"""What a reject without a question keeps of its drafts: the one that came furthest through the gates."""

from __future__ import annotations

from collections.abc import Sequence

from wikiseek import codec
from wikiseek.records import Verdict
from wikiseek.synthesis.item import Json

# Better than any rank that is told.
_NOT_FOUND = 1 << 10


class Nearest:
    """The draft that passed most gates; of several the one whose answer a lookup finds latest, then the first."""

    def __init__(self) -> None:
        self.record: Json = {}
        self._reached = (0, 0)

    def add(self, question: str, verdicts: Sequence[Verdict]) -> None:
        """Look at one more draft and what the gates said of it, up to the first that failed."""
        reached = (len(verdicts), best_rank(verdicts) or _NOT_FOUND)
        if reached > self._reached:
            self._reached = reached
            self.record = {"question": question, "verdicts": [codec.shallow(verdict) for verdict in verdicts]}


def best_rank(verdicts: Sequence[Verdict]) -> int:
    """The best place that a lookup with the question gave the answer's page, 0 where none found it."""
    places = [place for verdict in verdicts for place in verdict.numbers.get("ranks", {}).values() if place]
    return min(places, default=0)
