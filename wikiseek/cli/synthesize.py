"""wikiseek synthesize"""

from __future__ import annotations

from pathlib import Path

import click

from wikiseek.cli.options import cores, full_check, index_argument, say
from wikiseek.cli.progress import FunnelLine
from wikiseek.hcsp import Shape
from wikiseek.indexing import Index
from wikiseek.llm import ModelSource
from wikiseek.synthesis import Run, RunSettings, open_crew
from wikiseek.synthesis.folder import CASSETTE


class _Range(click.ParamType[tuple[int, int]]):
    """A whole number or a range of them: "7" or "5-7"."""

    name = "range"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        low, _, high = str(value).partition("-")
        if not low.isdigit() or not (high or low).isdigit() or int(high or low) < int(low):
            self.fail(f"{value!r} is neither a number nor a range such as 5-7", param, ctx)
        return int(low), int(high or low)


@click.command("synthesize")
@index_argument
@click.option("--model", help="A .gguf file, or the URL of an OpenAI-compatible server.")
@click.option("--count", default=10, show_default=True, type=click.IntRange(1), help="Accepted items to end at.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The run folder.")
@click.option("--seed", default=0, show_default=True)
@click.option("--depth", default=2, show_default=True, type=click.IntRange(1, 6), help="Levels of hidden vertices.")
@click.option("--width", default=2, show_default=True, type=click.IntRange(2, 4), help="Branches at every vertex.")
@click.option("--vertices", type=_Range(), help="Vertices in all, constants included: 7 or 5-7.")
@click.option("--top-k", default=5, show_default=True, type=click.IntRange(1, 100), help="Depth of the single lookup.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes, a model in each."
)
@click.option("--threads", type=click.IntRange(1), help="Threads of each model. [default: all cores, shared]")
@click.option("--deterministic", is_flag=True, help="Clear the model's cache before each call.")
@click.option("--replay", is_flag=True, help="Answer every model call from the run's cassette; no model is needed.")
@full_check
def command(
    index: Path,
    model: str | None,
    count: int,
    out: Path,
    seed: int,
    depth: int,
    width: int,
    vertices: tuple[int, int] | None,
    top_k: int,
    workers: int,
    threads: int | None,
    deterministic: bool,
    replay: bool,
    full: bool,
) -> None:
    """Make research questions from an INDEX until COUNT are accepted.

    Run again to continue; a folder of other settings is refused. Items are in OUT/items.jsonl,
    every other attempt with its reason in OUT/rejects.jsonl.

    Example: wikiseek synthesize indexes/enwik8 --model model.gguf --count 20 --out runs/first
    """
    opened = Index(index, full)
    if not replay and model is None:
        raise click.UsageError("give a model with --model, or --replay a recorded run")
    settings = RunSettings(seed, Shape(depth, width, vertices), top_k)
    threads = threads or max(1, cores() // workers)
    source = ModelSource(None if replay else model, out / CASSETTE, threads, deterministic)
    with open_crew(opened, source, workers) as crew, FunnelLine(count) as progress:
        items = Run(opened, crew, settings, out).synthesize(count, progress)
    say(f"{len(items)} items in {out / 'items.jsonl'}")
