# cython: language_level=3, boundscheck=True, wraparound=False
"""What of a page is markup, compiled: the tokens of wikitext, told by the characters they begin with."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND

# The three widths that the characters of a text may have; a loop over them is compiled for each.
cdef fused Unit:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    LONGEST = 127  # characters of a plain title: not more than 255 bytes

cdef enum Stop:
    IN_TEXT = 1
    IN_PARAMETERS = 2
    IN_TABLE = 4
    IN_TITLE = 8
    IN_ANCHOR = 16


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


cdef Py_ssize_t tag_end(str text, Py_ssize_t at):
    """Behind the `>` of a tag whose attributes begin at `at`, at most a thousand characters of them; -1 for no tag."""
    cdef Py_ssize_t last = min(at + 1000, len(text) - 1)
    while at <= last and text[at] not in (0x3C, 0x3E):  # < >
        at += 1
    return at + 1 if at <= last and text[at] == 0x3E else -1


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


cdef uint8_t[128] STOPS  # of each character of ASCII, where it stops a loop over text


cdef void _stop(str characters, uint8_t where):
    cdef Py_UCS4 c
    for c in characters:
        STOPS[c] |= where


cdef void _fill():
    cdef int c
    for c in range(128):
        STOPS[c] = IN_TITLE | IN_ANCHOR if c < 0x20 or c == 0x7F else 0
    _stop("\n[]{}<&", IN_TEXT | IN_PARAMETERS | IN_TABLE)
    _stop("|=", IN_PARAMETERS)
    _stop("|!", IN_TABLE)
    _stop("[]{}<>&|", IN_ANCHOR | IN_TITLE)
    _stop("#%_:", IN_TITLE)


_fill()


cdef Py_ssize_t text_end(str text, Py_ssize_t at, int inside):
    """Where the next character is, from `at` on, that may be markup; the size of the text where none is."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint8_t stops = 1 << inside
    if kind == 1:
        return _text_end(<uint8_t *> data, at, len(text), stops)
    if kind == 2:
        return _text_end(<uint16_t *> data, at, len(text), stops)
    return _text_end(<uint32_t *> data, at, len(text), stops)


cdef Py_ssize_t _text_end(Unit *data, Py_ssize_t at, Py_ssize_t size, uint8_t stops) noexcept:
    while at < size and (data[at] > 0x7F or not STOPS[data[at]] & stops):
        at += 1
    return at


cdef Py_ssize_t list_end(str text, Py_ssize_t at):
    """Behind the marks of a list item that a line begins with at `at`, 0 where it does not, or begins a table."""
    cdef Py_ssize_t size = len(text), start = at
    while at < size and text[at] in (0x2A, 0x23, 0x3A, 0x3B):  # * # : ;
        at += 1
    if at == start:
        return 0
    start = at
    while at < size and text[at] in (0x20, 0x3A):
        at += 1
    return 0 if at + 1 < size and text[at] == 0x7B and text[at + 1] == 0x7C else start  # {|


cdef bint begins_markup(str text, Py_ssize_t at, int inside):
    """Whether a line that begins at `at` may be a heading or a part of a table."""
    cdef Py_ssize_t size = len(text)
    cdef Py_UCS4 c = text[at] if at < size else 0
    if c == 0x3D:  # =
        return True
    while at < size and text[at] in (0x20, 0x09, 0x3A):
        at += 1
    c = text[at] if at < size else 0
    return c in (0x7B, 0x7C) or inside == TABLE and c == 0x21  # { | !


cdef Py_ssize_t plain_link(str text, Py_ssize_t at, Py_ssize_t *bar):
    """Where the `]]` of a plain link is that begins at `at`, and its `|`, or the same place; -1 for any other.

    Its title is one that no rule of titles changes but for its first letter, which is of ASCII.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if kind == 1:
        return _plain_link(<uint8_t *> data, at, len(text), bar)
    if kind == 2:
        return _plain_link(<uint16_t *> data, at, len(text), bar)
    return _plain_link(<uint32_t *> data, at, len(text), bar)


cdef Py_ssize_t _plain_link(Unit *data, Py_ssize_t at, Py_ssize_t size, Py_ssize_t *bar) noexcept:
    cdef Py_ssize_t start = at
    bar[0] = at = _words_end(data, at, size, IN_TITLE)
    if at == start or at - start > LONGEST or at >= size or data[start] > 0x7F:
        return -1
    if data[at] == 0x7C:  # |
        at = _words_end(data, at + 1, size, IN_ANCHOR)
        if at == bar[0] + 1:
            return -1
    return at if at + 1 < size and data[at] == data[at + 1] == 0x5D else -1  # ]]


cdef inline bint _is_settled(uint32_t c) noexcept:
    """Whether a letter beyond ASCII, of Latin or Cyrillic, is its own one spelling, whatever stands beside it."""
    return 0xA0 < c < 0x300 and c != 0xAD or 0x400 <= c <= 0x481


cdef Py_ssize_t _words_end(Unit *data, Py_ssize_t at, Py_ssize_t size, uint8_t stops) noexcept:
    """Behind words apart by single spaces, where a character stops them; at their start where they are not such words."""
    cdef Py_ssize_t start = at
    cdef uint32_t c, before = 0x20
    while at < size:
        c = data[at]
        if c < 0x80:
            if STOPS[c] & stops:
                break
            if c == before == 0x20:
                return start
        elif stops == IN_TITLE:
            if not _is_settled(c):
                break
        elif c == 0xA0 or 0xE000 <= c <= 0xE00F:
            return start
        before = c
        at += 1
    return start if before == 0x20 else at
