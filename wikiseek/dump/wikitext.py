"""Read one page: wikitext in, an `Entity` out."""

from __future__ import annotations

from wikiseek.dump import marks
from wikiseek.dump.builder import Builder
from wikiseek.dump.definitions import set_apart
from wikiseek.dump.flags import flags_of
from wikiseek.dump.kinds import kind_of, lead_of
from wikiseek.dump.plain import plain_text
from wikiseek.dump.scan import scan
from wikiseek.dump.text import assembled
from wikiseek.dump.titles import SiteInfo
from wikiseek.records import Entity, Page

# Pages about several things, or about a day: what their first sentence defines is none of them.
_NO_KIND = {"date", "disambiguation", "list"}


def read_entity(page: Page, site: SiteInfo) -> Entity:
    """The article of a page: text, links, infobox rows, categories, kind and flags, in one pass.

    Should a page defeat the reader, its bare text is given, and the flag "recovered" says so.
    """
    try:
        return _read(page, site)
    except Exception:  # one page in millions must not end a build
        return read_plainly(page)


def read_plainly(page: Page) -> Entity:
    """As `read_entity`, the bare text alone: for pages that cannot be read in bounds. Flag "recovered"."""
    return Entity(
        id=page.id,
        title=page.title,
        revision=page.revision,
        timestamp=page.timestamp,
        text=plain_text(page.text),
        flags=("recovered",),
    )


def _read(page: Page, site: SiteInfo) -> Entity:
    builder = Builder(page.title, site)
    scan(builder, set_apart(marks.without_own(page.text)))
    text = assembled(builder.out, builder.targets)
    lead = lead_of(text.text)
    kind = kind_of(page.title, text.text, lead, builder.attributes, builder.categories, builder.infobox)
    flags = flags_of(page.title, text.text, lead, kind, builder.attributes, builder.categories, builder.templates)
    return Entity(
        id=page.id,
        title=page.title,
        revision=page.revision,
        timestamp=page.timestamp,
        text=text.text,
        sections=text.sections,
        links=text.links,
        attributes=tuple(builder.attributes),
        categories=tuple(builder.categories),
        kind="" if flags & _NO_KIND else kind,
        flags=tuple(sorted(flags)),
    )
