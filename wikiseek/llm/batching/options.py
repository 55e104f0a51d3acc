"""Choices as a tree of their tokens, so that the model's scores say how likely each is and nothing is generated.

A choice is as likely as the tokens that tell it from the others, each among those that are open at
its place: what a model bound to the choices would write at temperature 1. Tokens that leave no
choice cost nothing. Where one choice ends and another goes on, the end of the answer is one of the
open tokens.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

_END = -1
# Beyond these digits the order of sums decides; choices that are the same up to here are a tie.
_DIGITS = 6

Path = tuple[int, ...]
Scores = npt.NDArray[np.float32]


class Options:
    """The tokens of different choices, and where they part."""

    def __init__(self, choices: Iterable[Sequence[int]], enders: npt.NDArray[np.int32]) -> None:
        """Of the tokens of each choice; `enders` are the tokens that end an answer.

        Raises `ValueError` when there is no choice or one is empty: an empty answer cannot be told
        from a model that said nothing.
        """
        self._choices = [tuple(choice) for choice in choices]
        if not self._choices or not all(self._choices):
            raise ValueError("choices must be non-empty strings")
        self._enders = enders
        self._forks = {path: sorted(after) for path, after in _after(self._choices).items() if len(after) > 1}

    @property
    def paths(self) -> list[Path]:
        """What must be computed after the prompt: tokens that lead to forks, none the beginning of another."""
        longest = sorted((path for path in self._forks if path), reverse=True)
        return [path for n, path in enumerate(longest) if not n or longest[n - 1][: len(path)] != path]

    def length(self, place: int) -> int:
        """How many tokens the choice at `place` has."""
        return len(self._choices[place])

    def is_fork(self, path: Path) -> bool:
        """Whether the scores after `path` tell choices apart."""
        return path in self._forks

    def shares(self, path: Path, scores: Scores) -> dict[int, float]:
        """How likely each way on from the fork `path` is, given the scores of all tokens there."""
        after = self._forks[path]
        logits = np.array([self._score(token, scores) for token in after])
        weights = np.exp(logits - logits.max())
        return dict(zip(after, (weights / weights.sum()).tolist(), strict=True))

    def probabilities(self, shares: Mapping[Path, Mapping[int, float]]) -> tuple[float, ...]:
        """How likely each choice is, in order, given the shares at every fork; rounded."""
        return tuple(round(self._likely(choice, shares), _DIGITS) for choice in self._choices)

    def _likely(self, choice: Path, shares: Mapping[Path, Mapping[int, float]]) -> float:
        found = 1.0
        for place, token in enumerate((*choice, _END)):
            found *= shares.get(choice[:place], {}).get(token, 1.0)
        return found

    def _score(self, token: int, scores: Scores) -> float:
        if token == _END:
            return float(np.logaddexp.reduce(scores[self._enders].astype(np.float64)))
        return float(scores[token])


def chosen(probabilities: Sequence[float], temperature: float, seed: int) -> int:
    """The place of the likeliest, the first of several; above temperature 0, one drawn by `seed`."""
    if temperature <= 0:
        return int(np.argmax(probabilities))
    with np.errstate(divide="ignore"):
        logits = np.log(probabilities) / temperature
    weights = np.exp(logits - logits.max())
    drawn = random.Random(seed).random() * weights.sum()
    return min(int(np.searchsorted(np.cumsum(weights), drawn, side="right")), len(weights) - 1)


def _after(choices: Iterable[Path]) -> dict[Path, set[int]]:
    """For each beginning of a choice, the tokens that may come next."""
    after: dict[Path, set[int]] = {}
    for choice in choices:
        for place, token in enumerate((*choice, _END)):
            after.setdefault(choice[:place], set()).add(token)
    return after
