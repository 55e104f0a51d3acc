"""Prompts that were computed, as a tree of their common prefixes, so that a prefix is computed once.

Each node is a prefix, held by a sequence of its own; its cells are those of its parent and its own.
What leads nowhere and was used longest ago goes first, so instructions that many prompts begin
with outlive what followed them. A node with users is left alone: their sequences stand on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wikiseek.llm.batching.memory import Memory


@dataclass(slots=True, eq=False)
class Node:
    """A prefix of `end` tokens: its parent's and then `tokens`. `used` is a tick, `users` are requests."""

    tokens: Sequence[int]
    end: int
    sequence: int
    parent: Node | None
    children: dict[int, Node] = field(default_factory=dict)
    users: int = 0
    used: int = 0


class Prefixes:
    """The tree, of at most `budget` tokens unless users need more; 0 keeps nothing."""

    def __init__(self, memory: Memory, budget: int) -> None:
        self._memory = memory
        self._budget = budget
        self._tick = 0
        self.clear()

    @property
    def cells(self) -> int:
        """How many cells the tree holds."""
        return self._cells

    def clear(self) -> None:
        """Forget the tree, when the memory was cleared."""
        self._root = Node((), 0, -1, None)
        self._cells = 0

    def longest(self, prompt: Sequence[int], limit: int) -> tuple[Node, int]:
        """How many of the first `limit` tokens of `prompt` are kept, and a node that has them."""
        node, place = self._root, 0
        while place < limit and (child := node.children.get(prompt[place])):
            same = common(child.tokens, prompt[place:limit])
            node, place = child, place + same
            if same < len(child.tokens):
                break
        self._touch(node)
        return node, place

    def add(self, prompt: Sequence[int], sequence: int) -> tuple[Node, int] | None:
        """Keep `prompt`, which `sequence` holds: its node, and how many of its cells the tree did not have.

        None when there is no room for it.
        """
        node, place = self.longest(prompt, len(prompt))
        fork = node if place == node.end else self._split(node, place)
        if fork is None:
            return None
        if place == len(prompt):
            return fork, 0
        leaf = self._sequence(fork)
        if leaf is None:
            return None
        if place:
            self._memory.copy(fork.sequence, leaf, 0, place)
        self._memory.copy(sequence, leaf, place, len(prompt))
        own = list(prompt[place:])
        made = fork.children[own[0]] = Node(own, len(prompt), leaf, fork, used=self._tick)
        self._cells += len(own)
        return made, len(own)

    def trim(self) -> None:
        """Let go of what is beyond the budget."""
        while self._cells > self._budget and self.drop():
            pass

    def drop(self) -> bool:
        """Let go of the leaf that was used longest ago; False when none may go."""
        leaves = [node for node in self._nodes() if not node.children and not node.users]
        if not leaves:
            return False
        node = min(leaves, key=lambda leaf: leaf.used)
        assert node.parent is not None
        del node.parent.children[node.tokens[0]]
        self._memory.give(node.sequence)
        self._cells -= len(node.tokens)
        return True

    def _split(self, node: Node, place: int) -> Node | None:
        """A node of the first `place` tokens, which `node` now continues."""
        sequence = self._sequence(node)
        if sequence is None or node.parent is None:
            return None
        self._memory.copy(node.sequence, sequence, 0, place)
        at = place - node.parent.end
        upper = Node(node.tokens[:at], place, sequence, node.parent, used=self._tick)
        node.parent.children[upper.tokens[0]] = upper
        node.tokens, node.parent = node.tokens[at:], upper
        upper.children[node.tokens[0]] = node
        return upper

    def _sequence(self, needed: Node) -> int | None:
        """A free sequence, for which any leaf but `needed` may go."""
        needed.users += 1
        sequence = self._memory.take()
        if sequence is None and self.drop():
            sequence = self._memory.take()
        needed.users -= 1
        return sequence

    def _touch(self, node: Node | None) -> None:
        self._tick += 1
        while node is not None:
            node.used, node = self._tick, node.parent

    def _nodes(self) -> Iterator[Node]:
        pending = list(self._root.children.values())
        while pending:
            node = pending.pop()
            yield node
            pending += node.children.values()


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many leading tokens are the same."""
    limit = min(len(one), len(other))
    return next((place for place in range(limit) if one[place] != other[place]), limit)
