"""The path to a tree: the plans that failed before it, each made of the one before, and the choice at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyroaring import BitMap

from wikiseek.agents.browser import Browser
from wikiseek.agents.moves import Move, changes, moves
from wikiseek.agents.planner import Pick
from wikiseek.hcsp import Sets
from wikiseek.records import Certificate, ResearchTree, Step


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan that was tried: its certificate if it came so far, and what it failed ("" for nothing).

    `rank` is the best that a lookup gave its answer, `part` whether a part of its question is what failed.
    """

    tree: ResearchTree
    certificate: Certificate | None
    finding: str
    rank: int
    part: bool = False


def steps_to(
    chosen: ResearchTree, path: Sequence[Tried], picks: Sequence[Pick], good: int, browser: Browser, sets: Sets
) -> tuple[Step, ...]:
    """The steps by the plans of `path`, which failed, to a tree to which the planner came by `picks` among `good` ones.

    Taking out what a step is said `instead` of and putting in what is `said` leads from nothing to the tree.
    """
    writer = _Steps(browser, sets)
    opening = Step("init", "A", "", len(browser.offers(chosen.root.page_id)), "rules", 0)
    found = [opening]
    if path:
        found += writer.by_rules(moves(path[0].tree), "")
        for before, after in pairwise(path):
            found += writer.by_rules(changes(before.tree, after.tree), before.finding)
        picked = {pick.move.branch: pick for pick in picks}
        found += writer.made(changes(path[-1].tree, chosen), path[-1].finding, picked)
    else:
        found += [_step(pick.move, pick.chosen_from, pick.by, pick.candidates, "") for pick in picks]
    return (*found, Step("stop", "A", "", good, "rules", 1))


class _Steps:
    """Writes moves down with the pages that they leave at their vertex, all objects there taken as named."""

    def __init__(self, browser: Browser, sets: Sets) -> None:
        self._browser = browser
        self._sets = sets
        self._said: dict[int, dict[str, BitMap]] = {}

    def by_rules(self, row: Iterable[Move], after: str) -> Iterator[Step]:
        """Moves that the search made: each from all that its page offers."""
        return self.made(row, after, {})

    def made(self, row: Iterable[Move], after: str, picked: dict[str, Pick]) -> Iterator[Step]:
        """Moves in answer to a finding; where the planner had a choice, it made them."""
        for move in row:
            left = self._left(move)
            pick = picked.get(move.branch) if move.action != "drop" else None
            if pick is not None and pick.by != "only":
                yield _step(move, pick.chosen_from, pick.by, left, after)
            else:
                yield _step(move, len(self._browser.offers(move.page_id)), "rules", left, after)

    def _left(self, move: Move) -> int:
        said = self._said.setdefault(move.page_id, {})
        said.pop(move.instead, None)
        if move.said:
            said[move.said] = self._sets.of(move.claim.constraint)
        return len(BitMap.intersection(*said.values())) if said else 0


def _step(move: Move, chosen_from: int, by: str, candidates: int, after: str) -> Step:
    return Step(move.action, move.vertex, move.branch, chosen_from, by, candidates, after, move.said, move.instead)
