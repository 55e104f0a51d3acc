"""wikiseek cassette"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from wikiseek import codec
from wikiseek.cli.options import as_json, say
from wikiseek.errors import NotFound
from wikiseek.files import atomic
from wikiseek.llm import Contents, contents, export_calls, import_calls, prune
from wikiseek.synthesis.folder import CASSETTE, asked_in, has_lines

_run = click.argument("run", type=click.Path(path_type=Path))
_DATA = "data.mdb"


@click.group("cassette")
def command() -> None:
    """Look into the record of a run's model calls, carry it elsewhere, or clear it up.

    RUN is the folder of a run or an audit, or its cassette.lmdb itself.

    \b
    Example: wikiseek cassette stats runs/first
    To another machine: wikiseek cassette export runs/first calls.jsonl
                        wikiseek cassette import runs/copy calls.jsonl
                        wikiseek synthesize indexes/enwik8 --replay --count 20 --out runs/copy
    """


@command.command("stats")
@_run
@as_json
def stats(run: Path, as_json: bool) -> None:
    """Count the calls of RUN by purpose, with their tokens and the model's time.

    Example: wikiseek cassette stats runs/first
    """
    found = contents(_recorded(run))
    if as_json:
        click.echo(codec.line(found.record()), nl=False)
    else:
        click.echo("\n".join(_table(found)))


@command.command("export")
@_run
@click.argument("file", default="-", type=click.Path(path_type=Path))
def export(run: Path, file: Path) -> None:
    """Write the calls of RUN to FILE as JSONL (- or none: standard output), ordered by key.

    The same calls give the same bytes. FILE is written whole or not at all.

    Example: wikiseek cassette export runs/first calls.jsonl
    """
    lines = export_calls(_recorded(run))
    if str(file) == "-":
        for line in lines:
            click.echo(line, nl=False)
        return
    with atomic(file) as part, part.open("wb") as stream:
        count = sum(1 for line in lines if stream.write(line))
    say(f"{count:,} calls in {file}")


@command.command("import")
@_run
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Take the file's answer where RUN has another. [default: keep RUN's]")
def take(run: Path, file: Path, overwrite: bool) -> None:
    """Put the calls that were exported to FILE (- is standard input) into the cassette of RUN, which may be new.

    Every key is checked to be the hash of its call. With one bad line nothing is imported.

    Example: wikiseek cassette import runs/copy calls.jsonl
    """
    with _lines(file) as stream:
        found = import_calls(_cassette(run), stream, str(file), overwrite)
    other = "replaced" if overwrite else "kept as they were; --overwrite takes the file's"
    differing = f", {found.differing:,} with another answer ({other})" if found.differing else ""
    say(f"{found.new:,} calls are new, {found.known:,} were there{differing}")


@command.command("prune")
@_run
@click.option(
    "--keep",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A run or audit whose calls are kept too; can be given again. [default: RUN alone]",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be dropped.")
@as_json
def drop(run: Path, keep: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Drop the calls that no item, reject or audited line of RUN names, and give their room back.

    Such calls were for attempts that were begun and not needed, or for other settings. The run replays as before.

    Example: wikiseek cassette prune runs/first --dry-run
    """
    path = _recorded(run)
    folders = [*keep] if path == run and not has_lines(run) else [run, *keep]
    if not folders:
        raise click.UsageError(f"{run} is a cassette without a run: name the runs that use it with --keep")
    found = prune(path, {name for folder in folders for name in asked_in(folder)}, dry_run)
    if as_json:
        click.echo(codec.line({**codec.shallow(found), "dry_run": dry_run}), nl=False)
        return
    words = "would be dropped" if dry_run else "dropped"
    click.echo(f"{found.dropped:,} calls {words} ({found.dropped_bytes:,} bytes), {found.kept:,} kept")


def _cassette(run: Path) -> Path:
    """The cassette that `run` names: itself, or the one in it, whether it is there or not."""
    return run if run.suffix == ".lmdb" or (run / _DATA).is_file() else run / CASSETTE


def _recorded(run: Path) -> Path:
    path = _cassette(run)
    if not (path / _DATA).is_file():
        raise NotFound(f"{run} has no cassette: name the folder of a run that asked a model, or its {CASSETTE}")
    return path


@contextlib.contextmanager
def _lines(file: Path) -> Iterator[IO[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    if not file.is_file():
        raise NotFound(f"{file} does not exist: name a file that `wikiseek cassette export` wrote")
    with file.open("rb") as stream:
        yield stream


def _table(found: Contents) -> list[str]:
    record = found.record()
    rows = [f"{'purpose':24}{'calls':>10}{'prompt':>12}{'answer':>10}{'seconds':>10}"]
    for name, tally in [*record["purposes"].items(), ("all", record)]:
        counts = f"{tally['calls']:>10,}{tally['prompt_tokens']:>12,}{tally['completion_tokens']:>10,}"
        rows.append(f"{name:24}{counts}{tally['microseconds'] / 1e6:>10,.1f}")
    rows += [
        f"model: {found.model or 'none yet'}",
        f"{found.bytes:,} bytes of calls, {found.file_bytes:,} on disk; {found.truncated:,} answers were cut short",
    ]
    if found.turn.number:
        ended = "not ended yet" if found.turn.open else "ended"
        counts = f"{found.again:,} calls asked again, {found.changed:,} answers changed, {found.new:,} calls new"
        rows.append(f"refresh {found.turn.number} ({ended}): {counts}")
    return rows
