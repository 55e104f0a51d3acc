# cython: language_level=3, boundscheck=True, wraparound=False
"""Lines made paragraphs, lists and headings, compiled."""

from libc.string cimport memcpy

from wikiseek.dump.buffer cimport Buffer
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


def laid_out(Buffer raw, Py_ssize_t at=0):
    """Marked text from `at` on as a reader sees it, an empty line between paragraphs, lists and headings; one line an item.

    Lines of tables that were not read, blocks without a letter, digit or link, and headings with nothing
    under them (their section held only tables, references or boxes) are left out.
    """
    cdef Py_UCS4 *data = raw.data
    cdef Py_ssize_t line, start, end, size = raw.size
    cdef Py_UCS4 first
    cdef Output output
    cdef Buffer written = Buffer()
    cdef list headings = []  # those that wait for something to stand under: (level, start, end)
    # Each character gives one, and the end of a line at most two.
    written.reserve(2 * size + 2)
    output.buffer = written.data
    output.size = output.line = 0
    output.kind, output.worded = 0, False
    at = max(at, 0)
    while at < size:
        line, at = at, _line(raw, at, &start, &end)
        if start == end or data[start] in (0x7C, 0x21):  # | !
            continue
        first = data[start]
        if first == HEAD and _is_heading(data, start, &end):
            _wait(headings, <Py_ssize_t> data[start + 1] - <Py_ssize_t> LEVEL, start, end)
        elif first in (ITEM, INDENT, HEAD):
            _item(&output, data, start, end, headings)
        else:
            at = _paragraph(&output, raw, line, headings)
    written.size = output.size
    return written


cdef Py_ssize_t _line(Buffer raw, Py_ssize_t at, Py_ssize_t *start, Py_ssize_t *end) except -1:
    """Find the line at `at` without the space around it; returns where the next one begins."""
    cdef Py_UCS4 *data = raw.data
    cdef Py_ssize_t size = raw.size, stop = at
    while stop < size and data[stop] != 0x0A:
        stop += 1
    start[0], end[0] = at, stop
    while start[0] < end[0] and data[start[0]].isspace():
        start[0] += 1
    while end[0] > start[0] and data[end[0] - 1].isspace():
        end[0] -= 1
    return stop + 1


cdef bint _is_heading(Py_UCS4 *data, Py_ssize_t start, Py_ssize_t *end) except -1:
    """Whether a line is a heading; it ends behind its closing mark."""
    cdef Py_ssize_t at
    for at in range(start + 2, end[0]):
        if data[at] == HEAD_END:
            end[0] = at + 1
            return True
    return False


cdef int _wait(list headings, Py_ssize_t level, Py_ssize_t start, Py_ssize_t end) except -1:
    """Add a heading to those that wait; those of its level or deeper have nothing under them."""
    while headings and headings[len(headings) - 1][0] >= level:
        headings.pop()
    headings.append((level, start, end))
    return 0


cdef int _item(Output *output, Py_UCS4 *raw, Py_ssize_t start, Py_ssize_t end, list headings) except -1:
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


cdef Py_ssize_t _paragraph(Output *output, Buffer raw, Py_ssize_t at, list headings) except -1:
    """Write the lines from `at` on up to one that is no part of a paragraph; returns where that begins."""
    cdef Output before = output[0]
    cdef Py_ssize_t start, end, after
    _begin(output, PARAGRAPH, raw.data, headings)
    while at < raw.size:
        after = _line(raw, at, &start, &end)
        if start == end or raw.data[start] in (0x7C, 0x21, ITEM, INDENT, HEAD):  # | !
            break
        if output.size > output.line:
            output.buffer[output.size] = 0x20
            output.size += 1
        _write(output, raw.data, start, end)
        at = after
    _end(output, before, headings)
    return at


cdef int _begin(Output *output, Py_UCS4 kind, Py_UCS4 *raw, list headings) except -1:
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


cdef int _write(Output *output, Py_UCS4 *raw, Py_ssize_t start, Py_ssize_t end) except -1:
    """Write a part of a block; a break ends its line, and no line begins or ends with space."""
    cdef Py_ssize_t at
    while start < end:
        while output.size == output.line and start < end and raw[start].isspace():
            start += 1
        at = start
        while at < end and raw[at] != BREAK:
            at += 1
        memcpy(output.buffer + output.size, raw + start, (at - start) * sizeof(Py_UCS4))
        output.size += at - start
        output.worded = output.worded or _is_worded(raw, start, at)
        if at < end:
            _trim(output)
            if output.size > output.line:
                output.buffer[output.size] = 0x0A
                output.size += 1
                output.line = output.size
        start = at + 1
    return 0


cdef bint _is_worded(Py_UCS4 *raw, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether there is a letter, digit or link."""
    cdef Py_ssize_t at
    cdef Py_UCS4 c
    for at in range(start, end):
        c = raw[at]
        if 0x61 <= c <= 0x7A or c == 0x5F or c == LINK_END or c.isalnum():
            return True
    return False


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
