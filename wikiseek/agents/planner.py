"""The planner: walks the legal moves to one tree, the model choosing by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from wikiseek import codec
from wikiseek.agents.moves import Move, moves
from wikiseek.agents.prompts import filled
from wikiseek.hcsp import Sets
from wikiseek.llm import Conversation, Message, Request
from wikiseek.records import ResearchTree

_MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Option:
    """A tree that may be chosen, and the best rank of its answer's page in one lookup (0: not among those ranked)."""

    tree: ResearchTree
    rank: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A move that was made: from how many, by whom, and the pages left at its vertex, its objects taken as named."""

    move: Move
    chosen_from: int
    by: str
    candidates: int


class Planner:
    """Chooses among finished, certified trees move by move, so that every choice can be completed."""

    def __init__(self, sets: Sets) -> None:
        self._sets = sets

    def choose(self, options: Sequence[Option], seed: int) -> Conversation[tuple[ResearchTree, list[Pick]]]:
        """The tree of one of `options` (at least one) and the moves that led to it."""
        left = [(option, moves(option.tree)) for option in options]
        picks: list[Pick] = []
        pages: dict[str, BitMap] = {}
        while any(len(row) > len(picks) for _, row in left):
            place = len(picks)
            left = [(option, row) for option, row in left if len(row) > place]
            open_moves = _distinct([(row[place], option.rank) for option, row in left])
            move, by = yield from self._pick(open_moves, picks, pages, codec.seed(seed, place))
            left = [(option, row) for option, row in left if row[place].key == move.key]
            pages[move.vertex] = self._after(move, pages)
            picks.append(Pick(move, len(open_moves), by, len(pages[move.vertex])))
        return left[0][0].tree, picks

    def _pick(
        self, options: list[tuple[Move, int]], picks: Sequence[Pick], pages: dict[str, BitMap], seed: int
    ) -> Conversation[tuple[Move, str]]:
        if len(options) == 1:
            return options[0][0], "only"
        shown = options[:_MOST_OPTIONS]
        numbered = [f"{n}. {self._in_words(move, rank, pages)}" for n, (move, rank) in enumerate(shown, 1)]
        state = "; ".join(pick.move.claim.relation.replace("[X]", pick.move.name) for pick in picks)
        prompt = filled("plan", state=state or "nothing", moves="\n".join(numbered))
        choices = tuple(str(n) for n in range(1, len(shown) + 1))
        request = Request("plan", (Message("user", prompt),), choices=choices, max_tokens=4, seed=seed)
        answer = (yield request).text.strip()
        return (shown[int(answer) - 1][0], "model") if answer in choices else (shown[0][0], "rules")

    def _in_words(self, move: Move, rank: int, pages: dict[str, BitMap]) -> str:
        """A move with its numbers: |S|, the candidates before and after, what kind of claim, and the answer's rank."""
        size = len(self._sets.of(move.claim.constraint))
        before = len(pages[move.vertex]) if move.vertex in pages else "all"
        after = len(self._after(move, pages))
        kind = move.claim.constraint.kind.replace("_", " ")
        said = move.claim.relation.replace("[X]", move.name)
        return f"{said} ({kind}, {size} pages, {before} -> {after} left, rank {rank or 'over 100'})"

    def _after(self, move: Move, pages: dict[str, BitMap]) -> BitMap:
        found = self._sets.of(move.claim.constraint)
        return pages.get(move.vertex, found) & found


def _distinct(options: list[tuple[Move, int]]) -> list[tuple[Move, int]]:
    """Each move once, with the rank of the first tree that it leads to."""
    found: dict[object, tuple[Move, int]] = {}
    for move, rank in options:
        found.setdefault(move.key, (move, rank))
    return list(found.values())
