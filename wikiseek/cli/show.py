"""wikiseek show"""

from __future__ import annotations

from pathlib import Path

import click

from wikiseek.cli.options import as_json, index_argument
from wikiseek.codec import line, shallow
from wikiseek.indexing import Index
from wikiseek.records import Entity

_TEXT_SHOWN = 800


@click.command("show")
@index_argument
@click.argument("title")
@as_json
def command(index: Path, title: str, as_json: bool) -> None:
    """Show the page called TITLE (a redirect will do) as the INDEX knows it.

    Example: wikiseek show indexes/enwik8 "Albert Einstein"
    """
    opened = Index(index)
    page_id = opened.page(title)
    entity = opened.store.entity(page_id)
    aliases = opened.store.aliases(page_id)
    linking = len(opened.store.linking(page_id))
    if as_json:
        record = shallow(entity)
        for name in ("sections", "links", "attributes"):
            record[name] = [shallow(row) for row in record[name]]
        click.echo(line({**record, "aliases": aliases, "linked_from": linking}), nl=False)
    else:
        click.echo("\n".join(_lines(entity, aliases, linking)))


def _lines(entity: Entity, aliases: tuple[str, ...], linking: int) -> list[str]:
    text = entity.text[:_TEXT_SHOWN]
    return [
        f"{entity.title}  (page {entity.id}, revision {entity.revision}, {entity.timestamp})",
        f"kind        {entity.kind or '-'}",
        f"flags       {', '.join(entity.flags) or '-'}",
        f"aliases     {'; '.join(aliases) or '-'}",
        f"categories  {'; '.join(entity.categories) or '-'}",
        f"infobox     {'; '.join(f'{row.key} = {row.value}' for row in entity.attributes) or '-'}",
        f"links       {len(entity.links)} out, {linking} pages in",
        f"sections    {'; '.join(section.title for section in entity.sections) or '-'}",
        "",
        text + (f"… ({len(entity.text)} characters)" if len(entity.text) > len(text) else ""),
    ]
