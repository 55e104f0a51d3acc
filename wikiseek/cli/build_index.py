"""wikiseek build-index"""

from __future__ import annotations

import time
from pathlib import Path

import click

from wikiseek.cli.options import as_json, cores, say
from wikiseek.cli.progress import Line
from wikiseek.codec import line
from wikiseek.engines import EngineName
from wikiseek.indexing import BuildSettings, Manifest, build_index


@click.command("build-index")
@click.argument("dump")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder of the index.")
@click.option("--workers", default=cores, type=click.IntRange(1, 256), help="[default: all cores]")
@click.option("--encoder", default="static", show_default=True, help="static, none, or a sentence-transformers folder.")
@click.option("--faiss", default="auto", show_default=True, help="A FAISS factory string, or auto: by size.")
@click.option(
    "--engine",
    default="local",
    show_default=True,
    type=click.Choice(["local", "ray"]),
    help="Where pages are read: here, or on the Ray cluster of RAY_ADDRESS.",
)
@as_json
def command(dump: str, out: Path, workers: int, encoder: str, faiss: str, engine: EngineName, as_json: bool) -> None:
    """Build an index of DUMP (.xml, .xml.bz2, .xml.gz, or - for standard input).

    The same dump and settings give the same bytes, for any number of workers, here or elsewhere.

    Example: wikiseek build-index enwiki-pages-articles-multistream.xml.bz2 --out indexes/enwiki
    """
    started = time.monotonic()
    with Line() as progress:
        manifest = build_index(dump, out, BuildSettings(encoder, faiss, workers, engine), progress.show)
    if as_json:
        click.echo(line(manifest), nl=False)
    else:
        click.echo(_summary(manifest))
    say(f"{out} is ready ({time.monotonic() - started:.0f} s)")


def _summary(manifest: Manifest) -> str:
    counts, skipped = manifest["counts"], manifest["skipped"]
    reasons = ", ".join(f"{reason} {n}" for reason, n in skipped.items()) or "none"
    return (
        f"{counts['read']} pages read = {counts['articles']} articles + {counts['redirects']} redirects "
        f"+ {counts['skipped']} skipped ({reasons})\n"
        f"{counts['recovered']} articles read plainly, "
        f"{counts['links']} links between articles, {counts['passages']} passages, index {manifest['index_id']}"
    )
