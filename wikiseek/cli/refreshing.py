"""Asking the model of a run once more, until that is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wikiseek.cli.options import say
from wikiseek.errors import Exhausted
from wikiseek.llm import contents, end_refresh, is_refreshing

replay_option = click.option(
    "--replay", is_flag=True, help="Answer every model call from the cassette of OUT; no model is needed."
)
refresh_option = click.option(
    "--refresh",
    is_flag=True,
    help="Begin OUT again and ask the model anew for all that its cassette has; the lines there are set aside.",
)


def check_mode(model: str | None, replay: bool, refresh: bool) -> None:
    """Raise `UsageError` when the options of a run contradict each other."""
    if replay and refresh:
        raise click.UsageError("--replay asks no model and --refresh asks it anew: give one of them")
    if refresh and model is None:
        raise click.UsageError("--refresh asks the model anew: give it with --model")


@contextmanager
def refreshing(cassette: Path, refresh: bool) -> Iterator[bool]:
    """Whether a refresh begins here and not before, when it was stopped; in the end, says what it changed."""
    if not refresh:
        yield False
        return
    try:
        yield not is_refreshing(cassette)
    except Exhausted:
        _end(cassette)
        raise
    _end(cassette)


def _end(cassette: Path) -> None:
    end_refresh(cassette)
    found = contents(cassette)
    say(f"{found.again:,} calls were asked again and {found.changed:,} answers changed; {found.new:,} calls are new")
