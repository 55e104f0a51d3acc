"""Reads wikitext in one pass: finds what is markup, and drives a `Builder` with it.

Text and plain links, nine tenths of a page, are read by a compiled loop; a regular expression says
what stands where that loop stops, and a stack decides what closes what, as MediaWiki's own
preprocessor does. What does not close is left as text. The time is linear in the page's length.
"""

from __future__ import annotations

import re
from html import unescape

from wikiseek.dump import marks
from wikiseek.dump.builder import Builder, Frame, character
from wikiseek.dump.charwise import plain_until, unclosed_braces
from wikiseek.dump.tables import is_side_box, table_ends

# What may stand where the compiled loop stops. A link with nothing but text inside is one match.
_ANYWHERE = (
    r"\[\[([^\[\]{}|<>\n&]+)(?:\|([^\[\]{}|<>\n&]*))?\]\]|\[\[|\]\]|\{\{\{(?!\{)|\{\{|\}\}\}|\}\}|<!--"
    r"|</?[a-zA-Z][a-zA-Z0-9]*|&#?[a-zA-Z0-9]{1,31};|\n=+|\n[ :]*\{\||\n[*#:;]+|\n[ \t]*\|\}(?!\}(?!\}))"
    r"|\[(?=https?:|ftp:|//)|\]"
)
_MARKUP = re.compile(_ANYWHERE)
_MARKUP_IN_BRACES = re.compile(rf"{_ANYWHERE}|\||=")  # where these separate parameters
_MARKUP_IN_TABLE = re.compile(rf"\n[ \t]*\|[-+]?(?!\}})|\n[ \t]*!|\|\||!!|{_ANYWHERE}")
_CELL_ATTRIBUTES = re.compile(r"[^|\n\[\]{}<>]*\|(?!\|)")
_PATTERNS = (_MARKUP, _MARKUP_IN_BRACES, _MARKUP_IN_TABLE)
_SEPARATED = frozenset(("template", "argument", "link"))
_TABLE_PARTS = frozenset(("table", "td"))
_REST_OF_TAG = re.compile(r"[^<>]{0,1000}>")
_RAW = frozenset("nowiki math chem ce pre source syntaxhighlight gallery timeline score imagemap ref".split())
_UNESCAPED = frozenset("nowiki pre".split())
_KNOWN = frozenset(
    """
    nowiki math chem ce pre source syntaxhighlight gallery timeline score imagemap ref div span sub sup small big
    center blockquote poem del s strike includeonly noinclude onlyinclude li u i b em strong font code tt references
    table tr td th style script br hr p abbr cite ins
    """.split()
)
_HTML_TABLE = frozenset("table tr td th".split())
_VOID = frozenset("br hr p references".split())
_LABEL = re.compile(r"^.*?(?: |(?='')|$)", re.DOTALL)  # what comes before the label of a link to the web
_HEADING = re.compile(r"(.*[^=])(=+)\s*(?:<!--[^<>]*-->\s*)*$")
# By the length of what begins it: a heading with text behind it on its line.
_HEADING_BEFORE = [re.compile(rf"(.*?[^=])({'=' * max(2, size - 1)})(?!=)") for size in range(8)]
_MAX_DEPTH = 60


def scan(builder: Builder, text: str) -> None:
    """Feed the whole of `text` to `builder`."""
    _Scan(builder, text).run()


class _Scan:
    def __init__(self, builder: Builder, text: str) -> None:
        text = f"\n{text}"
        self.builder, self.text, self.at = builder, text, 0
        self.tables: dict[int, int] | None = None
        self.unclosed = unclosed_braces(text) if "{{" in text else frozenset[int]()
        self.absent: set[str] = set()  # closing strings known not to come any more

    def run(self) -> None:
        text, builder, size = self.text, self.builder, len(self.text)
        own, capital = builder.title, builder.site.first_letter
        while True:
            frame = builder.frame
            inside = self.inside(frame)
            self.at = plain_until(text, self.at, frame.parts, builder.targets, own, capital, inside)
            if self.at >= size:
                break
            match = _PATTERNS[inside].match(text, self.at)
            if match is None:
                frame.parts.append(text[self.at])
                self.at += 1
                continue
            self.at = match.end()
            if match.lastindex:
                builder.simple_link(*match.group(1, 2))
            else:
                self.handle(match.group())
        self.unwind(1)

    def inside(self, frame: Frame) -> int:
        """1 where `|` and `=` separate, 2 in a table, else 0; tags of HTML do not change that."""
        depth = -1
        while frame.kind == "tag" and not _in_table(frame):
            depth -= 1
            frame = self.builder.stack[depth]
        return 1 if frame.kind in _SEPARATED else 2 if _in_table(frame) else 0

    def handle(self, found: str) -> None:
        frame = self.builder.frame
        if found in ("{{", "[["):
            self.open("template" if found == "{{" else "link", found)
        elif found == "{{{":
            self.open("argument", found)
        elif found[0] == "}":
            self.close_braces(found)
        elif found == "]]":
            self.close_brackets(frame)
        elif found == "|":
            self.separate(frame)
        elif found == "=":
            self.equals(frame)
        elif found == "[":
            self.builder.push("external", found)
        elif found == "]":
            self.close_external()
        else:
            self.block_or_tag(found)

    def block_or_tag(self, found: str) -> None:
        if found == "<!--":
            self.skip_past("-->")
        elif found[0] == "<":
            self.tag(found)
        elif found[0] == "&":
            self.builder.write(character(found))
        elif found[1] == "=":
            self.heading(found)
        elif found[-2:] == "{|":
            self.table(self.at - len(found))
        elif found[-2:] == "|}":
            if not self.end_table():
                self.builder.write("\n")
        elif found[-1] in "|!+-":
            self.row_or_cell(found)
        else:
            self.builder.write("\n" + "".join(marks.ITEM if mark in "*#" else marks.INDENT for mark in found[1:]))

    def open(self, kind: str, written: str) -> None:
        if self.deep() and self.at - len(written) not in self.unclosed:
            self.builder.push(kind)
        else:
            self.builder.write(written)

    def close_braces(self, found: str) -> None:
        """`}}}` ends an argument if one is innermost, else its first two end a template."""
        kinds = [frame.kind for frame in reversed(self.builder.stack) if frame.kind in ("template", "argument")]
        if found == "}}}" and kinds[:1] == ["argument"]:
            self.close("argument", found)
            return
        self.at -= len(found) - 2
        self.close("template", "}}")

    def close_brackets(self, frame: Frame) -> None:
        """`]]` ends a link, unless its first half ends a link to the web inside."""
        if frame.kind == "external":
            self.at -= 1
            self.close_external()
        else:
            self.close("link", "]]")

    def close(self, kind: str, written: str) -> None:
        """Close the innermost construct of this kind; what stayed open inside it becomes text."""
        stack = self.builder.stack
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].kind == kind:
                self.unwind(depth + 1)
                _CLOSERS[kind](self.builder)
                return
            if _in_table(stack[depth]) or (kind == "link" and stack[depth].kind == "template"):
                break
        self.builder.write(written)

    def separate(self, frame: Frame) -> None:
        if frame.kind == "tag" and any(f.kind in _SEPARATED for f in self.builder.stack):
            # Templates are cut up before tags are seen: a tag that is open here does not end in this parameter.
            structural = max(d for d, f in enumerate(self.builder.stack) if f.kind in _SEPARATED)
            self.unwind(structural + 1)
            frame = self.builder.frame
        if frame.kind in ("template", "argument") or (frame.kind == "link" and not frame.params):
            self.builder.separate()
        else:
            self.builder.write("|")

    def equals(self, frame: Frame) -> None:
        if frame.kind == "template" and frame.name and frame.key is None:
            self.builder.equals()
        else:
            self.builder.write("=")

    def close_external(self) -> None:
        if self.builder.frame.name != "[":
            self.builder.write("]")
            return
        frame = self.builder.pop()
        self.builder.write(_LABEL.sub("", "".join(frame.parts), count=1))

    def heading(self, found: str) -> None:
        """A line that begins with `== … ==`, up to there; anything else that begins with `=` is text."""
        end = self.text.find("\n", self.at)
        end = end if end >= 0 else len(self.text)
        closed = _HEADING.match(self.text, self.at, end) or _HEADING_BEFORE[min(len(found), 7)].match(
            self.text, self.at, end
        )
        if closed is None or self.builder.frame.kind == "template" or _in_table(self.builder.frame):
            self.builder.write(found)
            return
        level = min(len(found) - 1, len(closed.group(2)))
        tags = [depth for depth, frame in enumerate(self.builder.stack) if frame.kind == "tag"]
        self.unwind(max(tags, default=0) + 1)
        self.builder.push("heading")
        self.at = closed.end()
        self.inner(closed.group(1))
        self.builder.close_heading(level)

    def inner(self, line: str) -> None:
        """The title of a heading: its links are read, everything else is text."""
        depth = len(self.builder.stack)
        inside = _Scan(self.builder, line.strip())
        inside.text = inside.text[1:]
        while match := _MARKUP_IN_BRACES.search(inside.text, inside.at):
            self.builder.write(inside.text[inside.at : match.start()])
            inside.at = match.end()
            if match.lastindex:
                self.builder.simple_link(*match.group(1, 2))
            elif match.group() in ("=", "|") and self.builder.frame.kind == "heading":
                self.builder.write(match.group())
            else:
                inside.handle(match.group())
        self.builder.write(inside.text[inside.at :])
        self.unwind(depth)

    def tag(self, found: str) -> None:
        name = found.lstrip("</").lower()
        rest = _REST_OF_TAG.match(self.text, self.at)
        if name not in _KNOWN or rest is None:
            self.builder.write(found)
            return
        self.at = rest.end()
        if found.startswith("</") and name not in _VOID:
            self.close_tag(name)
        elif rest.group().endswith("/>") or name in _VOID:
            self.builder.void_tag(name)
        elif name in _HTML_TABLE:
            start = rest.start() - len(found)
            self.html_table(name, rest.group()[:-1].lower().replace("=", " ").replace('"', " "), start)
        elif name in _RAW:
            self.raw(name)
        elif self.deep():
            self.builder.push("tag", name, rest.group()[:-1].lower().replace("=", " "))

    def html_table(self, name: str, attrs: str, start: int) -> None:
        """`<table>` is read or skipped as `{|` is; its rows and cells need no end tags."""
        if name == "table":
            end = self.end_of_table(start)
            if end is not None and not self.builder.headings and is_side_box(attrs) and self.deep():
                self.builder.push("tag", "table", attrs)
            else:
                self.at = end or self.at
        elif _in_table(self.builder.frame):
            self.end_cell()
            if name == "tr":
                self.builder.open_row()
            else:
                self.builder.push("tag", "td")

    def close_tag(self, name: str) -> None:
        if name == "table":
            self.end_table()
        elif name in _HTML_TABLE:
            self.end_cell()
        elif self.builder.frame.kind == "tag" and self.builder.frame.name == name:
            self.builder.close_tag()

    def raw(self, name: str) -> None:
        """A tag whose content is not wikitext, up to its end tag."""
        end = self.find(f"</{name}")
        self.builder.push("tag", name)
        if end >= 0:
            content = self.text[self.at : end]
            self.builder.write(unescape(content) if name in _UNESCAPED else content)
            self.at = self.text.find(">", end) + 1 or len(self.text)
        self.builder.close_tag()

    def end_of_table(self, start: int) -> int | None:
        """Where the table that starts at a place ends, if it does."""
        if self.tables is None:
            self.tables = table_ends(self.text)
        return self.tables.get(start)

    def table(self, start: int) -> None:
        """A side box above all headings is read for its rows; any other table is skipped, with those inside it."""
        end = self.end_of_table(start)
        if end is None:
            self.builder.write(self.text[start : self.at])
            return
        line = self.text.find("\n", self.at)
        attrs = self.text[self.at : line if line >= 0 else end].lower().replace("=", " ").replace('"', " ")
        if self.builder.headings or not is_side_box(attrs) or not self.deep():
            self.at = end
            self.builder.write("\n")
            return
        self.builder.push("tag", "table", attrs)
        self.at = line if line >= 0 else end

    def row_or_cell(self, found: str) -> None:
        """`|-`, `|` or `!` at the start of a line, `||` or `!!` in it: each ends the cell before."""
        self.end_cell()
        if found[-1] == "-":
            self.builder.open_row()
            line = self.text.find("\n", self.at)
            self.at = line if line >= 0 else len(self.text)
            return
        attributes = _CELL_ATTRIBUTES.match(self.text, self.at)
        if attributes:
            self.at = attributes.end()
        self.builder.push("tag", "td")

    def deep(self) -> bool:
        """Whether another construct may be opened."""
        return len(self.builder.stack) < _MAX_DEPTH

    def end_cell(self) -> None:
        if _in_table(self.builder.frame) and self.builder.frame.name == "td":
            self.builder.close_tag()

    def end_table(self) -> bool:
        """Close the innermost table with all that is open in it; whether there is one."""
        stack = self.builder.stack
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].name == "table" and stack[depth].kind == "tag":
                self.unwind(depth + 2)
                self.end_cell()
                self.unwind(depth + 1)
                self.builder.close_tag()
                return True
        return False

    def skip_past(self, closing: str) -> None:
        end = self.find(closing)
        self.at = end + len(closing) if end >= 0 else len(self.text) if closing == "-->" else self.at

    def find(self, closing: str) -> int:
        """Where `closing` comes next, searched for in vain only once."""
        if closing in self.absent:
            return -1
        end = self.text.find(closing, self.at)
        if end < 0:
            self.absent.add(closing)
        return end

    def unwind(self, depth: int) -> None:
        """Make text of the constructs left open above `depth`."""
        builder = self.builder
        while len(builder.stack) > depth:
            frame = builder.pop()
            builder.write("".join([*(value for _, value in frame.params), *frame.parts]))


def _in_table(frame: Frame) -> bool:
    return frame.kind == "tag" and frame.name in _TABLE_PARTS


_CLOSERS = {
    "template": Builder.close_template,
    "link": Builder.close_link,
    "argument": Builder.close_argument,
}
