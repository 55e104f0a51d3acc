# cython: language_level=3, boundscheck=True, wraparound=False
"""Lines made paragraphs, lists and headings, compiled."""

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    int PyUnicode_4BYTE_KIND

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from wikiseek.dump.marks cimport BREAK, HEAD, HEAD_END, INDENT, ITEM, LEVEL, LINK_END

cdef struct Output:
    Py_UCS4 *buffer
    Py_ssize_t size
    Py_ssize_t line  # where the last line begins
    Py_UCS4 kind  # of the last block
    bint worded  # whether that has a letter, digit or link


cdef enum:
    PARAGRAPH = 1
    LISTED
    INDENTED


def laid_out(str raw):
    """Marked text as a reader sees it, an empty line between paragraphs, lists and headings; one line an item.

    Lines of tables that were not read, blocks without a letter, digit or link, and headings with nothing
    under them (their section held only tables, references or boxes) are left out.
    """
    cdef Py_ssize_t at = 0, line, start, end, size = len(raw)
    cdef Py_UCS4 first
    cdef Output output
    cdef list headings = []  # those that wait for something to stand under: (level, start, end)
    # Each character gives one, and the end of a line at most two.
    output.buffer = <Py_UCS4 *> PyMem_Malloc((2 * size + 2) * sizeof(Py_UCS4))
    if output.buffer == NULL:
        raise MemoryError
    output.size = output.line = 0
    output.kind, output.worded = 0, False
    try:
        while at < size:
            line, at = at, _line(raw, at, &start, &end)
            if start == end or raw[start] in (0x7C, 0x21):  # | !
                continue
            first = raw[start]
            if first == HEAD and _is_heading(raw, start, &end):
                _wait(headings, <Py_ssize_t> raw[start + 1] - <Py_ssize_t> LEVEL, start, end)
            elif first in (ITEM, INDENT, HEAD):
                _item(&output, raw, start, end, headings)
            else:
                at = _paragraph(&output, raw, line, headings)
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, output.buffer, output.size)
    finally:
        PyMem_Free(output.buffer)


cdef Py_ssize_t _line(str raw, Py_ssize_t at, Py_ssize_t *start, Py_ssize_t *end) except -1:
    """Find the line at `at` without the space around it; returns where the next one begins."""
    cdef int kind = PyUnicode_KIND(raw)
    cdef void *data = PyUnicode_DATA(raw)
    cdef Py_ssize_t size = len(raw), stop = at
    while stop < size and PyUnicode_READ(kind, data, stop) != 0x0A:
        stop += 1
    start[0], end[0] = at, stop
    while start[0] < end[0] and PyUnicode_READ(kind, data, start[0]).isspace():
        start[0] += 1
    while end[0] > start[0] and PyUnicode_READ(kind, data, end[0] - 1).isspace():
        end[0] -= 1
    return stop + 1


cdef bint _is_heading(str raw, Py_ssize_t start, Py_ssize_t *end) except -1:
    """Whether a line is a heading; it ends behind its closing mark."""
    cdef Py_ssize_t at
    for at in range(start + 2, end[0]):
        if raw[at] == HEAD_END:
            end[0] = at + 1
            return True
    return False


cdef int _wait(list headings, Py_ssize_t level, Py_ssize_t start, Py_ssize_t end) except -1:
    """Add a heading to those that wait; those of its level or deeper have nothing under them."""
    while headings and headings[len(headings) - 1][0] >= level:
        headings.pop()
    headings.append((level, start, end))
    return 0


cdef int _item(Output *output, str raw, Py_ssize_t start, Py_ssize_t end, list headings) except -1:
    """Write a list item or an indented line."""
    cdef Output before = output[0]
    cdef Py_UCS4 kind = INDENTED
    while start < end and (raw[start] in (ITEM, INDENT) or raw[start].isspace()):
        if raw[start] == ITEM:
            kind = LISTED
        start += 1
    _begin(output, kind, raw, headings)
    _write(output, raw, start, end)
    return _end(output, before, headings)


cdef Py_ssize_t _paragraph(Output *output, str raw, Py_ssize_t at, list headings) except -1:
    """Write the lines from `at` on up to one that is no part of a paragraph; returns where that begins."""
    cdef Output before = output[0]
    cdef Py_ssize_t start, end, after
    _begin(output, PARAGRAPH, raw, headings)
    while at < len(raw):
        after = _line(raw, at, &start, &end)
        if start == end or raw[start] in (0x7C, 0x21, ITEM, INDENT, HEAD):  # | !
            break
        if output.size > output.line:
            output.buffer[output.size] = 0x20
            output.size += 1
        _write(output, raw, start, end)
        at = after
    _end(output, before, headings)
    return at


cdef int _begin(Output *output, Py_UCS4 kind, str raw, list headings) except -1:
    """Begin a block, with the headings that waited for it."""
    cdef Py_ssize_t start, end
    for _, start, end in headings:
        _apart(output, 2)
        for start in range(start, end):
            output.buffer[output.size] = raw[start]
            output.size += 1
    _apart(output, 1 if not headings and kind == output.kind and kind != PARAGRAPH else 2)
    output.kind, output.line, output.worded = kind, output.size, False
    return 0


cdef int _apart(Output *output, int lines) except -1:
    """Begin a new line after what is written, or leave one empty between."""
    if output.size:
        for _ in range(lines):
            output.buffer[output.size] = 0x0A
            output.size += 1
    return 0


cdef int _write(Output *output, str raw, Py_ssize_t start, Py_ssize_t end) except -1:
    """Write a part of a block; a break ends its line, and no line begins or ends with space."""
    cdef int kind = PyUnicode_KIND(raw)
    cdef void *data = PyUnicode_DATA(raw)
    cdef Py_ssize_t at
    cdef Py_UCS4 c
    for at in range(start, end):
        c = PyUnicode_READ(kind, data, at)
        if c == BREAK:
            _trim(output)
            if output.size > output.line:
                output.buffer[output.size] = 0x0A
                output.size += 1
                output.line = output.size
        elif output.size > output.line or not c.isspace():
            output.buffer[output.size] = c
            output.size += 1
            output.worded = output.worded or 0x61 <= c <= 0x7A or c == 0x5F or c == LINK_END or c.isalnum()
    return 0


cdef int _end(Output *output, Output before, list headings) except -1:
    """End a block, or take back one without a letter, digit or link."""
    if not output.worded:
        output[0] = before
        return 0
    _trim(output)
    if output.size == output.line:  # a break was the last thing
        output.size -= 1
    headings.clear()
    return 0


cdef int _trim(Output *output) except -1:
    while output.size > output.line and output.buffer[output.size - 1].isspace():
        output.size -= 1
    return 0
