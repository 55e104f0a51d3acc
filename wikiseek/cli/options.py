"""Arguments and options that several verbs share."""

from __future__ import annotations

import os
from pathlib import Path

import click

index_argument = click.argument("index", type=click.Path(path_type=Path))
full_check = click.option(
    "--full", is_flag=True, help="Check every byte of the index before it is used, not only the sizes of its files."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")

sequences_option = click.option(
    "--sequences",
    type=click.IntRange(1, 256),
    help="Requests to the model at a time. [default: 8 of a file, 4 of a server; 1 if deterministic]",
)
threads_option = click.option(
    "--threads", type=click.IntRange(1), help="Of the model. [default: all cores; 2 if deterministic]"
)
deterministic_option = click.option(
    "--deterministic", is_flag=True, help="One call at a time, each from a clean cache: slower, but repeats."
)


def say(message: str) -> None:
    """A message for the person at the terminal, kept apart from the data on standard output."""
    click.echo(message, err=True)


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0))
