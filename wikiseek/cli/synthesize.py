"""wikiseek synthesize"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wikiseek.cli.options import (
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
from wikiseek.cli.progress import FunnelLine
from wikiseek.cli.refreshing import check_mode, refresh_option, refreshing, replay_option
from wikiseek.hcsp import Asked, Choice
from wikiseek.indexing import Index
from wikiseek.llm import ModelSource
from wikiseek.synthesis import Judged, Run, RunSettings, open_crew
from wikiseek.synthesis.folder import CASSETTE

_DEFAULTS = RunSettings()
_JUDGED = _DEFAULTS.judged


class _Numbers(click.ParamType[Choice]):
    """A number, a range of numbers or a distribution, each number within bounds."""

    name = "numbers"

    def __init__(self, low: int, high: int) -> None:
        self._low = low
        self._high = high

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Choice:
        if isinstance(value, Choice):
            return value
        try:
            choice = Choice.of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        outside = [number for number in choice.numbers if not self._low <= number <= self._high]
        if outside:
            self.fail(f"{outside[0]} is not between {self._low} and {self._high}", param, ctx)
        return choice


@click.command("synthesize")
@index_argument
@click.option("--model", help="A .gguf file, or the URL of an OpenAI-compatible server.")
@click.option("--count", default=10, show_default=True, type=click.IntRange(1), help="Accepted items to end at.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The run folder.")
@click.option("--seed", default=0, show_default=True)
@click.option("--depth", default="2", show_default=True, type=_Numbers(1, 6), help="Levels of hidden vertices.")
@click.option(
    "--width", default="2", show_default=True, type=_Numbers(2, 4), help="Branches at every vertex; a range: at each."
)
@click.option("--vertices", type=_Numbers(1, 9999), help="Vertices in all, constants included. [default: any]")
@gate_options(_DEFAULTS.top_k, _DEFAULTS.clause_k, _JUDGED.closed_book, _JUDGED.read_one_page)
@evaluation_files("--overlap")
@click.option(
    "--max-per-constant", default=3, show_default=True, type=click.IntRange(1), help="Items that may use one constant."
)
@click.option(
    "--max-per-hidden", default=3, show_default=True, type=click.IntRange(1), help="Items that may hide one page."
)
@click.option(
    "--rewordings",
    default=_DEFAULTS.rewordings,
    show_default=True,
    type=click.IntRange(0, 16),
    help="Times the model is asked for words of its own before it chooses among those by rules.",
)
@click.option(
    "--verifiable",
    default=_JUDGED.verifiable,
    show_default=True,
    type=click.IntRange(0, 12),
    help="Distractors among which the model reads the evidence; 0: it does not.",
)
@click.option(
    "--competence",
    default=_JUDGED.competence,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="What a model must show on evidence over controls before --verifiable rejects.",
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes that search for trees."
)
@threads_option
@deterministic_option
@sequences_option
@replay_option
@refresh_option
@full_check
def command(
    index: Path,
    model: str | None,
    count: int,
    out: Path,
    workers: int,
    threads: int | None,
    deterministic: bool,
    sequences: int | None,
    replay: bool,
    refresh: bool,
    full: bool,
    **asked: Any,
) -> None:
    """Make research questions from an INDEX until COUNT are accepted.

    Run again to continue; a folder of other settings is refused. Items are in OUT/items.jsonl,
    every other attempt with its reason in OUT/rejects.jsonl, every model call in OUT/cassette.lmdb.

    Depth, width and vertices each take a number (3), a range (2-3) or numbers with weights
    (4:0.3,5:0.7). Each attempt draws an exact depth and number of vertices, among those that go
    together; a range of widths is left open for each vertex.

    \b
    Example: wikiseek synthesize indexes/enwik8 --model model.gguf --count 20 --out runs/first
    Deeper: wikiseek synthesize indexes/enwik8 --model model.gguf --out runs/deep --depth 3
    Mixed: wikiseek synthesize indexes/enwik8 --model model.gguf --out runs/mixed \\
        --depth 2:0.7,3:0.3 --width 2-3 --vertices 5-9
    """
    settings = _settings(**asked)
    check_mode(model, replay, refresh)
    if not replay and model is None:
        raise click.UsageError("give a model with --model, or --replay a recorded run")
    opened = Index(index, full)
    settings.check()
    # A deterministic model has its own number of threads, since another one gives other sums.
    threads = threads or (None if deterministic else cores())
    cassette = out / CASSETTE
    source = ModelSource(None if replay else model, cassette, threads, deterministic, sequences, refresh)
    with (
        refreshing(cassette, refresh) as anew,
        open_crew(opened, source, workers) as crew,
        FunnelLine(count) as progress,
    ):
        run = Run(opened, crew, settings, out)
        if anew:
            run.start_over()
        items = run.synthesize(count, progress)
    say(f"{len(items)} items in {out / 'items.jsonl'}")


def _settings(
    seed: int,
    depth: Choice,
    width: Choice,
    vertices: Choice | None,
    top_k: int,
    clause_k: int,
    overlap: tuple[Path, ...],
    max_per_constant: int,
    max_per_hidden: int,
    rewordings: int,
    closed_book: int,
    read_one_page: int,
    verifiable: int,
    competence: float,
) -> RunSettings:
    """What the options ask for. Raises `UsageError` for a shape that is none."""
    asked = Asked(depth, width, vertices)
    if fault := asked.fault():
        raise click.UsageError(fault)
    return RunSettings(
        seed,
        asked,
        top_k,
        max_per_constant,
        max_per_hidden,
        clause_k=clause_k,
        overlap=overlap,
        judged=Judged(closed_book, read_one_page, verifiable, competence),
        rewordings=rewordings,
    )
