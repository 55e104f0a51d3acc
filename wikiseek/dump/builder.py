"""Builds an article from a stream of markup events, in one pass, with one frame per open construct.

`scan` finds the constructs; what each turns into is decided here and in `templates`.
"""

from __future__ import annotations

import re

from wikiseek.dump import marks
from wikiseek.dump.linker import Linker
from wikiseek.dump.tables import table_rows
from wikiseek.dump.tags import BLOCK_TAGS, DROPPED_TAGS, LITERAL_TAGS, hidden, superscript
from wikiseek.dump.templates import Call, has_rows, infobox_rows, template_of
from wikiseek.dump.titles import SiteInfo
from wikiseek.records import Attribute

_SPACES = re.compile(r"\s+")
_CHANGED_TAGS = BLOCK_TAGS | {"sup", "poem", "li"}


class Builder(Linker):
    """Collects the text (with marks), link targets, infobox rows, categories and template names of one page."""

    def __init__(self, title: str, site: SiteInfo) -> None:
        super().__init__(title, site)
        self.attributes: list[Attribute] = []
        self.templates: list[str] = []
        self.infobox = ""

    def close_template(self) -> None:
        """`}}`: keep what a reader would see of it, record infobox rows, drop the rest."""
        self.separate()
        frame = self.pop()
        name, maker, box, may_be_box = template_of(frame.name)
        self.templates.append(name)
        if box is None and may_be_box and len(self.stack) == 1 and not self.headings and has_rows(frame.params):
            box = name  # before the first heading
        if box is not None:
            self.infobox = self.infobox or box
            self.attributes.extend(infobox_rows(frame.params, self.targets))
        elif maker is not None:
            self.write(maker(Call(name, frame.name, frame.params, self.title, self.link)))

    def close_argument(self) -> None:
        """`}}}`: outside a template page only the default is ever seen."""
        if self.frame.params:
            self.leave()
        else:
            self.drop()

    def close_link(self) -> None:
        """`]]`: the end of a link that was opened as a frame."""
        frame = self.pop()
        if frame.params:
            self.simple_link(frame.params[0][1], frame.text)
        else:
            self.simple_link(frame.text, None)

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
        frame = self.frame
        name = frame.name
        if name == "table":
            self.drop()
            self.attributes.extend(table_rows(frame.rows, frame.attrs, self.targets, self.headings))
        elif name in ("td", "th"):
            self._cell(self.pop().text)
        elif name == "tr" or name in DROPPED_TAGS or hidden(name, frame.attrs):
            self.drop()
        elif name in LITERAL_TAGS:
            self._literal(name, self.pop().text)
        elif name in _CHANGED_TAGS:
            self._content(name, self.pop().text)
        else:
            self.leave()

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
        else:
            self.write(f"\n{marks.ITEM}{text.strip()}\n")
