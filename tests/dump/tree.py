"""What mwparserfromhell's parse tree says of a page: the links its text shows, and the keys of its infoboxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mwparserfromhell.nodes import Comment, ExternalLink, Heading, Tag, Template, Text, Wikilink

from wikiseek.dump import SiteInfo, link_target, namespace_of
from wikiseek.dump.templates import template_of

UNSEEN = frozenset("ref table gallery timeline math nowiki s del imagemap references tr td th".split())


def tree_targets(code: Any, site: SiteInfo, line: str = "") -> Iterator[str]:
    """The article links a parse tree shows in the text: not in templates, notes, tables or files.

    A line that begins with `|` or `!` is one of a table, or of a template, that the tree could not close.
    """
    for node in code.nodes:
        if isinstance(node, Text):
            line = (line + str(node)).rpartition("\n")[2]
        if not isinstance(node, Text) and not line.lstrip().startswith(("|", "!")):
            yield from _shown(node, site, line)
        if not isinstance(node, Text | Comment):
            line += "·"


def _shown(node: Any, site: SiteInfo, line: str) -> Iterator[str]:
    if isinstance(node, Wikilink):
        title = str(node.title).strip()
        if title.startswith(":") or namespace_of(title, site) not in (6, 14):
            target = link_target(title, site)
            yield from [target] if target else []
            yield from tree_targets(node.text, site, line) if node.text else ()
    elif isinstance(node, Tag) and str(node.tag).strip().lower() not in UNSEEN and node.contents:
        yield from tree_targets(node.contents, site, line)
    elif isinstance(node, ExternalLink | Heading) and node.title:
        yield from tree_targets(node.title, site, line)


def gave_up(code: Any) -> bool:
    """Whether a tree has templates that it could not close, and left as text."""
    return any("{{" in str(node) for node in code.ifilter_text(recursive=True))


def tree_keys(code: Any) -> Iterator[str]:
    """The names of the parameters of a page's infoboxes, those of positional ones left out."""
    for template in code.ifilter_templates(recursive=True):
        if is_infobox(_plain(template.name)):
            yield from (_plain(param.name) for param in template.params if param.showkey)


def is_infobox(name: str) -> bool:
    """Whether a template is an infobox by its name alone."""
    return template_of(name).box is not None


def _plain(code: Any) -> str:
    """A name without comments, and with the text of links."""
    kept = (node for node in code.nodes if not isinstance(node, Comment | Template))
    return "".join(str(node.text or node.title) if isinstance(node, Wikilink) else str(node) for node in kept).strip()
