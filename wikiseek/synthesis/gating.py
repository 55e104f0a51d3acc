"""The gates that an item passes, in order, and what of them its growth is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wikiseek.gates import (
    Alternatives,
    Case,
    ClosedBook,
    Difficulty,
    Duplicate,
    Gate,
    Lookups,
    Names,
    Needed,
    Overlap,
    ReadableOffOnePage,
    SingleLookup,
    Thresholds,
    Unique,
    Verifiable,
    verdicts,
    with_inputs,
)
from wikiseek.indexing import Index
from wikiseek.records import Verdict
from wikiseek.synthesis.item import Json

# A run is told apart from one whose gates measured or decided in another way.
_KINDS = (
    Names,
    Unique,
    Needed,
    SingleLookup,
    Overlap,
    Duplicate,
    ClosedBook,
    Alternatives,
    ReadableOffOnePage,
    Verifiable,
)
GATE_VERSIONS = {gate.name: gate.version for gate in _KINDS}


class Gates:
    """The gates of a run over an index, opened once; those that look at one item alone."""

    def __init__(self, index: Index, thresholds: Thresholds, overlap: Sequence[Path] = ()) -> None:
        """Open them; raises what reading the evaluation files `overlap` raises."""
        self.lookups = Lookups(index.store, index.searcher)
        self._index = index
        self._difficulty = Difficulty(index.store, index.sets, self.lookups)
        self._lookup = lookup = SingleLookup(index.store, self.lookups, thresholds)
        # Cheap gates first. Most drafts fail the lookup of the whole question: the rest is spared them.
        cheap: tuple[Gate, ...] = (Names(index.store), Unique(), Needed())
        evaluated: tuple[Gate, ...] = (Overlap(overlap),) if overlap else ()
        self._final: tuple[Gate, ...] = (*cheap, lookup, *evaluated)
        self._growing: tuple[Gate, ...] = (*cheap, *evaluated, lookup.first, lookup)

    def verdicts(self, case: Case) -> list[Verdict]:
        """What every gate says, passed or not."""
        return verdicts(self._final, case)

    def until_one_fails(self, case: Case) -> list[Verdict]:
        """What the gates say up to the first that fails, the cheapest first."""
        found: list[Verdict] = []
        for gate in self._growing:
            found.append(with_inputs(gate.judge(case), case))
            if not found[-1].passed:
                break
        return found

    def given_away(self, page_id: int, clauses: Sequence[str]) -> list[bool]:
        """Which clauses alone find a page in a lookup, so that no question about it may say them."""
        return self._lookup.given_away(page_id, clauses) if clauses else []

    def difficulty(self, case: Case) -> Json:
        """How hard an item is, as it keeps it."""
        return self._difficulty.of(case)
