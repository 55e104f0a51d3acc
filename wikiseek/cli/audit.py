"""wikiseek audit"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wikiseek.auditing import Audit, AuditSettings, Fields, Questions
from wikiseek.cli.options import (
    as_json,
    cores,
    deterministic_option,
    evaluation_files,
    full_check,
    gate_options,
    index_argument,
    say,
    sequences_option,
    threads_option,
)
from wikiseek.cli.progress import Line
from wikiseek.cli.refreshing import check_mode, refresh_option, refreshing, replay_option
from wikiseek.codec import line
from wikiseek.indexing import Index
from wikiseek.llm import Llm, ModelSource
from wikiseek.pairs import PairFault
from wikiseek.synthesis.folder import AUDIT, CASSETTE

_DEFAULTS = AuditSettings()
# Faulty rows that are told one by one.
_TOLD = 10


@click.command("audit")
@index_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--model", help="A .gguf file, or the URL of an OpenAI-compatible server, for the gates that ask one.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder that keeps the verdicts; run again to continue.")
@click.option("--question-field", default="", help="The field with the question. [default: known by name]")
@click.option("--answer-field", default="", help="The field with the answer. [default: known by name]")
@click.option("--id-field", default="", help="The field with the id. [default: known by name]")
@gate_options(_DEFAULTS.top_k, _DEFAULTS.clause_k, _DEFAULTS.closed_book, _DEFAULTS.read_one_page)
@evaluation_files("--against")
@threads_option
@deterministic_option
@sequences_option
@replay_option
@refresh_option
@full_check
@as_json
def command(
    index: Path,
    file: Path,
    model: str | None,
    out: Path | None,
    question_field: str,
    answer_field: str,
    id_field: str,
    top_k: int,
    clause_k: int,
    against: tuple[Path, ...],
    closed_book: int,
    read_one_page: int,
    threads: int | None,
    deterministic: bool,
    sequences: int | None,
    replay: bool,
    refresh: bool,
    full: bool,
    as_json: bool,
) -> None:
    """Put the questions and answers of FILE before the gates of an INDEX.

    FILE is JSONL, JSON, TSV or CSV, as NQ-open, HotpotQA, MuSiQue, InfoSeek, BrowseComp-Plus and others have it.
    Answers are linked to pages by titles and redirects. Prints how many questions fail each gate; with --json, the
    verdicts on each, a line a question.

    Example: wikiseek audit indexes/enwik8 hotpot_dev.json --out audits/hotpot
    """
    check_mode(model, replay, refresh)
    if (replay or refresh) and out is None:
        raise click.UsageError("--replay and --refresh need the folder that was recorded: give it with --out")
    opened = Index(index, full)
    questions = _read(file, Fields(question_field, answer_field, id_field))
    settings = AuditSettings(top_k, clause_k, against, closed_book, read_one_page)
    settings.check()
    spec, cassette = None if replay else model, (out or Path()) / CASSETTE
    threads = threads or (None if deterministic else cores())
    source = ModelSource(spec, cassette, threads, deterministic, sequences, refresh)
    with (
        refreshing(cassette, refresh) as anew,
        _opened(source, replay, out) as llm,
        _Progress(len(questions.pairs), as_json) as heard,
    ):
        audit = Audit(opened, questions, settings, llm)
        if anew and out is not None:
            audit.start_over(out)
        summary = audit.run(out, heard)
    click.echo("\n".join(summary.table()), err=as_json)
    if out is not None:
        say(f"{summary.questions} verdicts in {out / AUDIT}")


def _read(file: Path, fields: Fields) -> Questions:
    """The questions of a file; the first few rows that are left out are told."""
    faults: list[PairFault] = []
    questions = Questions.read(file, fields, faults.append)
    for fault in faults[:_TOLD]:
        say(f"left out: {' '.join(str(fault).split())}")
    if len(faults) > _TOLD:
        say(f"left out: {len(faults) - _TOLD} more rows")
    return questions


@contextmanager
def _opened(source: ModelSource, replay: bool, out: Path | None) -> Iterator[Llm | None]:
    """The model, which remembers its answers where there is a folder to keep them; None without one."""
    if replay or (source.spec is not None and out is not None):
        llm = source.open()
    elif source.spec is not None:
        llm = source.open_alone()
    else:
        yield None
        return
    try:
        yield llm
    finally:
        llm.close()


class _Progress(Line):
    """Shows how far an audit is, and prints its lines if they are asked for."""

    def __init__(self, count: int, printing: bool) -> None:
        super().__init__()
        self._count = count
        self._printing = printing
        self._done = self._failed = 0

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, verdicts: dict[str, object]) -> None:
        """Take one line."""
        if self._printing:
            click.echo(line(verdicts), nl=False)
        self._done += 1
        self._failed += not verdicts["passed"]
        self.show(f"{self._done:,} of {self._count:,} audited, {self._failed:,} fail a gate")
