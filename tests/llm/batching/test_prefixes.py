"""The tree of prefixes over a memory that keeps, for each sequence, which cell has which position."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from wikiseek.llm.batching.memory import Memory
from wikiseek.llm.batching.prefixes import Node, Prefixes, common


class Cells:
    """Stands in for llama.cpp's memory: sequence → position → token."""

    def __init__(self) -> None:
        self.held: dict[int, dict[int, object]] = {}

    def llama_get_memory(self, context: object) -> object:
        return context

    def llama_memory_seq_rm(self, memory: object, sequence: int, start: int, end: int) -> bool:
        assert end == -1
        row = self.held.get(sequence, {})
        self.held[sequence] = {place: cell for place, cell in row.items() if place < start}
        return True

    def llama_memory_seq_cp(self, memory: object, source: int, target: int, start: int, end: int) -> None:
        row = self.held.setdefault(target, {})
        for place in range(start, end):
            assert place not in row, "a position would be held twice"
            row[place] = self.held[source][place]

    def llama_memory_clear(self, memory: object, data: bool) -> None:
        self.held = {}

    def distinct(self, sequences: Sequence[int]) -> int:
        return len({id(cell) for sequence in sequences for cell in self.held.get(sequence, {}).values()})


class Cell:
    def __init__(self, token: int) -> None:
        self.token = token


class World:
    """Computes prompts as the scheduler does, one at a time."""

    def __init__(self, budget: int, count: int = 12) -> None:
        self.cells = Cells()
        self.memory = Memory(self.cells, None, count)  # type: ignore[arg-type]
        self.prefixes = Prefixes(self.memory, budget)

    def compute(self, prompt: list[int]) -> int:
        """How many tokens were reused."""
        node, reused = self.prefixes.longest(prompt, len(prompt) - 1)
        node.users += 1
        sequence = self.memory.take()
        while sequence is None:
            assert self.prefixes.drop()
            sequence = self.memory.take()
        if reused:
            self.memory.copy(node.sequence, sequence, 0, reused)
        row = self.cells.held.setdefault(sequence, {})
        row |= {place: Cell(prompt[place]) for place in range(reused, len(prompt))}
        assert [row[place].token for place in range(len(prompt))] == prompt  # type: ignore[attr-defined]
        self.prefixes.add(prompt, sequence)
        self.memory.give(sequence)
        node.users -= 1
        self.prefixes.trim()
        return reused

    def nodes(self) -> list[Node]:
        return list(self.prefixes._nodes())

    def check(self) -> None:
        """Each node holds exactly its prefix, and the tree counts its cells rightly."""
        for node in self.nodes():
            tokens, upper = list(node.tokens), node.parent
            while upper is not None:
                tokens, upper = [*upper.tokens, *tokens], upper.parent
            held = self.cells.held[node.sequence]
            assert [held[place].token for place in sorted(held)] == tokens  # type: ignore[attr-defined]
            assert node.end == len(tokens)
        assert self.prefixes.cells == sum(len(node.tokens) for node in self.nodes())
        assert self.prefixes.cells == self.cells.distinct([node.sequence for node in self.nodes()])


def test_what_two_prompts_share_is_computed_once():
    world = World(budget=100)
    assert world.compute([1, 2, 3, 4, 5]) == 0
    assert world.compute([1, 2, 3, 9]) == 3
    assert world.compute([1, 2, 3, 9, 9]) == 4
    assert world.compute([7, 2, 3]) == 0
    world.check()
    assert world.prefixes.cells == 5 + 1 + 1 + 3


def test_the_last_token_is_always_computed():
    world = World(budget=100)
    assert [world.compute([1, 2, 3]) for _ in range(3)] == [0, 2, 2]
    world.check()


def test_instructions_outlive_what_followed_them():
    world = World(budget=12)
    for tail in range(100, 120):
        reused = world.compute([1, 2, 3, 4, 5, 6, tail, tail, tail])
        assert reused == (0 if tail == 100 else 6)
    world.check()


def test_nothing_is_kept_without_a_budget():
    world = World(budget=0)
    assert [world.compute([1, 2, 3]) for _ in range(2)] == [0, 0]
    assert world.nodes() == []


def test_what_has_users_stays():
    world = World(budget=4)
    world.compute([1, 2, 3, 4])
    node, _ = world.prefixes.longest([1, 2, 3, 4], 4)
    node.users += 1
    world.compute([5, 6, 7, 8])
    assert world.prefixes.longest([1, 2, 3, 4], 4)[1] == 4
    assert world.prefixes.longest([5, 6, 7, 8], 4)[1] == 0
    node.users -= 1
    assert world.prefixes.drop()
    assert not world.prefixes.drop()


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=9), max_size=30), st.integers(0, 40))
def test_any_prompts_leave_a_tree_that_says_what_its_cells_hold(prompts: list[list[int]], budget: int):
    world = World(budget, count=5)
    for prompt in prompts:
        world.compute(prompt)
        world.check()
        assert world.prefixes.cells <= budget


def test_common_beginnings():
    assert common([1, 2, 3], [1, 2, 4, 5]) == 2
    assert common([], [1]) == 0
    assert common([1], [1, 2]) == 1
