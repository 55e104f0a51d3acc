"""wikiseek verify"""

from __future__ import annotations

from pathlib import Path

import click

from wikiseek.cli.options import as_json, index_argument, say
from wikiseek.codec import line, shallow
from wikiseek.indexing import verify_index


@click.command("verify")
@index_argument
@as_json
def command(index: Path, as_json: bool) -> int:
    """Check every byte of an INDEX against its manifest.

    Exits with 1 and names each file that was changed, lost or added.

    Example: wikiseek verify indexes/enwik8
    """
    damage = verify_index(index, (lambda _: None) if as_json else lambda name: say(f"checking {name}"))
    if as_json:
        click.echo(line({"ok": not damage, "damage": [shallow(row) for row in damage]}), nl=False)
    else:
        for row in damage:
            click.echo(f"{row.path} {row.what}")
        say(f"{index}: {f'{len(damage)} files are damaged: build it again' if damage else 'every file is as written'}")
    return 1 if damage else 0
