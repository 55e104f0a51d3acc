"""wikiseek show"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wikiseek.cli.options import as_json, full_check, index_argument
from wikiseek.codec import line, shallow
from wikiseek.dump.typed import typed_rows, written
from wikiseek.indexing import Index
from wikiseek.records import Attribute, Day, Entity, Quantity

_TEXT_SHOWN = 800


@click.command("show")
@index_argument
@click.argument("title")
@full_check
@as_json
def command(index: Path, title: str, full: bool, as_json: bool) -> None:
    """Show the page called TITLE (a redirect will do) as the INDEX knows it.

    Example: wikiseek show indexes/enwik8 "Albert Einstein"
    """
    opened = Index(index, full)
    page_id = opened.page(title)
    entity = opened.store.entity(page_id)
    aliases = opened.store.aliases(page_id)
    linking = len(opened.store.linking(page_id))
    rows = list(zip(entity.attributes, typed_rows(entity, opened.manifest["dump"]["language"]), strict=True))
    if as_json:
        record = shallow(entity)
        record["sections"] = [section._asdict() for section in entity.sections]
        record["links"] = [link._asdict() for link in entity.links]
        record["attributes"] = [{**shallow(row), "typed": _record(value)} for row, value in rows]
        click.echo(line({**record, "aliases": aliases, "linked_from": linking}), nl=False)
    else:
        click.echo("\n".join(_lines(entity, rows, aliases, linking)))


def _record(value: Quantity | Day | None) -> dict[str, Any] | None:
    return {"type": type(value).__name__.lower(), **shallow(value)} if value is not None else None


def _row(row: Attribute, value: Quantity | Day | None) -> str:
    """A row and, in brackets, what it states: "founded = 1204 [day AD 1204]"."""
    stated = f" [{type(value).__name__.lower()} {written(value)}]" if value is not None else ""
    return f"{row.key} = {row.value}{stated}"


def _lines(
    entity: Entity, rows: list[tuple[Attribute, Quantity | Day | None]], aliases: tuple[str, ...], linking: int
) -> list[str]:
    text = entity.text[:_TEXT_SHOWN]
    return [
        f"{entity.title}  (page {entity.id}, revision {entity.revision}, {entity.timestamp})",
        f"kind        {entity.kind or '-'}",
        f"flags       {', '.join(entity.flags) or '-'}",
        f"aliases     {'; '.join(aliases) or '-'}",
        f"categories  {'; '.join(entity.categories) or '-'}",
        f"infobox     {'; '.join(_row(row, value) for row, value in rows) or '-'}",
        f"links       {len(entity.links)} out, {linking} pages in",
        f"sections    {'; '.join(section.title for section in entity.sections) or '-'}",
        "",
        text + (f"… ({len(entity.text)} characters)" if len(entity.text) > len(text) else ""),
    ]
