"""Who makes the attempts of a run: this process alone, or processes that search while this one asks the model."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from wikiseek.agents import Found
from wikiseek.engines import Ahead, Bounds, run_units
from wikiseek.grammar import open_grammar
from wikiseek.indexing import Index
from wikiseek.llm import Conversation, Given, Llm, ModelSource, held
from wikiseek.synthesis.attempt import Workshop
from wikiseek.synthesis.outcome import Outcome
from wikiseek.synthesis.settings import RunSettings

# Most attempts end without the model and one in forty asks it: enough are searched to bridge that.
_AHEAD = 64
# An attempt's bound is there for what hangs, not for what is slow; address space is not memory.
_BOUNDS = Bounds(seconds=3600.0, memory=1 << 46)

Outcomes = Generator[Outcome, None, None]


@dataclass(frozen=True, slots=True)
class Task:
    """Attempt `number`: the root it starts from and its seed."""

    number: int
    root: int
    seed: int


class Crew(Protocol):
    """Makes attempts."""

    @property
    def identity(self) -> str:
        """The model's identity."""

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings, wanted: Callable[[], int]) -> Outcomes:
        """How each attempt ended, in order; more may be under way than were asked for.

        `wanted` says how many items are still wanted: no more attempts that ask the model are under way or wait.
        """


class Alone:
    """Attempts in this process, one after the other."""

    def __init__(self, index: Index, llm: Llm) -> None:
        self._index = index
        self._llm = llm

    @property
    def identity(self) -> str:
        """The model's identity."""
        return self._llm.identity

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings, wanted: Callable[[], int]) -> Outcomes:
        """How each attempt ended, in order; one at a time, so that what is wanted need not be known."""
        workshop = _workshop(self._index, self.identity, settings)
        yield from held(Given(_attempt(workshop, task) for task in tasks), self._llm, 1)


class Team:
    """Processes that search, each with its own index and grammar, and this one, which asks the model.

    While the model answers, the next trees are searched, and `open_talks` attempts ask it side by side. An
    attempt that hangs or ends its process becomes a reject of the stage "fault".
    """

    def __init__(self, index: Index, llm: Llm, workers: int, open_talks: int = 1) -> None:
        self._index = index
        self._llm = llm
        self._workers = workers
        self._open_talks = open_talks

    @property
    def identity(self) -> str:
        """The model's identity."""
        return self._llm.identity

    def outcomes(self, tasks: Iterable[Task], settings: RunSettings, wanted: Callable[[], int]) -> Outcomes:
        """How each attempt ended, in order."""
        workshop = _workshop(self._index, self.identity, settings)
        units = (SearchUnit(task, self._index.folder, self.identity, settings) for task in tasks)
        searches = run_units(units, search_unit, self._workers, _BOUNDS, ahead=_AHEAD)
        with Ahead(searches, _AHEAD) as searched:
            yield from held(_Searched(searched, workshop), self._llm, self._open_talks, wanted)


class _Searched:
    """Conversations about what workers found."""

    def __init__(self, searched: Ahead[Search], workshop: Workshop) -> None:
        self._searched = searched
        self._workshop = workshop

    def take(self, wait: bool) -> Conversation[Outcome] | None:
        """The next one; None if nothing is found yet."""
        search = self._searched.take(wait)
        return None if search is None else _told(self._workshop, *search)


@contextmanager
def open_crew(index: Index, source: ModelSource, workers: int) -> Iterator[Crew]:
    """The crew for so many workers; its model is closed in the end. Raises as `ModelSource` does."""
    llm = source.open()
    try:
        yield Team(index, llm, workers, source.at_once)
    finally:
        llm.close()


@dataclass(frozen=True, slots=True)
class SearchUnit:
    """An attempt to be searched by a worker, and what it opens for that."""

    task: Task
    index: Path
    model: str
    settings: RunSettings


Search = tuple[Task, Outcome | Found | None]


def search_unit(unit: SearchUnit, marked: frozenset[int]) -> Iterator[Search]:
    """The one attempt of a unit, in a worker: what was found, None for one that hung or ended its process."""
    task = unit.task
    workshop = _opened(unit.index, unit.model, unit.settings)
    yield task, None if marked else workshop.search(task.number, task.root, task.seed)


def _attempt(workshop: Workshop, task: Task) -> Conversation[Outcome]:
    """One attempt from its beginning."""
    return (yield from _told(workshop, task, workshop.search(task.number, task.root, task.seed)))


def _told(workshop: Workshop, task: Task, found: Outcome | Found | None) -> Conversation[Outcome]:
    """How an attempt ends whose search came to `found`."""
    if found is None:
        return workshop.broken(task.number, task.root)
    return (yield from workshop.ask(task.number, task.seed, found)) if isinstance(found, Found) else found


@lru_cache(maxsize=1)
def _opened(index: Path, model: str, settings: RunSettings) -> Workshop:
    return _workshop(Index(index), model, settings)


def _workshop(index: Index, model: str, settings: RunSettings) -> Workshop:
    return Workshop(index, model, index.claims(open_grammar(settings.grammar)), settings)
