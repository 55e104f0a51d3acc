"""Drives a `Builder` by a linear scan for markup: bounded on any input, for pages the tokenizer cannot do.

One regular expression finds each place that may be markup; a stack decides what closes what, as
MediaWiki's own preprocessor does. What does not close is left as text.
"""

from __future__ import annotations

import re

from wikiseek.dump import marks
from wikiseek.dump.builder import Builder, Frame, character

# Alternatives begin with literals, so that the search can skip ahead by first character. A link with
# nothing but text inside is one match: nine in ten are such.
_ANYWHERE = (
    r"\[\[([^\[\]{}|<>\n&]+)(?:\|([^\[\]{}|<>\n&]*))?\]\]|\[\[|\]\]|\{\{\{(?!\{)|\{\{|\}\}\}|\}\}|<!--"
    r"|</?[a-zA-Z][a-zA-Z0-9]*|&#?[a-zA-Z0-9]{1,31};|\n=+|\n[*#:;]+|\n\{\||\n\|\}|\[(?=https?:|ftp:|//)|\]"
)
_MARKUP = re.compile(_ANYWHERE)
_MARKUP_IN_BRACES = re.compile(rf"{_ANYWHERE}|\||=")  # where these separate parameters
_SEPARATED = frozenset(("template", "argument", "link"))
_REST_OF_TAG = re.compile(r"[^<>]{0,1000}>")
_RAW = frozenset("nowiki math chem ce pre source syntaxhighlight gallery timeline score imagemap ref".split())
_KNOWN = frozenset(
    """
    nowiki math chem ce pre source syntaxhighlight gallery timeline score imagemap ref div span sub sup small big
    center blockquote poem del s strike includeonly noinclude onlyinclude li u i b em strong font code tt references
    table style script br hr p abbr cite ins
    """.split()
)
_VOID = frozenset("br hr p references".split())
_MAX_DEPTH = 60


def read_scanned(builder: Builder, text: str) -> None:
    """Feed the whole of `text` to `builder`, in time linear in its length."""
    _Scan(builder, text).run()


class _Scan:
    def __init__(self, builder: Builder, text: str) -> None:
        self.builder, self.text, self.at = builder, "\n" + text, 0
        self.tables: dict[int, int] | None = None
        self.absent: set[str] = set()  # closing strings known not to come any more

    def run(self) -> None:
        text, builder = self.text, self.builder
        while True:
            frame = builder.frame
            pattern = _MARKUP_IN_BRACES if frame.kind in _SEPARATED else _MARKUP
            match = pattern.search(text, self.at)
            if match is None:
                break
            start, end = match.span()
            if start > self.at:
                frame.parts.append(text[self.at : start])
            self.at = end
            if match.lastindex:
                builder.simple_link(*match.group(1, 2))
            else:
                self.handle(match.group())
        builder.write(text[self.at :])
        self.unwind(1)

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
        elif found == "\n{|":
            self.table()
        elif found == "\n|}":
            self.builder.write("\n")
        else:
            self.builder.write("\n" + "".join(marks.ITEM if mark in "*#" else marks.INDENT for mark in found[1:]))

    def open(self, kind: str, written: str) -> None:
        if len(self.builder.stack) < _MAX_DEPTH:
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
            if stack[depth].kind == "tag" or (kind == "link" and stack[depth].kind == "template"):
                break
        self.builder.write(written)

    def separate(self, frame: Frame) -> None:
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
        self.builder.write("".join(frame.parts).partition(" ")[2])

    def heading(self, found: str) -> None:
        """A line of `== … ==`, taken whole; anything else that begins with `=` is text."""
        end = self.text.find("\n", self.at)
        line = self.text[self.at : end if end >= 0 else len(self.text)].rstrip()
        level = min(len(found) - 1, len(line) - len(line.rstrip("=")))
        if not level or len(self.builder.stack) > 1 and self.builder.frame.kind == "template":
            self.builder.write(found)
            return
        self.unwind(1)
        self.builder.push("heading")
        self.at += len(line)
        read_scanned(self.builder, "") if not line else self.inner(line[: len(line) - level])
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
        if found.startswith("</"):
            self.close_tag(name)
        elif rest.group().endswith("/>") or name in _VOID:
            self.builder.void_tag(name)
        elif name == "table":
            self.skip_past("</table>")
        elif name in _RAW:
            self.raw(name)
        elif len(self.builder.stack) < _MAX_DEPTH:
            self.builder.push("tag", name, rest.group()[:-1].lower().replace("=", " "))

    def close_tag(self, name: str) -> None:
        if self.builder.frame.kind == "tag" and self.builder.frame.name == name:
            self.builder.close_tag()

    def raw(self, name: str) -> None:
        """A tag whose content is not wikitext, up to its end tag."""
        end = self.find(f"</{name}")
        self.builder.push("tag", name)
        if end >= 0:
            self.builder.write(self.text[self.at : end])
            self.at = self.text.find(">", end) + 1 or len(self.text)
        self.builder.close_tag()

    def table(self) -> None:
        """Skip a table with those inside it; one that does not end is text."""
        if self.tables is None:
            self.tables = table_ends(self.text)
        self.at = self.tables.get(self.at - 3, self.at)
        self.builder.write("\n")

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


def table_ends(text: str) -> dict[int, int]:
    """Where the table that starts at each place ends, for the tables that do."""
    ends: dict[int, int] = {}
    started: list[int] = []
    for match in _TABLE_EDGE.finditer(text):
        if match.group() == "\n{|":
            started.append(match.start())
        elif started:
            ends[started.pop()] = match.end()
    return ends


_CLOSERS = {
    "template": Builder.close_template,
    "link": Builder.close_link,
    "argument": Builder.close_argument,
}
_TABLE_EDGE = re.compile(r"\n\{\||\n\|\}")
