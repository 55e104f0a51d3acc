# cython: language_level=3, boundscheck=True, wraparound=False
# distutils: language = c++
"""Sets of page ids as bytes, many at a time, compiled: what the bitmap library writes, to the byte.

RoaringFormatSpec (https://github.com/RoaringBitmap/RoaringFormatSpec): small sets, as most are, have nothing but
sorted arrays of the low halves of their numbers, one array for each high half. Sets in which the library would
keep anything else (long arrays as bits, rows of consecutive numbers as runs) are left to it.
"""

from array import array

from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint32_t
from libcpp.algorithm cimport sort
from libcpp.vector cimport vector

cdef uint32_t NO_RUNS = 12346  # the cookie of a set that has no container of runs
cdef uint32_t LONGEST = 4096  # numbers in an array


def bitmaps(const int64_t[::1] starts, const int64_t[::1] pages):
    """The sets `pages[starts[0]:starts[1]]`, `pages[starts[1]:starts[2]]`, …, each in any order, repeats left out."""
    cdef Py_ssize_t at, row
    cdef vector[uint32_t] one
    cdef list made = []
    for at in range(len(starts) - 1):
        one.clear()
        for row in range(starts[at], starts[at + 1]):
            one.push_back(<uint32_t> pages[row])
        made.append(_written(one))
    return made


def bitmap_bytes(pages):
    """The one serialisation of a set of page ids (uint32), however the set came about."""
    cdef vector[uint32_t] one
    cdef uint32_t page
    for page in pages:
        one.push_back(page)
    return _written(one)


cdef bytes _written(vector[uint32_t]& pages):
    cdef size_t at, kept = 0
    cdef bint ascending = True
    for at in range(1, pages.size()):
        ascending = ascending and pages[at - 1] < pages[at]
    if not ascending:
        sort(pages.begin(), pages.end())
        for at in range(pages.size()):
            if at == 0 or pages[at] != pages[kept - 1]:
                pages[kept] = pages[at]
                kept += 1
        pages.resize(kept)
    cdef uint32_t containers = _arrays(pages)
    return _as_arrays(pages, containers) if containers else _by_library(pages)


cdef uint32_t _arrays(const vector[uint32_t]& pages) noexcept nogil:
    """How many arrays the set takes; 0 where it may take something else, or is empty."""
    cdef uint32_t containers = 0, size = 0, runs = 0
    cdef size_t at
    for at in range(pages.size()):
        if at == 0 or pages[at] >> 16 != pages[at - 1] >> 16:
            if at and 4 * runs + 2 <= 2 * size:
                return 0
            containers, size, runs = containers + 1, 0, 0
        if size == 0 or pages[at] != pages[at - 1] + 1:
            runs += 1
        size += 1
        if size > LONGEST:
            return 0
    return 0 if 4 * runs + 2 <= 2 * size else containers


cdef bytes _as_arrays(const vector[uint32_t]& pages, uint32_t containers):
    """Cookie, number of arrays; of each its high half, its size less one, then where it begins; the arrays."""
    cdef Py_ssize_t size = 8 + 8 * <Py_ssize_t> containers + 2 * <Py_ssize_t> pages.size()
    cdef bytes made = PyBytes_FromStringAndSize(NULL, size)
    cdef unsigned char *out = <unsigned char *> <char *> made
    cdef unsigned char *head = out + 8
    cdef unsigned char *begins = head + 4 * <Py_ssize_t> containers
    cdef unsigned char *values = begins + 4 * <Py_ssize_t> containers
    cdef size_t at, first = 0
    _put(out, NO_RUNS, 4)
    _put(out + 4, containers, 4)
    for at in range(pages.size()):
        if at == 0 or pages[at] >> 16 != pages[at - 1] >> 16:  # so often as `containers` says: that is how it counts
            if at:
                _put(head - 2, <uint32_t> (at - first - 1), 2)
            first = at
            _put(head, pages[at] >> 16, 2)
            head += 4
            _put(begins, <uint32_t> (values - out), 4)
            begins += 4
        _put(values, pages[at] & 0xFFFF, 2)
        values += 2
    _put(head - 2, <uint32_t> (pages.size() - first - 1), 2)
    return made


cdef inline void _put(unsigned char *out, uint32_t value, int size) noexcept nogil:
    """Write a number, its lowest byte first."""
    cdef int at
    for at in range(size):
        out[at] = <unsigned char> (value >> 8 * at)


cdef bytes _by_library(const vector[uint32_t]& pages):
    from pyroaring import BitMap  # only few sets need it

    cdef Py_ssize_t at
    held = array("I", bytes(4 * pages.size()))
    cdef uint32_t[::1] filled = held
    for at in range(<Py_ssize_t> pages.size()):
        filled[at] = pages[at]
    return bytes(BitMap(held, optimize=True).serialize())
