# cython: language_level=3, boundscheck=True, wraparound=False
"""Loops over the characters of a text, compiled: what would take Python most of a build.

Every loop stays below the size of its text; those that change a text do it in place, and write no more
characters than they have read.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memmove

from wikiseek.records import Link

from cpython.object cimport PyTypeObject
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from wikiseek.dump.buffer cimport Buffer
from wikiseek.dump.marks cimport HEAD, HEAD_END, HIDDEN, HOLE, IN_BMP, LEVEL, LINK, LINK_END, NUMBER, PLANE_15

cdef extern from "Python.h":
    object PyType_GenericAlloc(PyTypeObject *kind, Py_ssize_t size)

cdef str SPECIAL = "<>[]{}|'*#:;=_(,"
cdef str TABLE = "table"

cdef PyTypeObject *LINK_TYPE = <PyTypeObject *> Link  # which this module holds as well

cdef fused Unit:
    uint8_t
    uint16_t
    uint32_t


def has_own(str text):
    """Whether a text may hold a character of `marks`, or a lone surrogate."""
    cdef int kind = PyUnicode_KIND(text)
    if kind == 2:
        return _has_own(<uint16_t *> PyUnicode_DATA(text), len(text))
    return kind == 4 and _has_own(<uint32_t *> PyUnicode_DATA(text), len(text))


cdef bint _has_own(Unit *data, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at
    cdef bint found = False
    for at in range(size):  # without a way out of the loop, it is done many characters at a time
        found |= 0xD800 <= data[at] <= 0xF8FF or data[at] >= 0xF0000
    return found


def has_pair(str text, Py_UCS4 one, Py_UCS4 other):
    """Whether a character stands right behind another one; both are of ASCII."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if kind == 1:
        return _has_pair(<uint8_t *> data, len(text), <uint8_t> one, <uint8_t> other)
    if kind == 2:
        return _has_pair(<uint16_t *> data, len(text), <uint8_t> one, <uint8_t> other)
    return _has_pair(<uint32_t *> data, len(text), <uint8_t> one, <uint8_t> other)


cdef bint _has_pair(Unit *data, Py_ssize_t size, uint8_t one, uint8_t other) noexcept:
    cdef Py_ssize_t at = 1
    cdef int place
    cdef Unit found = 0
    while at + 32 <= size:
        for place in range(32):  # all 32 at a time
            found |= (data[at + place - 1] == one) & (data[at + place] == other)
        if found:
            return True
        at += 32
    while at < size:
        if data[at - 1] == one and data[at] == other:
            return True
        at += 1
    return False


def measured(Buffer marked, list targets):
    """The text without marks and the space around it, its links, and its headings as (level, start, end).

    `targets` are the titles of the links by number.
    """
    cdef Py_UCS4 *data = marked.data
    cdef Py_ssize_t at = 0, size = marked.size, out = 0, link = -1, number = 0, head = -1, level = 0
    cdef Py_UCS4 c
    cdef list links = [], headings = []
    while size and data[size - 1].isspace():
        size -= 1
    while at < size and data[at].isspace():
        at += 1
    while at < size:
        c = data[at]
        at += 1
        if c < LINK_END or c > 0xE01F:
            data[out] = c
            out += 1
        elif c == LINK:
            if at < size:
                link, number = out, _number(data[at])
                at += 1
        elif c == LINK_END:
            if 0 <= link < out:
                links.append(_link(targets[number], link, out))
            link = -1
        elif c == HEAD:
            link = -1
            if at < size:
                head, level = out, <Py_ssize_t> data[at] - <Py_ssize_t> LEVEL
                at += 1
        elif c == HEAD_END:
            link = -1
            if head >= 0:
                headings.append((level, head, out))
            head = -1
        elif HIDDEN <= c and <Py_ssize_t> c - <Py_ssize_t> HIDDEN < len(SPECIAL):
            data[out] = SPECIAL[<Py_ssize_t> c - <Py_ssize_t> HIDDEN]
            out += 1
    marked.size = out
    return marked.text(), tuple(links), headings


cdef object _link(str target, object start, object end):
    """What `Link` makes of these, in a quarter of the time."""
    cdef object made = PyType_GenericAlloc(LINK_TYPE, 3)
    Py_INCREF(target)
    PyTuple_SET_ITEM(made, 0, target)
    Py_INCREF(start)
    PyTuple_SET_ITEM(made, 1, start)
    Py_INCREF(end)
    PyTuple_SET_ITEM(made, 2, end)
    return made


cdef Py_ssize_t _number(Py_UCS4 mark):
    if mark < PLANE_15:
        return <Py_ssize_t> mark - <Py_ssize_t> NUMBER
    return <Py_ssize_t> mark - <Py_ssize_t> PLANE_15 + IN_BMP


cdef uint8_t[128] LEFTOVER
cdef uint8_t[128] UNTIDY


cdef void _fill():
    cdef Py_UCS4 c
    for c in "<{[]}_-":
        LEFTOVER[c] = 1
    for c in "\n(),.;:!?":
        UNTIDY[c] = 1


_fill()


cdef inline Py_ssize_t _next(Py_UCS4 *data, Py_ssize_t at, Py_ssize_t size, const uint8_t *wanted) noexcept:
    """Where the next character of ASCII is that is `wanted`, from `at` on, or the end."""
    while at < size and (data[at] > 0x7F or not wanted[data[at]]):
        at += 1
    return at


def has_leftovers(Buffer text, Py_ssize_t start=0):
    """Whether a text still has something that may be markup: a tag, two brackets or underlines in a row, a rule."""
    cdef Py_UCS4 *data = text.data
    cdef Py_ssize_t size = text.size, at = _next(data, max(start, 0), size, LEFTOVER)
    while at < size:
        if data[at] == 0x3C:  # <
            return True
        if at + 1 < size and data[at] == 0x7B and data[at + 1] == 0x7C:  # {|
            return True
        if at + 1 < size and data[at] == data[at + 1]:
            if data[at] != 0x2D or at + 3 < size and data[at + 2] == data[at + 3] == 0x2D:  # ----
                return True
        at = _next(data, at + 1, size, LEFTOVER)
    return False


def mend(Buffer text, repair):
    """Replace each line that is not tidy by what `repair` makes of it, which is no longer than it was."""
    cdef Py_ssize_t start, end, at = 0, out = 0, size = text.size
    cdef str line
    for start, end in untidy(text):
        line = repair(text.text(start, end))
        if len(line) > end - start:
            raise ValueError("a repaired line is longer than it was")
        memmove(text.data + out, text.data + at, (start - at) * sizeof(Py_UCS4))
        text.size = out + start - at
        text.copy(line, 0, len(line))
        at, out, text.size = end, text.size, size
    memmove(text.data + out, text.data + at, (size - at) * sizeof(Py_UCS4))
    text.size = out + size - at


def untidy(Buffer text):
    """The lines that `wikiseek.dump.tidy` may have to repair, as (start, end); in doubt a line is one of them.

    `text` is repaired, as `repaired` does it.
    """
    cdef Py_UCS4 *data = text.data
    cdef Py_ssize_t start = 0, size = text.size, at = _next(data, 0, size, UNTIDY)
    cdef Py_UCS4 c, before
    cdef bint found = False
    cdef list lines = []
    while at < size:
        c, before = data[at], _before(data, at)
        if c == 0x0A:
            if found:
                lines.append((start, at))
            start, found = at + 1, False
        elif c == 0x28:  # (
            found = found or _opens_nothing(text, at + 1)
        elif c == 0x29:  # )
            found = found or before in (0x20, 0x2C, 0x3B, 0x28, 0x2F, 0x3A, 0x0A)
        else:  # , . ; : ! ?
            found = (
                found
                or before in (0x20, 0x2C, 0x3B, 0x0A)
                or before == 0x3A and c in (0x2C, 0x2E, 0x3B)
                or before == c == 0x2E and not _is_ellipsis(text, at)
            )
        at = _next(data, at + 1, size, UNTIDY)
    if found:
        lines.append((start, size))
    return lines


cdef Py_UCS4 _before(Py_UCS4 *data, Py_ssize_t at) noexcept:
    """The character before `at`, ends of links left aside; the end of a line before the first."""
    at -= 1
    while at >= 0 and data[at] == LINK_END:
        at -= 1
    return data[at] if at >= 0 else 0x0A


cdef bint _opens_nothing(Buffer text, Py_ssize_t at):
    """Whether there is a separator, or may be nothing, behind an opening bracket."""
    cdef Py_UCS4 c
    while at < text.size and text.data[at] == LINK_END:
        at += 1
    if at == text.size:
        return False
    c = text.data[at]
    if c in (0x0A, 0x20, 0x2C, 0x2F, 0x3A, 0x3B):  # , / : ;
        return True
    return (c == 0x61 or c == 0x6F or c > 0x7F) and _is_empty(text, at)


cdef bint _is_ellipsis(Buffer text, Py_ssize_t at):
    """Whether the second of two full stops is one of three."""
    cdef Py_UCS4 *data = text.data
    return at + 1 < text.size and data[at + 1] == 0x2E or at > 1 and data[at - 1] == data[at - 2] == 0x2E


cdef bint _is_empty(Buffer text, Py_ssize_t at):
    """Whether nothing but separators, "and" and "or" stands between `at` and a closing bracket."""
    cdef Py_UCS4 c
    while at < text.size:
        c = text.data[at]
        if c == 0x29:  # )
            return True
        if c == 0x0A or not (c in (0x2C, 0x3B, 0x3A, 0x2F, 0x2013, 0x2014) or c.isspace() or c in "andor"):
            return False
        at += 1
    return False


def repair(Buffer text):
    """Put link trails inside their links, drop bold and italic quotes, and leave plain single spaces.

    A trail is what MediaWiki takes into a link ("[[town]]s"). It reads four quotes as an apostrophe and
    bold, and any past five as apostrophes.
    """
    cdef Py_UCS4 *data = text.data
    cdef Py_ssize_t at = 0, out = 0, run, size = text.size
    cdef Py_UCS4 c
    while at < size:
        c = data[at]
        at += 1
        if 0x27 < c < 0x80:
            data[out] = c
            out += 1
        elif c in (0x20, 0xA0, 0x09):
            if out == 0 or not (data[out - 1] == 0x20 or data[out - 1] >= LINK_END and _spaced(data, out)):
                data[out] = 0x20
                out += 1
        elif c == 0x27 and at < size and data[at] == 0x27:
            run = 1
            while at < size and data[at] == 0x27:
                run, at = run + 1, at + 1
            for _ in range(1 if run == 4 else max(0, run - 5)):
                data[out] = c
                out += 1
        elif c == LINK_END:
            while at < size and _is_trail(data[at]):
                data[out] = data[at]
                out, at = out + 1, at + 1
            data[out] = c
            out += 1
        elif c != 0x200B:
            data[out] = c
            out += 1
    text.size = out


cdef bint _spaced(Py_UCS4 *buffer, Py_ssize_t out):
    """Whether there is a space before the marks of links that `out` characters end with."""
    cdef int _
    for _ in range(8):  # more than stand in a row, but in hostile text
        if out == 0 or buffer[out - 1] < LINK_END:
            break
        if buffer[out - 1] == LINK_END:
            out -= 1
        elif out > 1 and buffer[out - 2] == LINK:
            out -= 2
        else:
            return False
    return out > 0 and buffer[out - 1] == 0x20


cdef bint _is_trail(Py_UCS4 c):
    """The small letters of Latin, Cyrillic and Greek that follow a link as a part of it."""
    if c < 0x80:
        return 0x61 <= c <= 0x7A
    return (
        0xDF <= c <= 0xFF and c != 0xF7
        or 0x430 <= c <= 0x44F
        or 0x3B1 <= c <= 0x3C9
        or 0x3AC <= c <= 0x3AF
        or 0x3CC <= c <= 0x3CE
        or c in (0x153, 0x161, 0x17E, 0x451, 0x454, 0x456, 0x457, 0x491)
    )


def unclosed_braces(str text):
    """Where runs of opening braces start that have no closing ones: a heading below them is still a heading."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t at = 0, start, size = len(text), run, taken
    cdef Py_UCS4 c
    cdef list opened = []  # of each run that is open: where it starts, and how many braces are left of it
    while True:
        at = _either(text, at, 0x7B, 0x7D)
        if at >= size:
            break
        start, c = at, PyUnicode_READ(kind, data, at)
        while at < size and PyUnicode_READ(kind, data, at) == c:
            at += 1
        run = at - start
        if c == 0x7B and run > 1:
            opened.append((start, run))
        while c == 0x7D and run > 1 and opened:
            start, taken = opened.pop()
            if taken > run + 1:
                opened.append((start, taken - run))
            run -= min(run, taken)
    return frozenset([start for start, _ in opened])


cdef Py_ssize_t _either(str text, Py_ssize_t at, uint8_t one, uint8_t other):
    """Where the next of two characters is from `at` on, or the end of the text."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if kind == 1:
        return _either_of(<uint8_t *> data, at, len(text), one, other)
    if kind == 2:
        return _either_of(<uint16_t *> data, at, len(text), one, other)
    return _either_of(<uint32_t *> data, at, len(text), one, other)


cdef Py_ssize_t _either_of(Unit *data, Py_ssize_t at, Py_ssize_t size, uint8_t one, uint8_t other) noexcept:
    cdef int place
    cdef Unit found = 0
    while at + 32 <= size:
        for place in range(32):  # all 32 at a time
            found |= (data[at + place] == one) | (data[at + place] == other)
        if found:
            break
        at += 32
    while at < size and data[at] != one and data[at] != other:
        at += 1
    return at


def table_ends(str text):
    """Where the table that starts at each place ends, for the tables that do, of wikitext and of HTML."""
    cdef Py_ssize_t at = _either(text, 0, 0x0A, 0x3C), end
    cdef bint starts = False
    cdef list wikitext = [], html = []  # where those that are open start
    cdef dict ends = {}
    while at < len(text):
        opened = wikitext if text[at] == 0x0A else html
        end = _line_edge(text, at, &starts) if text[at] == 0x0A else _tag_edge(text, at, &starts)
        if end and starts:
            opened.append(at)
        elif end and opened:
            ends[opened.pop()] = end
        at = _either(text, end or at + 1, 0x0A, 0x3C)
    return ends


cdef Py_ssize_t _line_edge(str text, Py_ssize_t at, bint *starts):
    """Behind the `{|` or `|}` that the line behind `at` begins with, or 0; three braces are those of a template."""
    cdef Py_ssize_t size = len(text), start = at + 1
    at = start
    while at < size and text[at] in (0x20, 0x3A):  # :
        at += 1
    starts[0] = at + 1 < size and text[at] == 0x7B and text[at + 1] == 0x7C  # {|
    if starts[0]:
        return at + 2
    at = start
    while at < size and text[at] in (0x20, 0x09):
        at += 1
    if at + 1 >= size or text[at] != 0x7C or text[at + 1] != 0x7D:  # |}
        return 0
    at += 2
    return 0 if at < size and text[at] == 0x7D and not (at + 1 < size and text[at + 1] == 0x7D) else at


cdef Py_ssize_t _tag_edge(str text, Py_ssize_t at, bint *starts):
    """Behind the `<table` or `</table>` at `at`, or 0."""
    cdef Py_ssize_t size = len(text), place
    cdef uint32_t c
    starts[0] = not (at + 1 < size and text[at + 1] == 0x2F)  # /
    at += 1 if starts[0] else 2
    if at + 5 > size:
        return 0
    for place in range(5):
        c = text[at + place]
        if c | 0x20 != ord(TABLE[place]):
            return 0
    at += 5
    if starts[0]:
        return 0 if at < size and (text[at].isalnum() or text[at] == 0x5F) else at
    while at < size and text[at].isspace():
        at += 1
    return at + 1 if at < size and text[at] == 0x3E else 0  # >
