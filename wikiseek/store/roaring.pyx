# cython: language_level=3, boundscheck=True, wraparound=False
# distutils: language = c++
"""Sets of page ids as bytes, many at a time, compiled: what the bitmap library writes, to the byte, and looked through
where they lie.

RoaringFormatSpec (https://github.com/RoaringBitmap/RoaringFormatSpec): small sets, as most are, have nothing but
sorted arrays of the low halves of their numbers, one array for each high half. Sets in which the library would
keep anything else (long arrays as bits, rows of consecutive numbers as runs) are left to it.
"""

from array import array

from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy
from libcpp.algorithm cimport sort
from libcpp.vector cimport vector

cdef uint32_t NO_RUNS = 12346  # the cookie of a set that has no container of runs
cdef uint32_t LONGEST = 4096  # numbers in an array
cdef size_t KEPT = 4  # bits that may wait
cdef uint64_t LONG = 1 << 15  # bytes of a set from which on the library is faster: it need not look at all of them


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


cdef struct Bits:
    unsigned char *at
    uint64_t size  # in bits


# Bits that are all 0 again and wait for their next use: to clear those that were set takes less than to clear all.
cdef vector[Bits] WAITING


cdef Bits _taken(uint64_t size) except *:
    """At least so many bits, all of them 0."""
    cdef Bits bits
    bits.at = NULL
    bits.size = 0
    if WAITING.size():
        bits = WAITING.back()
        WAITING.pop_back()
    if bits.at == NULL or bits.size < size:
        free(bits.at)
        bits.size = size
        bits.at = <unsigned char *> calloc(size // 8 + 1, 1)
        if bits.at == NULL:
            raise MemoryError
    return bits


cdef void _given_back(Bits bits, const uint32_t *pages, size_t count) noexcept:
    """Bits of which none is set but those of `pages`."""
    cdef size_t at
    if bits.at == NULL:
        return
    if WAITING.size() == KEPT:
        free(bits.at)
        return
    for at in range(count):
        bits.at[pages[at] >> 3] = 0
    WAITING.push_back(bits)


cdef class Members:
    """A set of page ids in which the members of many stored sets are looked up: one bit a page, up to the last page
    with its high half.

    Rows are given as the store has them: a page as four bytes, big-endian, and the stored set. That page itself never
    counts as a member of its set.
    """

    cdef Bits _bits
    cdef uint64_t _size
    cdef const uint32_t[::1] _members
    cdef readonly object pages

    def __cinit__(self, pages):
        cdef Py_ssize_t at
        self.pages, self._members = pages, pages.to_array()
        at = len(self._members)
        self._size = (<uint64_t> self._members[at - 1] | 0xFFFF) + 1 if at else 0
        self._bits = _taken(self._size)
        for at in range(len(self._members)):
            self._bits.at[self._members[at] >> 3] |= 1 << (self._members[at] & 7)

    def __dealloc__(self):
        if self._bits.at != NULL:
            _given_back(self._bits, &self._members[0] if len(self._members) else NULL, len(self._members))

    def meeting(self, rows):
        """The pages of those rows whose sets have any of these members."""
        cdef vector[uint32_t] found
        cdef bytes key, value
        cdef uint32_t page
        cdef int met
        for key, value in rows:
            page = _page(key)
            met = self._look(value, page, NULL, NULL)
            if met < 0:
                met = len(self._by_library(value, page)) > 0
            if met:
                found.push_back(page)
        return _held(found)

    def met(self, rows):
        """Those of these members that the sets of any of the rows have, ascending."""
        cdef vector[uint32_t] found
        cdef const uint32_t[::1] others
        cdef Py_ssize_t at
        cdef bytes key, value
        cdef uint32_t page
        cdef Bits seen = _taken(self._size)
        try:
            for key, value in rows:
                page = _page(key)
                if self._look(value, page, seen.at, &found) < 0:
                    others = self._by_library(value, page)
                    for at in range(len(others)):
                        if others[at] < self._size:  # a damaged set may hold anything
                            _note(others[at], seen.at, &found)
        finally:
            _given_back(seen, found.data(), found.size())
        sort(found.begin(), found.end())
        return _held(found)

    cdef int _look(self, bytes value, uint32_t page, unsigned char *seen, vector[uint32_t] *found) except -2:
        """Whether a stored set has any of these members; all of those not yet `seen` are noted, unless that is NULL.

        -1, and none are noted, where the set is long, or not made of arrays alone.
        """
        cdef const unsigned char *data = value
        cdef const unsigned char *bits
        cdef uint64_t size = len(value), containers, number, at, begin, count, high, low
        cdef int met = 0
        if size < 8 or size > LONG or _get4(data) != NO_RUNS:
            return -1
        containers = _get4(data + 4)
        begin = 8 + 8 * containers
        if begin > size:
            return -1
        for number in range(containers):  # one behind the other, so that no byte is read twice
            count = <uint64_t> _get2(data + 10 + 4 * number) + 1
            if count > LONGEST or _get4(data + 8 + 4 * containers + 4 * number) != begin or begin + 2 * count > size:
                return -1
            begin += 2 * count
        at = 8 + 8 * containers
        for number in range(containers):
            high = <uint64_t> _get2(data + 8 + 4 * number) << 16
            count = <uint64_t> _get2(data + 10 + 4 * number) + 1
            if high < self._size:
                bits = self._bits.at + (high >> 3)
                for begin in range(count):
                    low = _get2(data + at + 2 * begin)
                    if bits[low >> 3] >> (low & 7) & 1 and high | low != page:
                        if seen == NULL:
                            return 1
                        _note(<uint32_t> (high | low), seen, found)
                        met = 1
            at += 2 * count
        return met

    cdef object _by_library(self, bytes value, uint32_t page):
        from pyroaring import BitMap

        pages = BitMap.deserialize(value)
        pages &= self.pages
        pages.discard(page)
        return pages.to_array()


cdef inline void _note(uint32_t page, unsigned char *seen, vector[uint32_t] *found) noexcept:
    """Add a page to what was found, unless it was seen."""
    if not seen[page >> 3] >> (page & 7) & 1:
        seen[page >> 3] |= 1 << (page & 7)
        found.push_back(page)


cdef uint32_t _page(bytes key) except? 0:
    if len(key) != 4:
        raise ValueError("a row of the graph is not as it was written")
    cdef const unsigned char *data = key
    return <uint32_t> data[0] << 24 | <uint32_t> data[1] << 16 | <uint32_t> data[2] << 8 | data[3]


cdef inline uint32_t _get2(const unsigned char *data) noexcept nogil:
    """Read a number of two bytes, its lowest byte first."""
    return data[0] | <uint32_t> data[1] << 8


cdef inline uint32_t _get4(const unsigned char *data) noexcept nogil:
    return _get2(data) | _get2(data + 2) << 16


cdef object _held(const vector[uint32_t]& pages):
    held = array("I", bytes(4 * pages.size()))
    cdef uint32_t[::1] filled = held
    if pages.size():
        memcpy(&filled[0], pages.data(), 4 * pages.size())
    return held


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

    return bytes(BitMap(_held(pages), optimize=True).serialize())
