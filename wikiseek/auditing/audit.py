"""An audit: the questions of a file in order, each put before the gates, written as they come, continued on resume."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from wikiseek import codec
from wikiseek.auditing.fingerprint import fingerprint
from wikiseek.auditing.linking import linked
from wikiseek.auditing.questions import Questions
from wikiseek.auditing.settings import AuditSettings
from wikiseek.auditing.summary import Json, Summary
from wikiseek.errors import IndexFault
from wikiseek.files import locked
from wikiseek.gates import (
    Case,
    ClosedBook,
    Gate,
    Lookups,
    ModelGate,
    Names,
    Overlap,
    ReadableOffOnePage,
    SingleLookup,
    verdicts,
    with_inputs,
)
from wikiseek.indexing import Index
from wikiseek.llm import Llm, answered, named
from wikiseek.pairs import Pair
from wikiseek.store.exposure import called
from wikiseek.synthesis.folder import AUDIT, append_line, claim_folder, cut_half_line, read_lines, set_aside
from wikiseek.synthesis.settling import Settling

# Questions looked up together; `Lookups` remembers the four or five queries of each.
_AT_ONCE = 64

Heard = Callable[[Json], None]


class Audit:
    """A file of questions and answers, the index they are held against, and a model if there is one."""

    def __init__(self, index: Index, questions: Questions, settings: AuditSettings, llm: Llm | None = None) -> None:
        self._index = index
        self._questions = questions
        self._settings = settings
        self._llm = llm
        self._lookups = Lookups(index.store, index.searcher)
        self._names = Names(index.store)
        self._single_lookup = SingleLookup(index.store, self._lookups, settings.thresholds)
        self._overlap: tuple[Gate, ...] = (Overlap(settings.against),) if settings.against else ()
        self._asking = [] if llm is None else _asking(llm.identity, self._lookups, settings)

    def run(self, out: Path | None, heard: Heard) -> Summary:
        """Audit every question; `heard` gets each line as it is there.

        In the folder `out` lines are kept, and those there already are not judged again; None keeps nothing. Raises
        `SettingsMismatch` for a folder of another audit.
        """
        with nullcontext() if out is None else locked(out):
            done = [] if out is None else self._claimed(out)
            summary = Summary(self._questions.left_out)
            for line in self._lines(done, out):
                summary.add(line)
                heard(line)
        return summary

    def start_over(self, out: Path) -> None:
        """Set the lines in `out` aside, so that all is judged again. Raises `SettingsMismatch` likewise."""
        with locked(out):
            self._claim(out)
            set_aside(out, (AUDIT,))

    def _claim(self, out: Path) -> None:
        identity = None if self._llm is None else self._llm.identity
        claim_folder(out, fingerprint(self._index.id, self._questions, identity, self._settings), (AUDIT,))

    def _claimed(self, out: Path) -> list[Json]:
        """The lines that are in `out`, once it is sure that they are of this audit."""
        self._claim(out)
        cut_half_line(out / AUDIT)
        done = read_lines(out / AUDIT)
        if [line.get("row") for line in done] != [pair.number for pair in self._questions.pairs[: len(done)]]:
            raise IndexFault(f"{out / AUDIT} has other lines than this audit writes: choose another --out")
        return done

    def _lines(self, done: Sequence[Json], out: Path | None) -> Iterator[Json]:
        settling = Settling(competence=1.0)
        for line in done:
            settling.add(line)
            yield line
        left = self._questions.pairs[len(done) :]
        for start in range(0, len(left), _AT_ONCE):
            cases = [self._case(pair) for pair in left[start : start + _AT_ONCE]]
            self._lookups.of([query for case, _ in cases for query in self._single_lookup.queries(case)])
            for pair, (case, pages) in zip(left[start:], cases, strict=False):
                line = self._line(pair, case, pages, settling)
                settling.add(line)
                if out is not None:
                    append_line(out / AUDIT, codec.line(line))
                yield line

    def _case(self, pair: Pair) -> tuple[Case, int]:
        """The case of a pair, and how many pages its answer might be."""
        store, found = self._index.store, linked(pair.answers, self._index.store)
        page = found.page_id
        own = () if page is None else (store.title(page), *store.aliases(page))
        short = () if page is None else tuple(called(page, store))
        answer, *others = dict.fromkeys((*pair.answers, *own))
        return Case(pair.question, answer, page, tuple(others), None, None, short), found.pages

    def _line(self, pair: Pair, case: Case, pages: int, settling: Settling) -> Json:
        line: Json = {
            "row": pair.number,
            "id": pair.id,
            "question": pair.question,
            "answer": case.answer,
            "aliases": list(case.aliases),
            "answer_id": case.answer_id,
            "pages_of_that_name": pages,
        }
        # A lookup finds pages: of an answer that is none it could only say that it was not found.
        found = (self._single_lookup,) if case.answer_id is not None else ()
        said = verdicts((self._names, *found, *self._overlap), case)
        asked: list[str] = []
        if self._llm is not None:
            for gate in self._asking:
                verdict, names = answered(named(gate.judge(case), self._llm.identity), self._llm)
                said.append(with_inputs(verdict, case))
                asked += names
        judged = [settling.settle(verdict) for verdict in said]
        passed = all(verdict.passed for verdict in judged)
        return {**line, "passed": passed, "asked": asked, "verdicts": [codec.shallow(verdict) for verdict in judged]}


def _asking(model: str, lookups: Lookups, settings: AuditSettings) -> list[ModelGate]:
    """The gates that ask the model of this identity."""
    closed_book = [ClosedBook(model, settings.closed_book)] if settings.closed_book else []
    reader = [ReadableOffOnePage(model, lookups, settings.read_one_page)] if settings.read_one_page else []
    return [*closed_book, *reader]
