# cython: language_level=3, boundscheck=True
"""Reads wikitext in one pass, compiled: finds what is markup, and drives a `Builder` with it.

Text, plain links and lists, nine tenths of a page, are read in one loop over characters; `token` says what
stands where that loop stops, and a stack decides what closes what, as MediaWiki's own preprocessor
does. What does not close is left as text. The time is linear in the page's length.
"""

import re

from wikiseek.dump.charwise import table_ends, unclosed_braces
from wikiseek.dump.characters import character
from wikiseek.dump.entities import unescaped
from wikiseek.dump.tables import is_side_box

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from wikiseek.dump.buffer cimport Buffer
from wikiseek.dump.linker cimport Linker
from wikiseek.dump.marks cimport INDENT, ITEM
from wikiseek.dump.stack cimport Frame
from wikiseek.dump.token cimport PARAMETERS, TABLE, TEXT, Token, begins_markup, list_end, plain_link, tag_end, text_end, token_at

_BEGINNINGS = frozenset("=|*#:; \t")
_CELL_ATTRIBUTES = re.compile(r"(?:[^|!\n\[\]{}<>]|!(?!!))*+\|(?!\|)")
_SEPARATED = frozenset(("template", "argument", "link"))
_TABLE_PARTS = frozenset(("table", "td"))
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
_HEADING = re.compile(r"(.*[^=])(=+)\s*(?:<!--[^<>]*-->\s*)*$")
# By the length of what begins it: a heading with text behind it on its line.
_HEADING_BEFORE = [re.compile(rf"(.*?[^=])({'=' * max(2, size - 1)})(?!=)") for size in range(8)]
_ROW_EDGE = re.compile(r"\n[ \t]*\n|\n=|</?t(?:r|able)\b[^<>]{0,500}>", re.IGNORECASE)
_LONGEST_ROW = 5000
_MAX_DEPTH = 60


def scan(builder, text):
    """Feed the whole of `text` to `builder`, a `Builder`."""
    cdef Scan whole
    # The first line is one, and most begin with nothing that this matters to: those spare a copy of the page.
    if text[:1] in _BEGINNINGS or text[:2] == "{|":
        text = "\n" + text
    else:
        builder.write("\n")
    whole = Scan(builder, text)
    whole.run()


cdef class Scan:
    cdef Linker stack
    cdef str text, own
    cdef Py_ssize_t at, size
    cdef bint capital
    cdef object tables
    cdef frozenset unclosed
    cdef set absent

    def __init__(self, Linker stack, str text):
        self.stack, self.text, self.at, self.size = stack, text, 0, len(text)
        self.own, self.capital = stack.title, stack.site.first_letter
        self.tables = None  # where each ends, once it is asked
        self.unclosed = None
        self.absent = set()  # closing strings known not to come any more

    cdef object run(self):
        cdef int inside
        cdef Py_ssize_t start
        while True:
            inside = self.inside()
            self.plain(inside)
            if self.at >= self.size:
                break
            start = self.at
            if self.take(inside):
                self.handle(start)
        self.unwind(1)

    cdef bint take(self, int inside) except -1:
        """Pass by what is here: whether it is markup, and no character of text or whole link, which are done here."""
        cdef Py_ssize_t start = self.at
        cdef Token token = token_at(self.text, start, inside)
        if token.end == 0:
            self.stack.out.copy(self.text, start, start + 1)
            self.at += 1
            return False
        self.at = token.end
        if token.bar == 0:
            return True
        anchor = None if token.bar == token.end - 2 else self.text[token.bar + 1 : token.end - 2]
        self.stack.simple_link(self.text[start + 2 : token.bar], anchor)
        return False

    cdef int inside(self) except -1:
        """Where `|` and `=` separate, in a table, or in neither; tags of HTML do not change that."""
        cdef list stack = self.stack.stack
        cdef Py_ssize_t depth = len(stack) - 1
        cdef Frame frame = self.stack.frame
        while frame.kind == "tag" and not _in_table(frame):
            depth -= 1
            frame = stack[depth]
        if frame.kind in _SEPARATED:
            return PARAMETERS
        return TABLE if _in_table(frame) else TEXT

    cdef object plain(self, int inside):
        """Read on to the next markup that is more than text, a plain link or the marks of a list.

        A plain link is `[[title]]` or `[[title|anchor]]` with a title that is its own one spelling and an
        anchor of single spaces.
        """
        cdef str text = self.text
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = self.size, at = self.at, start = self.at, end, bar
        cdef Py_UCS4 c, following
        while True:
            at = text_end(text, at, inside)
            if at >= size:
                break
            c = PyUnicode_READ(kind, data, at)
            following = PyUnicode_READ(kind, data, at + 1) if at + 1 < size else 0
            if c == 0x5B and following == 0x5B:  # [[
                end = plain_link(text, at + 2, &bar)
                if end < 0:
                    break
                self.stack.out.copy(text, start, at)
                self.link(at + 2, bar, end)
                at = start = end + 2
            elif c == 0x0A:
                end = list_end(text, at + 1)
                if end:
                    self.stack.out.copy(text, start, at)
                    self.list_marks(at + 1, end)
                    at = start = end
                elif begins_markup(text, at + 1, inside):
                    break
                else:
                    at += 1
            elif c == 0x5B and following not in (0x68, 0x66, 0x2F) or inside == TABLE and c in (0x7C, 0x21) and following != c:
                at += 1  # [ but [h [f [/, and | or ! but || and !!
            else:
                break
        self.stack.out.copy(text, start, at)
        self.at = at

    cdef object link(self, Py_ssize_t start, Py_ssize_t bar, Py_ssize_t end):
        """Write a plain link whose title begins at `start`, with its `|` at `bar` if that is before its `end`."""
        cdef str title = self.text[start:bar]
        cdef Py_ssize_t anchor = start if bar == end else bar + 1
        if self.capital and 0x61 <= title[0] <= 0x7A:
            title = title[0].upper() + title[1:]
        if title == self.own:
            self.stack.out.copy(self.text, anchor, end)
        else:
            self.stack.mark(title, self.text, anchor, end)

    cdef object list_marks(self, Py_ssize_t start, Py_ssize_t end):
        """Write the end of a line and the marks of the list item that begins the next one."""
        cdef Py_ssize_t at
        self.stack.out.put(0x0A)
        for at in range(start, end):
            self.stack.out.put(ITEM if self.text[at] in (0x2A, 0x23) else INDENT)  # * #

    cdef object handle(self, Py_ssize_t start):
        """Do what the markup between `start` and this place says."""
        cdef Py_UCS4 c = self.text[start]
        cdef Py_ssize_t size = self.at - start
        if c == 0x7B:  # {
            self.open("template" if size == 2 else "argument", start)
        elif c == 0x7D:  # }
            self.close_braces(size)
        elif c == 0x5B and size == 2:  # [[
            self.open("link", start)
        elif c == 0x5B and self.deep():
            self.stack.push("external", "[")
        elif c == 0x5B:
            self.stack.write("[")
        elif c == 0x5D and size == 2:  # ]]
            self.close_brackets(self.stack.frame)
        elif c == 0x5D:
            self.close_external()
        elif c == 0x7C and size == 1:  # |
            self.separate(self.stack.frame)
        elif c == 0x3D:  # =
            self.equals(self.stack.frame)
        else:
            self.block_or_tag(self.text[start : self.at])

    cdef object block_or_tag(self, str found):
        if found == "<!--":
            self.skip_past("-->")
        elif found[0] == "<":
            self.tag(found)
        elif found[0] == "&":
            self.stack.write(character(found))
        elif found[1] == "=":
            self.heading(found)
        elif found[-2:] == "{|":
            self.table(self.at - len(found))
        elif found[-2:] == "|}":
            if not self.end_table():
                self.stack.write("\n")
        elif found[-1] in "|!+-":
            self.row_or_cell(found)
        else:
            self.list_marks(self.at - len(found) + 1, self.at)

    cdef object open(self, str kind, Py_ssize_t start):
        if self.unclosed is None:
            self.unclosed = unclosed_braces(self.text)
        if self.deep() and start not in self.unclosed:
            self.stack.push(kind)
        else:
            self.stack.out.copy(self.text, start, self.at)

    cdef object close_braces(self, Py_ssize_t size):
        """`}}}` ends an argument if one is innermost, else its first two end a template."""
        cdef Frame frame
        if size == 3:
            for frame in reversed(self.stack.stack):
                if frame.kind == "argument":
                    return self.close("argument", "}}}")
                if frame.kind == "template":
                    break
        self.at -= size - 2
        self.close("template", "}}")

    cdef object close_brackets(self, Frame frame):
        """`]]` ends a link, unless its first half ends a link to the web inside."""
        if frame.kind == "external":
            self.at -= 1
            self.close_external()
            return
        if self.text.startswith("]", self.at) and frame.kind == "link" and self.stack.out.find(0x5B, frame.start) >= 0:
            # As MediaWiki has it: of three brackets the first ends what is bracketed in the anchor.
            self.at += 1
            self.stack.write("]")
        self.close("link", "]]")

    cdef object close(self, str kind, str written):
        """Close the innermost construct of this kind; what stayed open inside it becomes text."""
        cdef list stack = self.stack.stack
        cdef Py_ssize_t depth
        cdef Frame frame
        for depth in range(len(stack) - 1, 0, -1):
            frame = stack[depth]
            if frame.kind == kind:
                self.unwind(depth + 1)
                if kind == "template":
                    self.stack.close_template()
                elif kind == "link":
                    self.stack.close_link()
                else:
                    self.stack.close_argument()
                return
            if _in_table(frame) or (kind == "link" and frame.kind == "template"):
                break
        self.stack.write(written)

    cdef object separate(self, Frame frame):
        if frame.kind == "tag":
            # Templates are cut up before tags are seen: a tag that is open here does not end in this parameter.
            structural = [depth for depth, around in enumerate(self.stack.stack) if around.kind in _SEPARATED]
            if structural:
                self.unwind(structural[-1] + 1)
            frame = self.stack.frame
        if frame.kind in ("template", "argument") or (frame.kind == "link" and not frame.params):
            self.stack.separate()
        else:
            self.stack.write("|")

    cdef object equals(self, Frame frame):
        if frame.kind == "template" and frame.name and frame.key is None:
            self.stack.equals()
        else:
            self.stack.write("=")

    cdef object close_external(self):
        if self.stack.frame.name != "[":
            self.stack.write("]")
            return
        cdef Py_ssize_t start = self.stack.frame.start
        self.stack.out.remove(start, _label(self.stack.out, start))
        self.stack.leave()

    cdef object heading(self, str found):
        """A line that begins with `== … ==`, up to there; anything else that begins with `=` is text."""
        if len(self.stack.stack) == 1 and self.plain_heading(len(found) - 1):
            return
        cdef Py_ssize_t end = self.text.find("\n", self.at)
        cdef Py_ssize_t level
        end = end if end >= 0 else len(self.text)
        closed = _HEADING.match(self.text, self.at, end) or _HEADING_BEFORE[min(len(found), 7)].match(
            self.text, self.at, end
        )
        if closed is None or self.stack.frame.kind == "template" or _in_table(self.stack.frame):
            self.stack.write(found)
            return
        level = min(len(found) - 1, len(closed.group(2)))
        tags = [depth for depth, frame in enumerate(self.stack.stack) if frame.kind == "tag"]
        self.unwind(max(tags, default=0) + 1)
        self.stack.push("heading")
        self.at = closed.end()
        self.inner(closed.group(1))
        self.stack.close_heading(level)

    cdef bint plain_heading(self, Py_ssize_t level):
        """Read the rest of a heading without markup in its title, outside of everything; whether it is one."""
        cdef str text = self.text
        cdef Py_ssize_t title = text_end(text, self.at, PARAMETERS), at = title
        while at < self.size and text[at] == 0x3D:  # =
            at += 1
        level = min(level, at - title)
        while at < self.size and text[at] in (0x20, 0x09):
            at += 1
        if level == 0 or title == self.at or at < self.size and text[at] != 0x0A:
            return False
        self.stack.heading(level, text[self.at : title])
        self.at = at
        return True

    cdef object inner(self, str line):
        """The title of a heading: its links are read, everything else is text."""
        cdef Py_ssize_t depth = len(self.stack.stack)
        cdef Scan inside = Scan(self.stack, line.strip())
        cdef Py_ssize_t start
        while inside.at < inside.size:
            start = inside.at
            while inside.at < inside.size and token_at(inside.text, inside.at, PARAMETERS).end == 0:
                inside.at += 1
            self.stack.write(inside.text[start : inside.at])
            start = inside.at
            if start >= inside.size or not inside.take(PARAMETERS):
                continue
            if self.stack.frame.kind == "heading" and inside.text[start] in (0x3D, 0x7C):  # = |
                self.stack.out.copy(inside.text, start, inside.at)
            else:
                inside.handle(start)
        self.unwind(depth)

    cdef object tag(self, str found):
        cdef str name = found.lstrip("</").lower(), attributes
        cdef Py_ssize_t start = self.at, end = tag_end(self.text, self.at) if name in _KNOWN else -1
        if end < 0:
            self.stack.write(found)
            return
        self.at = end
        attributes = self.text[start : end - 1].lower().replace("=", " ")
        if found[1] == "/" and name not in _VOID:
            self.close_tag(name)
        elif name in _VOID or attributes.endswith("/"):
            self.stack.void_tag(name)
        elif name in _HTML_TABLE:
            self.html_table(name, attributes.replace('"', " "), start - len(found))
        elif name in _RAW:
            self.raw(name)
        elif self.deep():
            self.stack.push("tag", name, attributes)

    cdef object html_table(self, str name, str attrs, Py_ssize_t start):
        """`<table>` is read or skipped as `{|` is; its rows and cells need no end tags."""
        if name == "table":
            end = self.end_of_table(start)
            if end is not None and not self.stack.headings and is_side_box(attrs) and self.deep():
                self.stack.push("tag", "table", attrs)
            else:
                self.at = end or self.at
        elif name == "tr" and not _in_table(self.stack.frame):
            self.loose_row()
        elif _in_table(self.stack.frame):
            self.end_cell()
            if name == "tr":
                self.stack.open_row()
            else:
                self.stack.push("tag", "td")

    cdef object loose_row(self):
        """Skip a row of a table that a template began; one that is not over in its paragraph lays out text."""
        edge = _ROW_EDGE.search(self.text, self.at, min(self.size, self.at + _LONGEST_ROW))
        if edge is not None and edge.group()[0] == "<":
            self.at = edge.end() if edge.group()[:4].lower() == "</tr" else edge.start()

    cdef object close_tag(self, str name):
        if name == "table":
            self.end_table()
        elif name in _HTML_TABLE:
            self.end_cell()
        elif self.stack.frame.kind == "tag" and self.stack.frame.name == name:
            self.stack.close_tag()

    cdef object raw(self, str name):
        """A tag whose content is not wikitext, up to its end tag."""
        end = self.find(f"</{name}")
        self.stack.push("tag", name)
        if end >= 0:
            content = self.text[self.at : end]
            self.stack.write(unescaped(content) if name in _UNESCAPED else content)
            self.at = self.text.find(">", end) + 1 or len(self.text)
        self.stack.close_tag()

    cdef object end_of_table(self, Py_ssize_t start):
        """Where the table that starts at a place ends, if it does."""
        if self.tables is None:
            self.tables = table_ends(self.text)
        return self.tables.get(start)

    cdef object table(self, Py_ssize_t start):
        """A side box above all headings is read for its rows; any other table is skipped, with those inside it."""
        end = self.end_of_table(start)
        if end is None:
            self.stack.write(self.text[start : self.at])
            return
        line = self.text.find("\n", self.at)
        attrs = self.text[self.at : line if line >= 0 else end].lower().replace("=", " ").replace('"', " ")
        if self.stack.headings or not is_side_box(attrs) or not self.deep():
            self.at = end
            self.stack.write("\n")
            return
        self.stack.push("tag", "table", attrs)
        self.at = line if line >= 0 else end

    cdef object row_or_cell(self, str found):
        """`|-`, `|` or `!` at the start of a line, `||` or `!!` in it: each ends the cell before."""
        self.end_cell()
        if found[-1] == "-":
            self.stack.open_row()
            line = self.text.find("\n", self.at)
            self.at = line if line >= 0 else len(self.text)
            return
        attributes = _CELL_ATTRIBUTES.match(self.text, self.at)
        if attributes:
            self.at = attributes.end()
        self.stack.push("tag", "td")

    cdef bint deep(self):
        """Whether another construct may be opened."""
        return len(self.stack.stack) < _MAX_DEPTH

    cdef object end_cell(self):
        if _in_table(self.stack.frame) and self.stack.frame.name == "td":
            self.stack.close_tag()

    cdef bint end_table(self):
        """Close the innermost table with all that is open in it; whether there is one."""
        cdef list stack = self.stack.stack
        cdef Py_ssize_t depth
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].name == "table" and stack[depth].kind == "tag":
                self.unwind(depth + 2)
                self.end_cell()
                self.unwind(depth + 1)
                self.stack.close_tag()
                return True
        return False

    cdef object skip_past(self, str closing):
        end = self.find(closing)
        self.at = end + len(closing) if end >= 0 else len(self.text) if closing == "-->" else self.at

    cdef Py_ssize_t find(self, str closing):
        """Where `closing` comes next, searched for in vain only once."""
        if closing in self.absent:
            return -1
        end = self.text.find(closing, self.at)
        if end < 0:
            self.absent.add(closing)
        return end

    cdef object unwind(self, Py_ssize_t depth):
        """Make text of the constructs left open above `depth`."""
        cdef Frame frame
        while len(self.stack.stack) > depth:
            frame = self.stack.leave()
            if frame.params:
                text = self.stack.out.cut(frame.start)
                self.stack.write("".join([value for _, value in frame.params] + [text]))


cdef Py_ssize_t _label(Buffer text, Py_ssize_t at):
    """Where the label of a link to the web begins, behind its address: at a word or at quotes, or where there is none."""
    while at < text.size:
        if text.data[at] == 0x20:
            return at + 1
        if text.data[at] == 0x27 and at + 1 < text.size and text.data[at + 1] == 0x27:  # two '
            return at
        if text.data[at] == 0x0A and at + 1 == text.size:
            return at
        at += 1
    return at


cdef bint _in_table(Frame frame):
    return frame.kind == "tag" and frame.name in _TABLE_PARTS
