"""wikiseek lookup"""

from __future__ import annotations

from pathlib import Path

import click

from wikiseek.cli.options import as_json, full_check, index_argument
from wikiseek.codec import line, shallow
from wikiseek.indexing import Index


@click.command("lookup")
@index_argument
@click.argument("query")
@click.option("-k", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="Passages to show.")
@click.option("--retriever", type=click.Choice(["bm25", "dense", "hybrid"]), default="hybrid", show_default=True)
@full_check
@as_json
def command(index: Path, query: str, count: int, retriever: str, full: bool, as_json: bool) -> None:
    """Search the passages of an INDEX for QUERY.

    Opening an index checks the sizes of its files; --full checks their digests too, at the speed of the disk.

    Example: wikiseek lookup indexes/enwik8 "inventor of the dynamo" -k 3
    """
    hits = Index(index, full).searcher.lookup(query, count, retriever)
    if as_json:
        click.echo(line([shallow(hit) for hit in hits]), nl=False)
        return
    for hit in hits:
        click.echo(f"{hit.rank:3}  {hit.title}  (page {hit.page_id}, {hit.score:.3f})")
        click.echo(f"     {' '.join(hit.text.split())}\n")
