"""The planner: walks the legal moves to one tree, the model choosing by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from wikiseek import codec
from wikiseek.agents.browser import object_key
from wikiseek.agents.prompts import filled
from wikiseek.hcsp import Sets
from wikiseek.llm import Llm, Message, Request
from wikiseek.records import Claim, ResearchTree, Step, Vertex

_MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Move:
    """One step towards a tree: `action` on `vertex` with a claim whose object is called `name`."""

    action: str
    vertex: str
    branch: str
    claim: Claim
    name: str

    @property
    def key(self) -> tuple[str, str, int | str]:
        """What makes two moves of different trees the same move."""
        return self.action, self.vertex, object_key(self.claim)


def moves(tree: ResearchTree) -> list[Move]:
    """The moves that grow `tree`, in the order in which the paper's actions would make them."""
    return list(_moves(tree.root))


def _moves(vertex: Vertex) -> list[Move]:
    found = [Move("extend", vertex.id, b.vertex.id, b.claim, f"a hidden {b.vertex.kind}") for b in vertex.children]
    found += [Move("blur", vertex.id, c.id, c.claim, c.constant) for c in vertex.constraints]
    for branch in vertex.children:
        found += _moves(branch.vertex)
    return found


class Planner:
    """Chooses among finished, certified trees move by move, so that every choice can be completed."""

    def __init__(self, llm: Llm, sets: Sets) -> None:
        self._llm = llm
        self._sets = sets

    def choose(self, trees: Sequence[ResearchTree], seed: int, after: str) -> tuple[ResearchTree, list[Step]]:
        """One of `trees` (at least one) and the steps that led to it."""
        left = [(tree, moves(tree)) for tree in trees]
        steps: list[Step] = []
        pages: dict[str, BitMap] = {}
        position = 0
        while any(len(row) > position for _, row in left):
            options = _distinct([row[position] for _, row in left if len(row) > position])
            chosen, by = self._pick(options, steps_in_words(left[0][1][:position]), codec.seed(seed, position))
            left = [(tree, row) for tree, row in left if len(row) > position and row[position].key == chosen.key]
            position += 1
            found = self._sets.of(chosen.claim.constraint)
            pages[chosen.vertex] = pages.get(chosen.vertex, found) & found
            steps.append(
                Step(chosen.action, chosen.vertex, chosen.branch, len(options), by, len(pages[chosen.vertex]), after)
            )
        return left[0][0], steps

    def _pick(self, options: list[Move], state: str, seed: int) -> tuple[Move, str]:
        if len(options) == 1:
            return options[0], "only"
        shown = options[:_MOST_OPTIONS]
        numbered = [f"{n}. {self._in_words(move)}" for n, move in enumerate(shown, 1)]
        prompt = filled("plan", state=state or "nothing yet", moves="\n".join(numbered))
        choices = tuple(str(n) for n in range(1, len(shown) + 1))
        request = Request("plan", (Message("user", prompt),), choices=choices, max_tokens=4, seed=seed)
        answer = self._llm.complete([request])[0].text.strip()
        return (shown[int(answer) - 1], "model") if answer in choices else (shown[0], "rules")

    def _in_words(self, move: Move) -> str:
        size = len(self._sets.of(move.claim.constraint))
        return f"{move.claim.relation.replace('[X]', move.name)} (true of at most {size} pages)"


def steps_in_words(row: Sequence[Move]) -> str:
    """The moves made so far, as one line."""
    return "; ".join(move.claim.relation.replace("[X]", move.name) for move in row)


def _distinct(options: list[Move]) -> list[Move]:
    found: dict[object, Move] = {}
    for move in options:
        found.setdefault(move.key, move)
    return list(found.values())
