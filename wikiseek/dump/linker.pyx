# cython: language_level=3, boundscheck=True, wraparound=False
"""The links of a page as they are read, compiled: each is written with its marks, and its title is kept."""

import re

from wikiseek.dump.targets import piped, read_target
from wikiseek.dump.titles import MAX_TITLE_BYTES, SiteInfo

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from wikiseek.dump.marks cimport BREAK, IN_BMP, LAST, LINK, LINK_END, NUMBER, PLANE_15
from wikiseek.dump.stack cimport Stack

_SPACES = re.compile(r"\s+")
cdef Py_ssize_t MOST = 1 << 14
cdef Py_ssize_t LONGEST = MAX_TITLE_BYTES
cdef Py_ssize_t LONGEST_PREFIX = 64


cdef class Targets:
    """The targets of one wiki's links, each read once as long as it is remembered."""

    def __init__(self, site):
        self.site = site
        self.known, self.hidden = {}, {}

    cpdef tuple read(self, str raw):
        """What `read_target` says of a target."""
        cdef tuple known
        cdef Py_ssize_t colon = raw.find(":", 0, LONGEST_PREFIX)
        if colon > 0 and self.hides(raw[:colon]):
            return _NOT_SHOWN  # what the rest comes to; there are many files and languages, each on one page
        known = self.known.get(raw)
        if known is None:
            known = tuple(read_target(raw, self.site))
            if len(raw) <= LONGEST:
                _remember(self.known, raw, known)
        return known

    cdef bint hides(self, str prefix) except -1:
        """Whether what begins with a prefix and a colon is a file or a page in another language."""
        cdef object known = self.hidden.get(prefix)
        if known is None:
            known = tuple(read_target(f"{prefix}:a", self.site)) == _NOT_SHOWN
            _remember(self.hidden, prefix, known)
        return known


cdef int _remember(dict known, str raw, object read) except -1:
    if len(known) >= MOST:
        known.clear()
    known[raw] = read
    return 0


cdef tuple _NOT_SHOWN = tuple(read_target("en:", SiteInfo()))
cdef Targets _latest = Targets(SiteInfo())


cdef Targets _targets_of(site):
    """The targets of a wiki; those of the wiki that was asked for last are kept."""
    global _latest
    if site is not _latest.site and site != _latest.site:
        _latest = Targets(site)
    return _latest


cdef class Linker(Stack):
    """A stack that knows what the links inside stand for: the `targets` of those written, and the `categories`."""

    def __init__(self, str title, site):
        super().__init__()
        self.title, self.site = title, site
        self.targets, self.categories, self.named = [], [], set()
        self.read = _targets_of(site)

    cpdef object simple_link(self, str target, str anchor):
        """A whole link: a category, a link to another page, or a file (dropped with its caption)."""
        title, shown, category = self.read.read(target)
        if not shown:
            if category and category not in self.named:
                self.named.add(category)
                self.categories.append(category)
        elif "://" in target:
            # Two brackets around an address: MediaWiki shows its label.
            self.write(target.partition(" ")[2] if anchor is None else anchor)
        elif anchor is None:
            self.write_link(title, target.strip().removeprefix(":"))
        else:
            self.write_link(title, anchor if anchor.strip() else piped(target))

    cpdef str link(self, str target, str anchor):
        """The marked text of a link; plain `anchor` when `target` is no article or this page itself."""
        cdef Py_ssize_t start = self.out.size
        title, shown, _ = self.read.read(target)
        self.write_link(title, anchor)
        return self.out.cut(start)

    cdef object write_link(self, str title, str anchor):
        """Write a link with single spaces in its anchor, and its marks within the space around that."""
        cdef Py_ssize_t start = 0, end
        if _is_spaced(anchor):
            anchor = _SPACES.sub(" ", anchor.replace("\ue004", " "))
        end = len(anchor)
        while start < end and anchor[start].isspace():
            start += 1
        while end > start and anchor[end - 1].isspace():
            end -= 1
        if title is None or title == self.title or start == end:
            self.write(anchor)
            return
        self.out.copy(anchor, 0, start)
        self.mark(title, anchor, start, end)
        self.out.copy(anchor, end, len(anchor))

    cdef int mark(self, str title, str source, Py_ssize_t start, Py_ssize_t end) except -1:
        """Write a part of `source` as the link to an article."""
        cdef Py_ssize_t number = len(self.targets)
        cdef Py_ssize_t code = NUMBER + number if number < IN_BMP else PLANE_15 + number - IN_BMP
        if code > LAST:
            raise ValueError("more links than there are marks")
        self.targets.append(title)
        self.out.put(LINK)
        self.out.put(<Py_UCS4> code)
        self.out.copy(source, start, end)
        return self.out.put(LINK_END)


cdef bint _is_spaced(str text):
    """Whether a text has more than single spaces: the end of a line, or two spaces in a row."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    cdef Py_UCS4 c, before = 0
    for at in range(len(text)):
        c = PyUnicode_READ(kind, data, at)
        if c == 0x0A or c == BREAK or c == before == 0x20:
            return True
        before = c
    return False
