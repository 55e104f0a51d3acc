"""Who makes the attempts of a run: this process, or several that each open index, grammar and model."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from wikiseek.engines import Bounds, run_units
from wikiseek.grammar import open_grammar
from wikiseek.indexing import Index
from wikiseek.llm import Llm, ModelSource
from wikiseek.synthesis.attempt import Outcome, Workshop, broken
from wikiseek.synthesis.settings import RunSettings

# Most attempts end soon and one in a hundred asks the model for long: enough are begun to bridge that.
_AHEAD = 64
# An attempt's bound is there for what hangs, not for what is slow; address space is not memory.
_BOUNDS = Bounds(seconds=3600.0, memory=1 << 46)

Outcomes = Generator[Outcome, None, None]


@dataclass(frozen=True, slots=True)
class Task:
    """Attempt `number`: the root it starts from, its title and its seed."""

    number: int
    root: int
    title: str
    seed: int


class Crew(Protocol):
    """Makes attempts."""

    @property
    def identity(self) -> str:
        """The model's identity."""

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings) -> Outcomes:
        """How each attempt ended, in order; more may be under way than were asked for."""


class Alone:
    """Attempts in this process, one after the other, with a model that is open."""

    def __init__(self, index: Index, llm: Llm) -> None:
        self._index = index
        self._llm = llm

    @property
    def identity(self) -> str:
        """The model's identity."""
        return self._llm.identity

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings) -> Outcomes:
        """How each attempt ended, in order."""
        workshop = _workshop(self._index, self._llm, settings)
        for task in tasks:
            yield workshop.attempt(task.number, task.root, task.seed)


class Team:
    """Attempts in several processes, each with its own index, grammar and model.

    An attempt that hangs or ends its process becomes a reject of the stage "fault".
    """

    def __init__(self, index: Path, source: ModelSource, workers: int) -> None:
        """Find out what the model is, without loading it; raises what `ModelSource.identity` raises."""
        self._index = index
        self._source = source
        self._workers = workers
        self._identity = source.identity()

    @property
    def identity(self) -> str:
        """The model's identity."""
        return self._identity

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings) -> Outcomes:
        """How each attempt ended, in order."""
        units = (_Unit(task, self._index, self._source, settings) for task in tasks)
        return run_units(units, _attempt, self._workers, _BOUNDS, ahead=_AHEAD)


@contextmanager
def open_crew(index: Index, source: ModelSource, workers: int) -> Iterator[Crew]:
    """The crew for so many workers; its model is closed in the end. Raises as `ModelSource` does."""
    if workers > 1:
        yield Team(index.folder, source, workers)
        return
    llm = source.open()
    try:
        yield Alone(index, llm)
    finally:
        llm.close()


@dataclass(frozen=True, slots=True)
class _Unit:
    task: Task
    index: Path
    source: ModelSource
    settings: RunSettings


def _attempt(unit: _Unit, marked: frozenset[int]) -> Iterator[Outcome]:
    """The one attempt of a unit, in a worker."""
    task = unit.task
    if marked:
        yield broken(task.number, task.root, task.title)
    else:
        yield _opened(unit.index, unit.source, unit.settings).attempt(task.number, task.root, task.seed)


@lru_cache(maxsize=1)
def _opened(index: Path, source: ModelSource, settings: RunSettings) -> Workshop:
    return _workshop(Index(index), source.open(), settings)


def _workshop(index: Index, llm: Llm, settings: RunSettings) -> Workshop:
    return Workshop(index, llm, index.claims(open_grammar(settings.grammar)), settings.asked, settings.top_k)
