cdef struct Token:
    Py_ssize_t end  # 0 where nothing is markup
    Py_ssize_t bar  # of a whole link: where its `|` is, or its `]]`; else 0


cdef enum Inside:
    TEXT = 0
    PARAMETERS = 1  # where `|` and `=` separate
    TABLE = 2


cdef Token token_at(str text, Py_ssize_t at, int inside)
cdef Py_ssize_t plain_link(str text, Py_ssize_t at, Py_ssize_t *bar)
cdef Py_ssize_t text_end(str text, Py_ssize_t at, int inside)
cdef Py_ssize_t tag_end(str text, Py_ssize_t at)
cdef Py_ssize_t list_end(str text, Py_ssize_t at)
cdef bint begins_markup(str text, Py_ssize_t at, int inside)
