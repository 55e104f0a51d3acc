"""Read one page: wikitext in, an `Entity` out."""

from __future__ import annotations

from collections.abc import Callable

from wikiseek.dump import marks
from wikiseek.dump.builder import Builder
from wikiseek.dump.flags import flags_of
from wikiseek.dump.kinds import kind_of, lead_of
from wikiseek.dump.scan import read_scanned
from wikiseek.dump.text import assembled
from wikiseek.dump.titles import SiteInfo
from wikiseek.dump.tokens import read_tokens
from wikiseek.records import Entity, Page

# Pages about several things, or about a day: what their first sentence defines is none of them.
_NO_KIND = {"date", "disambiguation", "list"}
Reader = Callable[[Builder, str], None]


def read_entity(page: Page, site: SiteInfo) -> Entity:
    """The article of a page: text, links, infobox rows, categories, kind and flags, in one pass.

    Should the tokenizer fail, the plain reader gives the text and the flag "recovered" says so.
    """
    try:
        return _read(page, site, read_tokens)
    except Exception:  # whatever a hostile page does to the tokenizer, the plain reader still reads it
        return read_plainly(page, site)


def read_plainly(page: Page, site: SiteInfo) -> Entity:
    """As `read_entity`, by a linear-time scan alone: for pages the tokenizer cannot do in bounds. Flag "recovered"."""
    return _read(page, site, read_scanned, recovered=True)


def _read(page: Page, site: SiteInfo, reader: Reader, recovered: bool = False) -> Entity:
    builder = Builder(page.title, site)
    reader(builder, marks.without_own(page.text))
    text = assembled(builder.finish(), builder.targets)
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
        flags=tuple(sorted(flags | {"recovered"} if recovered else flags)),
    )
