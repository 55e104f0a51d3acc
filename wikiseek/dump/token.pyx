# cython: language_level=3, boundscheck=True, wraparound=False
"""What of a page is markup, compiled: the tokens of wikitext, told by the characters they begin with."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ


cdef Token token_at(str text, Py_ssize_t at, int inside):
    """The markup that begins at `at`, if any does."""
    cdef Py_UCS4 c = text[at]
    cdef Token found
    found.end = found.bar = 0
    if c == 0x5B:  # [
        if _char(text, at + 1) == 0x5B:
            found.end = _whole_link(text, at + 2, &found.bar)
            if found.end == 0:
                found.end = at + 2
        elif _stands(text, at + 1, "http:") or _stands(text, at + 1, "https:"):
            found.end = at + 1
        elif _stands(text, at + 1, "ftp:") or _stands(text, at + 1, "//"):
            found.end = at + 1
    elif c == 0x5D:  # ]
        found.end = at + 2 if _char(text, at + 1) == 0x5D else at + 1
    elif c == 0x7B:  # {
        if _stands(text, at + 1, "{{") and _char(text, at + 3) != 0x7B:
            found.end = at + 3
        elif _char(text, at + 1) == 0x7B:
            found.end = at + 2
    elif c == 0x7D:  # }
        if _char(text, at + 1) == 0x7D:
            found.end = at + 3 if _char(text, at + 2) == 0x7D else at + 2
    elif c == 0x3C:  # <
        found.end = _tag(text, at)
    elif c == 0x26:  # &
        found.end = _entity(text, at)
    elif c == 0x0A:
        found.end = (_row(text, at) if inside == TABLE else 0) or _line(text, at)
    elif inside == PARAMETERS:
        found.end = at + 1 if c in (0x7C, 0x3D) else 0  # | =
    elif inside == TABLE and c in (0x7C, 0x21) and _char(text, at + 1) == c:  # || !!
        found.end = at + 2
    return found


cdef Py_UCS4 _char(str text, Py_ssize_t at):
    """The character at `at`, 0 behind the end."""
    return text[at] if at < len(text) else 0


cdef bint _stands(str text, Py_ssize_t at, str word):
    cdef Py_ssize_t place
    if at + len(word) > len(text):
        return False
    for place in range(len(word)):
        if text[at + place] != word[place]:
            return False
    return True


cdef Py_ssize_t _whole_link(str text, Py_ssize_t at, Py_ssize_t *bar):
    """Behind the `]]` of a link that begins at `at` with no other markup inside, or 0; `bar` is its `|`, or the `]]`."""
    cdef Py_ssize_t start = at
    cdef Py_UCS4 c
    bar[0] = 0
    while at < len(text):
        c = text[at]
        if c == 0x5D:  # ]
            if _char(text, at + 1) != 0x5D or at == start:
                break
            if bar[0] == 0:
                bar[0] = at
            return at + 2
        if c == 0x7C:  # |
            if bar[0] or at == start:
                break
            bar[0] = at
        elif c in (0x5B, 0x7B, 0x7D, 0x3C, 0x3E, 0x0A, 0x26):  # [ { } < > & and the end of the line
            break
        at += 1
    bar[0] = 0
    return 0


cdef bint _is_alphanumeric(Py_UCS4 c):
    return 0x61 <= c <= 0x7A or 0x41 <= c <= 0x5A or 0x30 <= c <= 0x39


cdef Py_ssize_t _tag(str text, Py_ssize_t at):
    """Behind `<!--`, or behind the name in `<name` or `</name`."""
    cdef Py_ssize_t start
    if _stands(text, at + 1, "!--"):
        return at + 4
    start = at + 2 if _char(text, at + 1) == 0x2F else at + 1
    at = start
    while _is_alphanumeric(_char(text, at)):
        at += 1
    return at if at > start and not 0x30 <= text[start] <= 0x39 else 0


cdef Py_ssize_t _entity(str text, Py_ssize_t at):
    """Behind `&name;` or `&#number;`."""
    cdef Py_ssize_t start = at + 2 if _char(text, at + 1) == 0x23 else at + 1  # #
    at = start
    while at - start <= 31 and _is_alphanumeric(_char(text, at)):
        at += 1
    return at + 1 if 1 <= at - start <= 31 and _char(text, at) == 0x3B else 0


cdef Py_ssize_t _blanks(str text, Py_ssize_t at, Py_UCS4 blank):
    """Behind spaces and characters `blank`."""
    while _char(text, at) == 0x20 or at < len(text) and text[at] == blank:
        at += 1
    return at


cdef Py_ssize_t _row(str text, Py_ssize_t at):
    """In a table: a line that begins with `|`, `|-`, `|+` or `!`, but not with its end `|}`."""
    cdef Py_UCS4 c
    at = _blanks(text, at + 1, 0x09)
    if _char(text, at) == 0x21:  # !
        return at + 1
    if _char(text, at) != 0x7C:  # |
        return 0
    c = _char(text, at + 1)
    if c in (0x2D, 0x2B):  # - +
        return at + 1 if _char(text, at + 2) == 0x7D else at + 2
    return at + 1 if c != 0x7D else 0


cdef Py_ssize_t _line(str text, Py_ssize_t at):
    """A line that begins with `=`, `{|`, marks of a list, or `|}`."""
    cdef Py_ssize_t end
    cdef Py_UCS4 c = _char(text, at + 1)
    if c == 0x3D:  # =
        at += 1
        while _char(text, at) == 0x3D:
            at += 1
        return at
    end = _blanks(text, at + 1, 0x3A)
    if _stands(text, end, "{|"):
        return end + 2
    if c in (0x2A, 0x23, 0x3A, 0x3B):  # * # : ;
        at += 1
        while _char(text, at) in (0x2A, 0x23, 0x3A, 0x3B):
            at += 1
        return at
    end = _blanks(text, at + 1, 0x09)
    if _stands(text, end, "|}") and not (_char(text, end + 2) == 0x7D and _char(text, end + 3) != 0x7D):
        return end + 2
    return 0


cdef Py_ssize_t plain_link(str text, Py_ssize_t at, Py_ssize_t *bar):
    """Where the `]]` of a plain link is that begins at `at`, and its `|`, or the same place; -1 for any other."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), start = at
    cdef Py_UCS4 c, before = 0x20
    bar[0] = -1
    while at < size:
        c = PyUnicode_READ(kind, data, at)
        if c == 0x5D:  # ]
            if before == 0x20 or at + 1 >= size or PyUnicode_READ(kind, data, at + 1) != 0x5D:
                return -1
            if bar[0] < 0:
                bar[0] = at
            return at
        if c == 0x7C:  # |
            if bar[0] >= 0 or before == 0x20:
                return -1
            bar[0], before = at, 0x20
            at += 1
            continue
        if c == 0x20:
            if before == 0x20:
                return -1
        elif bar[0] < 0:
            if not (0x61 <= c <= 0x7A or 0x41 <= c <= 0x5A or 0x30 <= c <= 0x39 or c in (0x2C, 0x2D, 0x2E, 0x28, 0x29)):
                return -1
            if at - start >= 255:
                return -1
        elif c < 0x20 or c in (0x5B, 0x7B, 0x7D, 0x3C, 0x3E, 0x26) or 0xE000 <= c <= 0xE00F or c == 0xA0:
            return -1
        before = c
        at += 1
    return -1
