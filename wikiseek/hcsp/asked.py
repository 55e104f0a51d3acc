"""The shapes that a run asks for: numbers, ranges and distributions, from which each attempt draws its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import gcd, lcm

from wikiseek import codec
from wikiseek.hcsp.shape import Shape, Width, vertex_counts

_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)
_WEIGHED = re.compile(r"(\d{1,5}):(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})", re.ASCII)
# Possible counts named in a message.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """Numbers with weights, ascending; the weights are whole and have no common divisor.

    `ranged` when it was written as a range ("2-3"): then any of the numbers will do, while each
    number of a distribution ("2:1,3:1") is asked for by itself.
    """

    weights: tuple[tuple[int, int], ...]
    ranged: bool = False

    @classmethod
    def of(cls, text: str) -> Choice:
        """Read "3", "2-3" or "4:0.3,5:0.7"; raises ValueError with what is wrong."""
        if plain := _RANGE.fullmatch(text):
            low = int(plain[1])
            high = int(plain[2] or low)
            if high < low:
                raise ValueError(f"the range {text!r} ends before it begins")
            return cls(tuple((number, 1) for number in range(low, high + 1)), ranged=high > low)
        rows = [_WEIGHED.fullmatch(part.strip()) for part in text.split(",")]
        pairs = [(int(row[1]), Fraction(row[2])) for row in rows if row]
        if len(pairs) != len(rows):
            raise ValueError(f"{text!r} is no number (3), range (2-3) or distribution (4:0.3,5:0.7)")
        if len({number for number, _ in pairs}) != len(pairs):
            raise ValueError(f"{text!r} gives a number two weights")
        if not all(weight for _, weight in pairs):
            raise ValueError(f"{text!r} gives a number no weight: leave it out")
        whole = lcm(*(weight.denominator for _, weight in pairs))
        common = gcd(*(int(weight * whole) for _, weight in pairs))
        return cls(tuple(sorted((number, int(weight * whole) // common) for number, weight in pairs)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers, ascending."""
        return tuple(number for number, _ in self.weights)

    def __str__(self) -> str:
        """The one way in which this choice is written down."""
        if self.ranged:
            return f"{self.numbers[0]}-{self.numbers[-1]}"
        if len(self.weights) == 1:
            return str(self.numbers[0])
        return ",".join(f"{number}:{weight}" for number, weight in self.weights)


@dataclass(frozen=True, slots=True)
class Asked:
    """The shapes of a run. A range of widths is left open: each vertex may have any number in it."""

    depth: Choice = Choice(((2, 1),))
    width: Choice = Choice(((2, 1),))
    vertices: Choice | None = None

    def draw(self, seed: int) -> Shape:
        """The shape of one attempt: by weight, among the combinations that are possible."""
        possible = _combinations(self)
        place = codec.seed(seed, "shape") % sum(weight for _, weight in possible)
        for shape, weight in possible:
            place -= weight
            if place < 0:
                return shape
        raise AssertionError("a place beyond all weights")

    def fault(self) -> str:
        """Why these shapes cannot be asked for, "" if they can: no tree has one of the numbers."""
        shapes = [shape for shape, _ in _combinations(self)]
        if self.vertices is None:
            return ""
        had = {shape.vertices for shape in shapes}
        wrong = [n for n in self.vertices.numbers if n not in had]
        if wrong and (not had or not self.vertices.ranged):
            return self._impossible(str(self.vertices if self.vertices.ranged else wrong[0]))
        for name, choice, used in (
            ("depth", self.depth, {(shape.depth, shape.depth) for shape in shapes}),
            ("width", self.width, {shape.width for shape in shapes}),
        ):
            missing = [n for n in choice.numbers if (n, n) not in used and not choice.ranged]
            if missing:
                return self._impossible(str(self.vertices), **{name: missing[0]})
        return ""

    def _impossible(self, vertices: str, depth: int | None = None, width: int | None = None) -> str:
        depths = self.depth.numbers if depth is None else (depth,)
        widths = _widths(self.width) if width is None else [((width, width), 1)]
        counts = sorted(set().union(*(vertex_counts(d, w) for d, (w, _) in product(depths, widths))))
        named = ", ".join(map(str, counts[:_NAMED])) + (f" … {counts[-1]}" if len(counts) > _NAMED else "")
        levels, branches = depth or self.depth, width or self.width
        return f"no tree of depth {levels} and width {branches} has {vertices} vertices: it can have {named}"


def _widths(choice: Choice) -> list[tuple[Width, int]]:
    if choice.ranged:
        return [((choice.numbers[0], choice.numbers[-1]), 1)]
    return [((number, number), weight) for number, weight in choice.weights]


@lru_cache(maxsize=64)
def _combinations(asked: Asked) -> tuple[tuple[Shape, int], ...]:
    """Every possible shape with its weight."""
    found: list[tuple[Shape, int]] = []
    for (levels, one), (width, two) in product(asked.depth.weights, _widths(asked.width)):
        if asked.vertices is None:
            found.append((Shape(levels, width), one * two))
            continue
        counts = vertex_counts(levels, width)
        found += [(Shape(levels, width, n), one * two * three) for n, three in asked.vertices.weights if n in counts]
    return tuple(found)
