# cython: language_level=3, boundscheck=True, wraparound=False
"""A text being written, compiled: it grows at its end, is cut there, and is changed in place.

A page is read into one of these and worked on there, so that no text is made of every piece of it.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy, memmove

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    int PyUnicode_1BYTE_KIND
    int PyUnicode_2BYTE_KIND
    int PyUnicode_4BYTE_KIND

cdef fused Unit:
    uint8_t
    uint16_t


# Memory that buffers had, for those to come: pages come one by one, and memory just used is near.
cdef enum:
    SPARES = 4
    LARGEST = 1 << 18  # characters: what is larger goes back

cdef Py_UCS4 *_spares[SPARES]
cdef Py_ssize_t _rooms[SPARES]
cdef int _count = 0


cdef class Buffer:
    """Characters, `size` of them, in room for more."""

    def __cinit__(self):
        global _count
        self.data, self.size, self.room = NULL, 0, 0
        if _count:
            _count -= 1
            self.data, self.room = _spares[_count], _rooms[_count]

    def __init__(self, str text=""):
        self.write(text)

    def __dealloc__(self):
        global _count
        if _count < SPARES and 0 < self.room <= LARGEST:
            _spares[_count], _rooms[_count] = self.data, self.room
            _count += 1
        else:
            PyMem_Free(self.data)

    def __len__(self):
        return self.size

    cdef int reserve(self, Py_ssize_t more) except -1:
        """Make room for `more` characters; before that, none may be written."""
        cdef Py_UCS4 *data
        cdef Py_ssize_t room
        if self.room - self.size < more:
            room = max(2 * self.room, self.size + more, 64)
            data = <Py_UCS4 *> PyMem_Realloc(self.data, room * sizeof(Py_UCS4))
            if data == NULL:
                raise MemoryError
            self.data, self.room = data, room
        return 0

    cdef int put(self, Py_UCS4 c) except -1:
        """Write one character."""
        if self.size == self.room:
            self.reserve(1)
        self.data[self.size] = c
        self.size += 1
        return 0

    cdef int copy(self, str source, Py_ssize_t start, Py_ssize_t end) except -1:
        """Write the part of `source` from `start` to `end`."""
        cdef int kind = PyUnicode_KIND(source)
        cdef void *data = PyUnicode_DATA(source)
        if not 0 <= start <= end <= len(source):
            raise IndexError("no part of the text")
        self.reserve(end - start)
        if kind == PyUnicode_1BYTE_KIND:
            _widen(self.data + self.size, <uint8_t *> data + start, end - start)
        elif kind == PyUnicode_2BYTE_KIND:
            _widen(self.data + self.size, <uint16_t *> data + start, end - start)
        else:
            memcpy(self.data + self.size, <uint32_t *> data + start, (end - start) * sizeof(Py_UCS4))
        self.size += end - start
        return 0

    cdef str cut(self, Py_ssize_t start):
        """What was written from `start` on, taken out."""
        cdef str taken = self.text(start)
        self.size = start
        return taken

    cdef int remove(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """Take the part from `start` to `end` out; what is behind it moves up."""
        if not 0 <= start <= end <= self.size:
            raise IndexError("no part of the text")
        memmove(self.data + start, self.data + end, (self.size - end) * sizeof(Py_UCS4))
        self.size -= end - start
        return 0

    cpdef object write(self, str text):
        """Add `text`."""
        self.copy(text, 0, len(text))

    cpdef str text(self, Py_ssize_t start=0, Py_ssize_t end=-1):
        """The text from `start` to `end`, or to where it ends now."""
        if end < 0:
            end = self.size
        if not 0 <= start <= end <= self.size:
            raise IndexError("no part of the text")
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, self.data + start, end - start)

    cpdef Py_ssize_t find(self, Py_UCS4 wanted, Py_ssize_t start=0):
        """Where a character comes next, from `start` on; -1 where it does not."""
        cdef Py_ssize_t at
        for at in range(max(start, 0), self.size):
            if self.data[at] == wanted:
                return at
        return -1


cdef void _widen(Py_UCS4 *into, Unit *data, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at
    for at in range(size):
        into[at] = data[at]
