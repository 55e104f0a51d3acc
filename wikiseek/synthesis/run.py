"""A run: attempts in order until enough are accepted, written as they come, continued where they stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from wikiseek import codec
from wikiseek.agents import root_order
from wikiseek.errors import Exhausted, WikiseekError
from wikiseek.files import locked, write_bytes
from wikiseek.indexing import Index
from wikiseek.synthesis import folder as files
from wikiseek.synthesis.crew import Crew, Task
from wikiseek.synthesis.diversity import Diversity
from wikiseek.synthesis.funnel import Funnel, funnel_of
from wikiseek.synthesis.item import Json
from wikiseek.synthesis.outcome import Outcome, rejected, with_verdict
from wikiseek.synthesis.settings import RunSettings, fingerprint
from wikiseek.synthesis.settling import Settling

Progress = Callable[[Funnel], None]


@dataclass(frozen=True, slots=True)
class _Done:
    """What is already written: attempts of both files."""

    items: list[Json]
    rejects: list[Json]

    @property
    def attempts(self) -> int:
        return len(self.items) + len(self.rejects)

    def in_order(self) -> list[Json]:
        return sorted((*self.items, *self.rejects), key=itemgetter("i"))


class Run:
    """A run folder and what is needed to add to it."""

    def __init__(self, index: Index, crew: Crew, settings: RunSettings, folder: Path) -> None:
        self._index = index
        self._crew = crew
        self._settings = settings
        self._folder = folder

    def synthesize(self, count: int, progress: Progress) -> list[Json]:
        """Attempt roots in order until `count` items are accepted; returns the items.

        Raises `SettingsMismatch` when the folder belongs to another run, and `Exhausted` when
        every root was tried before enough were accepted (what was found is kept).
        """
        with locked(self._folder):
            self._claim()
            done = self._read_done()
            if len(done.items) < count:
                self._continue(done, count, progress)
        return done.items[:count]

    def start_over(self) -> None:
        """Set the run's lines aside, so that it begins at its first attempt. Raises `SettingsMismatch` likewise."""
        with locked(self._folder):
            self._claim()
            files.set_aside(self._folder, (files.ITEMS, files.REJECTS, files.FUNNEL))

    def _claim(self) -> None:
        files.claim_folder(self._folder, fingerprint(self._index.id, self._crew.identity, self._settings))

    def _continue(self, done: _Done, count: int, progress: Progress) -> None:
        funnel = funnel_of(self._folder / files.FUNNEL, done.items, done.rejects)
        diversity = Diversity(self._settings.max_per_constant, self._settings.max_per_hidden)
        for item in done.items:
            diversity.add(item)
        settling = Settling(self._settings.judged.competence)
        for line in done.in_order():
            settling.add(line)
        seed = self._settings.seed
        roots = root_order(self._index.store, seed)
        left = range(done.attempts, len(roots))
        tasks = (Task(i, roots[i], codec.seed(seed, i)) for i in left)
        with closing(self._crew.outcomes(tasks, self._settings, lambda: count - len(done.items))) as outcomes:
            for outcome in outcomes:
                self._keep(_one_of_many(settling.settled(outcome), diversity), done, funnel, diversity)
                progress(funnel)
                if len(done.items) >= count:
                    return
        raise Exhausted(
            f"all {len(roots)} roots of the index were tried and {len(done.items)} of {count} items accepted: "
            "ask for fewer, another shape, or use a larger dump"
        )

    def _keep(self, outcome: Outcome, done: _Done, funnel: Funnel, diversity: Diversity) -> None:
        line = codec.line(outcome.line if outcome.accepted else {"stage": outcome.stage, **outcome.line})
        name = files.ITEMS if outcome.accepted else files.REJECTS
        files.append_line(self._folder / name, line)
        (done.items if outcome.accepted else done.rejects).append(codec.load(line))
        if outcome.accepted:
            diversity.add(outcome.line)
        funnel.count(outcome.stage, outcome.spent, outcome.line["provenance"] if outcome.accepted else None)
        funnel.used = diversity.used()
        write_bytes(self._folder / files.FUNNEL, funnel.encoded())

    def _read_done(self) -> _Done:
        paths = [self._folder / name for name in (files.ITEMS, files.REJECTS)]
        for path in paths:
            files.cut_half_line(path)
        done = _Done(*(files.read_lines(path) for path in paths))
        numbers = {line.get("i") for line in (*done.items, *done.rejects)}
        if numbers != set(range(done.attempts)):
            raise WikiseekError(f"{self._folder} lacks attempts or has some twice: start another run")
        return done


def _one_of_many(outcome: Outcome, diversity: Diversity) -> Outcome:
    """The outcome, or a reject in its place when the items before it have too much in common with it."""
    if not outcome.accepted:
        return outcome
    duplicate = diversity.verdict(outcome.line)
    judged = with_verdict(outcome, duplicate)
    objection = diversity.objection(outcome.line, duplicate)
    return judged if objection is None else rejected(judged, objection.stage, objection.reason, objection.numbers)
