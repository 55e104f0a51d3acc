"""wikiseek build-index"""

from __future__ import annotations

import time
from pathlib import Path

import click

from wikiseek.cli.options import as_json, cores, say
from wikiseek.cli.progress import Line
from wikiseek.codec import line, shallow
from wikiseek.engines import EngineName
from wikiseek.indexing import BuildSettings, Manifest, Reuse, Updated, build_index, update_index

_UPDATE = "Bring the finished index in --out to DUMP; its own settings are kept."


@click.command("build-index")
@click.argument("dump")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder of the index.")
@click.option("--update", is_flag=True, help=_UPDATE)
@click.option("--workers", default=cores, type=click.IntRange(1, 256), help="[default: all cores]")
@click.option("--encoder", help="static, none, or a sentence-transformers folder.  [default: static]")
@click.option("--faiss", help="A FAISS factory string, or auto: by size.  [default: auto]")
@click.option("--leads-only", is_flag=True, help="Search only the text before the first heading of each article.")
@click.option(
    "--engine",
    default="local",
    show_default=True,
    type=click.Choice(["local", "ray"]),
    help="Where pages are read: here, or on the Ray cluster of RAY_ADDRESS.",
)
@as_json
def command(
    dump: str,
    out: Path,
    update: bool,
    workers: int,
    encoder: str | None,
    faiss: str | None,
    leads_only: bool,
    engine: EngineName,
    as_json: bool,
) -> None:
    """Build an index of DUMP (.xml, .xml.bz2, .xml.gz, or - for standard input).

    The same dump and settings give the same bytes, for any number of workers, here or elsewhere.

    --update takes over each article that is the same in DUMP and each vector whose passage is, to the
    same bytes as a build of DUMP (with a transformer, vectors can differ in their last bit). The old
    index stays whole until the new one is, so that there must be room for both.

    \b
    Example: wikiseek build-index enwiki-pages-articles-multistream.xml.bz2 --out indexes/enwiki
    A month later: wikiseek build-index --update NEW_DUMP --out indexes/enwiki
    """
    started = time.monotonic()
    settings = BuildSettings(encoder, faiss, workers, engine, leads_only or None)
    with Line() as progress:
        if update:
            updated = update_index(dump, out, settings, progress.show)
        else:
            updated = Updated(build_index(dump, out, settings, progress.show), None)
    if as_json:
        reuse = {"reuse": updated.reuse and shallow(updated.reuse)} if update else {}
        click.echo(line({**updated.manifest, **reuse}), nl=False)
    else:
        click.echo(_summary(updated.manifest))
        if update:
            click.echo(_reused(updated.reuse))
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


def _reused(reuse: Reuse | None) -> str:
    if reuse is None:
        return "already an index of this dump: nothing was done"
    exact = "" if reuse.exact else "; vectors of this encoder depend in their last bit on what is encoded together"
    counts = (
        f"articles: {reuse.articles_reused} taken over, {reuse.articles_read} read; "
        f"vectors: {reuse.vectors_reused} taken over, {reuse.vectors_encoded} encoded{exact}"
    )
    return "\n".join([counts, *(f"made again: {ground}" for ground in reuse.grounds)])
