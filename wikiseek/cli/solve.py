"""wikiseek solve"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wikiseek.cli.explain import derivation, in_words
from wikiseek.cli.options import as_json, full_check, index_argument, say
from wikiseek.codec import line, shallow
from wikiseek.indexing import Index
from wikiseek.synthesis import Recheck, recheck
from wikiseek.synthesis.folder import items_path, read_lines


@click.command("solve")
@index_argument
@click.argument("items", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Show how each tree is solved: every branch and what it leaves.")
@full_check
@as_json
def command(index: Path, items: Path, explain: bool, full: bool, as_json: bool) -> int:
    """Recompute the certificates of ITEMS (a run folder or a JSONL file) from the INDEX alone.

    Exits with 1 if a certificate does not hold or a quote is not what the index says.

    Example: wikiseek solve indexes/enwik8 runs/enwik8 --explain
    """
    opened = Index(index, full)
    results = [recheck(item, opened) for item in read_lines(items_path(items))]
    failed = [result for result in results if result.failures]
    for result in results:
        # A tree that cannot be certified cannot be explained: its failures say why.
        solved = derivation(result.tree, opened) if explain and result.tree and result.certificate else None
        if as_json:
            click.echo(line(_record(result) | ({"derivation": solved} if explain else {})), nl=False)
        else:
            click.echo("\n".join([_in_words(result), *in_words(solved or [])]))
    say(f"{len(results) - len(failed)} of {len(results)} items hold")
    return 1 if failed else 0


def _record(result: Recheck) -> dict[str, Any]:
    certificate = None if result.certificate is None else shallow(result.certificate)
    return {"id": result.item_id, "holds": not result.failures, "failures": result.failures, "certificate": certificate}


def _in_words(result: Recheck) -> str:
    answer = result.tree.root.entity if result.tree else "?"
    verdict = "; ".join(result.failures) if result.failures else "holds"
    return f"{result.item_id}  {answer}: {verdict}"
