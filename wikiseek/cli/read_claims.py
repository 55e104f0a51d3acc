"""wikiseek read-claims"""

from __future__ import annotations

import time
from pathlib import Path

import click

from wikiseek.cli.options import as_json, cores, index_argument, say
from wikiseek.cli.progress import Line
from wikiseek.codec import line, shallow
from wikiseek.grammar import DEFAULT_GRAMMAR
from wikiseek.indexing import read_all_claims


@click.command("read-claims")
@index_argument
@click.option("--grammar", default=DEFAULT_GRAMMAR, show_default=True, help="An installed spaCy model.")
@click.option("--workers", default=cores, type=click.IntRange(1, 256), help="[default: all cores]")
@as_json
def command(index: Path, grammar: str, workers: int, as_json: bool) -> None:
    """Read the relation claims of every page of an INDEX once, and whom it names, for all runs on it.

    Without this, synthesize reads the pages it comes to, each run anew, and does not see what other
    pages say of a page. What is read becomes a part of the index; the same index and grammar give the
    same bytes, for any number of workers. Stopped, the same command goes on.

    Example: wikiseek read-claims indexes/enwiki
    """
    started = time.monotonic()
    with Line() as progress:
        read, done = read_all_claims(index, grammar, workers, progress.show)
    if as_json:
        click.echo(line(shallow(read)), nl=False)
    else:
        click.echo(
            f"{read.claims} claims of {read.pages_with_claims} pages, read from {read.sentences} sentences "
            f"with a named link on {read.pages} pages ({read.grammar}); {read.mentions} pages named by pages"
        )
    say(f"{index}: claims are read ({time.monotonic() - started:.0f} s)" if done else f"{index}: nothing was to do")
