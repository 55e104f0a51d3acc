"""Builds an article from a stream of markup events, in one pass, with one frame per open construct.

`scan` finds the constructs; what each turns into is decided here and in `templates`.
"""

from __future__ import annotations

import re

from wikiseek.dump import marks
from wikiseek.dump.stack import Stack
from wikiseek.dump.tables import table_rows
from wikiseek.dump.tags import BLOCK_TAGS, DROPPED_TAGS, LITERAL_TAGS, hidden, superscript
from wikiseek.dump.templates import Call, expand, infobox_name, infobox_rows, template_name
from wikiseek.dump.titles import (
    LANGUAGES,
    MAX_TITLE_BYTES,
    SiteInfo,
    is_language_link,
    link_target,
    namespace_of,
    normalize_title,
)
from wikiseek.records import Attribute

_SPACES = re.compile(r"\s+")
_PIPE_TRICK = re.compile(r"(?:^[^:]*:)?(.*?)(?: ?\(.*\)|, .*)?$", re.DOTALL)
_FILE, _CATEGORY = 6, 14


class Builder(Stack):
    """Collects the text (with marks), link targets, infobox rows, categories and template names of one page."""

    def __init__(self, title: str, site: SiteInfo) -> None:
        super().__init__()
        self.title, self.site = title, site
        self.attributes: list[Attribute] = []
        self.categories: list[str] = []
        self.templates: list[str] = []
        self.infobox = ""

    def finish(self) -> str:
        """The page's text with marks; constructs left open are kept as their text."""
        while len(self.stack) > 1:
            frame = self.pop()
            self.write("".join(frame.parts))
        return "".join(self.frame.parts)

    def close_template(self) -> None:
        """`}}`: keep what a reader would see of it, record infobox rows, drop the rest."""
        self.separate()
        frame = self.pop()
        name = template_name(frame.name)
        self.templates.append(name)
        at_lead = len(self.stack) == 1 and not self.headings
        box = infobox_name(name, frame.params, at_lead)
        if box is not None:
            self.infobox = self.infobox or box
            self.attributes.extend(infobox_rows(frame.params, self.targets))
            return
        text = expand(Call(frame.name, frame.params, self.title, self.link))
        if text:
            self.write(text)

    def close_argument(self) -> None:
        """`}}}`: outside a template page only the default is ever seen."""
        frame = self.pop()
        if frame.params:
            self.write("".join(frame.parts))

    def link(self, target: str, anchor: str) -> str:
        """The marked text of a link; plain `anchor` when `target` is no article or this page itself."""
        title = link_target(target, self.site)
        if "\n" in anchor or marks.BREAK in anchor or "  " in anchor:
            anchor = _SPACES.sub(" ", anchor.replace(marks.BREAK, " "))
        bare = anchor.strip()
        if title is None or title == self.title or not bare:
            return anchor
        self.targets.append(title)
        marked = marks.link(len(self.targets) - 1, bare)
        return marked if bare == anchor else anchor.replace(bare, marked, 1)

    def simple_link(self, target: str, anchor: str | None) -> None:
        """A whole link: a category, a link to another page, or a file (dropped with its caption)."""
        if ":" in target and self._not_shown(target.strip()):
            return
        if "://" in target:
            # Two brackets around an address: MediaWiki shows its label.
            self.frame.parts.append(target.partition(" ")[2] if anchor is None else anchor)
            return
        if anchor is None:
            anchor = target.strip().removeprefix(":")
        elif not anchor.strip():
            match = _PIPE_TRICK.match(target.strip()) if len(target) <= MAX_TITLE_BYTES else None
            anchor = match.group(1) if match else target
        self.frame.parts.append(self.link(target, anchor))

    def close_link(self) -> None:
        """`]]`: the end of a link that was opened as a frame."""
        frame = self.pop()
        text = "".join(frame.parts)
        if frame.params:
            self.simple_link(frame.params[0][1], text)
        else:
            self.simple_link(text, None)

    def _not_shown(self, target: str) -> bool:
        if target.startswith(":"):
            return False
        prefix = target.partition(":")[0]
        if prefix in LANGUAGES and prefix not in self.site.namespaces:
            return True  # what the rest comes to, in a tenth of the time: there are many
        space = namespace_of(target, self.site)
        if space == _CATEGORY:
            title = normalize_title(marks.unmarked(target), self.site).partition(":")[2]
            if 0 < len(title) <= MAX_TITLE_BYTES and title not in self.categories:
                self.categories.append(title)
        return space in (_FILE, _CATEGORY) or (space == 0 and is_language_link(target))

    def close_external(self) -> None:
        """`]` of a link to the web: its label, if it has one."""
        frame = self.pop()
        if frame.params:
            self.write("".join(frame.parts))

    def close_heading(self, level: int) -> None:
        """The end of a heading line."""
        frame = self.pop()
        title = " ".join("".join(frame.parts).split())
        self.headings += 1
        self.write(f"\n\n{marks.heading(min(level, 6), title)}\n\n")

    def void_tag(self, name: str) -> None:
        """A tag without content: `<br>`, `<hr>`, `<nowiki/>`, `<ref name=… />`."""
        if name == "br":
            self.write(marks.BREAK)
        elif name == "nowiki":
            self.write(marks.NOTHING)
        elif name in ("hr", "p", "li"):
            self.write("\n\n")

    def close_tag(self) -> None:
        """The end of a tag with content: kept, kept as it stands, kept as a block, or dropped."""
        frame = self.pop()
        name = frame.name
        if name == "table":
            self.attributes.extend(table_rows(frame.rows, frame.attrs, self.targets, self.headings))
        elif name in ("td", "th"):
            self._cell("".join(frame.parts))
        elif name == "tr" or name in DROPPED_TAGS or hidden(name, frame.attrs):
            return
        elif name in LITERAL_TAGS:
            self._literal(name, "".join(frame.parts))
        else:
            self._content(name, "".join(frame.parts))

    def _cell(self, text: str) -> None:
        """Add a table cell to the row it is in."""
        for frame in reversed(self.stack):
            if frame.name == "table":
                if not frame.rows:
                    frame.rows.append([])
                frame.rows[-1].append(text)
                return

    def open_row(self) -> None:
        """`|-` or `<tr>`: what follows is a new row of the table around it."""
        for frame in reversed(self.stack):
            if frame.name == "table":
                frame.rows.append([])
                return

    def _literal(self, name: str, text: str) -> None:
        text = marks.literal(text)
        if name == "nowiki":
            self.write(f"{marks.NOTHING}{text}{marks.NOTHING}")
        elif name in ("math", "chem", "ce"):
            self.write(_SPACES.sub(" ", text).strip())
        else:
            self.write(f"\n\n{marks.INDENT}{text.strip(chr(10)).replace(chr(10), marks.BREAK)}\n\n")

    def _content(self, name: str, text: str) -> None:
        if name == "sup":
            self.write(superscript(text))
        elif name == "poem":
            self.write(f"\n\n{text.strip().replace(chr(10), marks.BREAK)}\n\n")
        elif name in BLOCK_TAGS:
            self.write(f"\n\n{text}\n\n")
        elif name == "li":
            self.write(f"\n{marks.ITEM}{text.strip()}\n")
        else:
            self.write(text)
