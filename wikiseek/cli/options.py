"""Arguments and options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

index_argument = click.argument("index", type=click.Path(path_type=Path))
full_check = click.option(
    "--full", is_flag=True, help="Check every byte of the index before it is used, not only the sizes of its files."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")

sequences_option = click.option(
    "--sequences",
    type=click.IntRange(1, 256),
    help="Requests to the model at a time. [default: 16 of a file, 4 of a server; 1 if deterministic]",
)
threads_option = click.option(
    "--threads", type=click.IntRange(1), help="Of the model. [default: all cores; 2 if deterministic]"
)
deterministic_option = click.option(
    "--deterministic", is_flag=True, help="One call at a time, each from a clean cache: slower, but repeats."
)
Decorator = Callable[[Any], Any]


def gate_options(top_k: int, clause_k: int, closed_book: int, read_one_page: int) -> Decorator:
    """What gates compare their numbers with and ask a model; the defaults are each verb's own."""
    options = (
        _number("--top-k", top_k, 100, "Pages of a lookup with the question that its answer must not be among"),
        _number("--clause-k", clause_k, 100, "The same for a lookup with a part of it, or with its rarest words"),
        _number("--closed-book", closed_book, 64, "Times the model is asked without a page"),
        _number(
            "--read-one-page",
            read_one_page,
            20,
            "Passages of each retriever, of which the model reads alone those that name the answer",
        ),
    )

    def add(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def evaluation_files(name: str) -> Decorator:
    """Files of evaluation questions, each given by the option `name`."""
    told = "A file of evaluation questions that none may be too near to; can be given again."
    return click.option(name, multiple=True, type=click.Path(path_type=Path), help=told)


def _number(name: str, default: int, most: int, told: str) -> Decorator:
    ranged = click.IntRange(0, most)
    return click.option(name, default=default, show_default=True, type=ranged, help=f"{told}; 0: not judged.")


def say(message: str) -> None:
    """A message for the person at the terminal, kept apart from the data on standard output."""
    click.echo(message, err=True)


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0))
