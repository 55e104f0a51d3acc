# cython: language_level=3, boundscheck=True, wraparound=False
# distutils: language = c++
"""Many sorted runs read side by side, compiled: the run with the least key gives its postings next.

k-way merge with a heap (Knuth, "The Art of Computer Programming", volume 3, section 5.4.1).
"""

from array import array

from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy
from libcpp.vector cimport vector

cdef extern from *:
    """
    #include <cstdint>

    static inline uint64_t eight_of(const unsigned char *at) {
        return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 | (uint64_t)at[3] << 32
            | (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 | (uint64_t)at[6] << 8 | (uint64_t)at[7];
    }
    """
    uint64_t eight_of(const unsigned char *at) noexcept nogil


cdef struct Source:
    const unsigned char *keys
    const uint64_t *ends
    const uint64_t *starts
    uint64_t count, at  # keys, and which is next
    uint64_t size, rows  # of the bytes of keys, and of the columns
    int64_t base


cdef struct Head:
    const unsigned char *key
    uint64_t first  # its first eight bytes as a number, and the next eight, which settle most comparisons
    uint64_t second
    uint64_t length
    uint32_t source


cdef struct Slice:
    uint32_t source
    uint64_t first
    uint64_t last


cdef class Merger:
    """Reads runs, each `(keys, ends, starts, columns, base)` as of `wikiseek.postings.run`, in the order of keys."""

    cdef list _held  # the buffers, kept from being freed
    cdef vector[Source] _sources
    cdef vector[vector[const uint32_t *]] _columns
    cdef vector[Head] _heap
    cdef Py_ssize_t _width

    def __init__(self, runs):
        self._held, self._width = [], 0
        for keys, ends, starts, columns, base in runs:
            self._open(keys, ends, starts, columns, base)
        for number in range(<uint32_t> self._sources.size()):
            if self._sources[number].count:
                self._heap.push_back(self._head(number))
        for number in range(<uint32_t> self._heap.size()):
            self._sink(<uint32_t> self._heap.size() - 1 - number)

    cdef int _open(self, keys, ends, starts, columns, int64_t base) except -1:
        cdef const unsigned char[::1] bytes_of_keys = keys
        cdef const uint64_t[::1] places = ends, firsts = starts
        cdef const uint32_t[::1] column
        cdef Source source
        cdef vector[const uint32_t *] pointers
        source.count, source.at, source.size, source.base = len(places), 0, len(bytes_of_keys), base
        source.rows = min([len(column) for column in columns])
        if len(firsts) != len(places) + 1 or len(places) and (
            places[len(places) - 1] != source.size or firsts[len(places)] != source.rows
        ):
            raise ValueError("a run is not as it was written")
        if source.count:
            source.keys, source.ends, source.starts = &bytes_of_keys[0], &places[0], &firsts[0]
            for one in columns:
                column = one
                pointers.push_back(&column[0] if len(column) else NULL)
        self._held.append((bytes_of_keys, places, firsts, columns))
        self._width = len(columns)
        self._sources.push_back(source)
        self._columns.push_back(pointers)
        return 0

    cdef Head _head(self, uint32_t number) except *:
        """The next key of a source that has one."""
        cdef Source *source = &self._sources[number]
        cdef uint64_t start, end
        cdef Head head
        start, end = source.ends[source.at - 1] if source.at else 0, source.ends[source.at]
        if not start < end <= source.size or not source.starts[source.at] <= source.starts[source.at + 1] <= source.rows:
            raise ValueError("a run is not as it was written")
        head.key, head.length, head.source = source.keys + start, end - start - 1, number
        head.first = _eight(head, 0, source.size - start)
        head.second = _eight(head, 8, source.size - start)
        return head

    cdef int _sink(self, uint32_t at) except -1:
        """Move a head down to where none before it is behind it: the way of the lesser child to its end, then up."""
        cdef Head head = self._heap[at]
        cdef uint64_t size = self._heap.size(), hole = at, child = 2 * hole + 1
        while child < size:
            if child + 1 < size and _behind(self._heap[child], self._heap[child + 1]):
                child += 1
            self._heap[hole] = self._heap[child]
            hole, child = child, 2 * child + 1
        while hole > at and _behind(self._heap[(hole - 1) // 2], head):
            self._heap[hole] = self._heap[(hole - 1) // 2]
            hole = (hole - 1) // 2
        self._heap[hole] = head
        return 0

    def part(self, uint64_t wanted):
        """Keys from where the last part ended, until they have `wanted` postings: a list of them, arrays "q" of where
        the postings of each begin, and of the documents, bases added, and arrays "I" of the other columns."""
        cdef vector[Slice] slices
        cdef Slice piece
        cdef Head head
        cdef Source *source
        cdef list keys = []
        cdef bytes key
        cdef uint64_t total = 0
        cdef vector[int64_t] starts
        starts.push_back(0)
        while self._heap.size() and total < wanted:
            head = self._heap[0]
            key = head.key[: head.length]
            keys.append(key)
            while self._heap.size() and _same(head, self._heap[0]):
                piece.source = self._heap[0].source
                source = &self._sources[piece.source]
                piece.first, piece.last = source.starts[source.at], source.starts[source.at + 1]
                total += piece.last - piece.first
                slices.push_back(piece)
                source.at += 1
                if source.at < source.count:
                    self._heap[0] = self._head(piece.source)
                else:
                    self._heap[0] = self._heap[self._heap.size() - 1]
                    self._heap.pop_back()
                if self._heap.size():
                    self._sink(0)
            starts.push_back(<int64_t> total)
        made = array("q", bytes(8 * starts.size()))
        cdef int64_t[::1] filled = made
        memcpy(&filled[0], starts.data(), 8 * starts.size())
        return keys, made, [self._column(slices, number, total) for number in range(self._width if keys else 0)]

    cdef object _column(self, vector[Slice]& slices, Py_ssize_t number, uint64_t total):
        """One column of a part. What a piece points at was found to lie in its source by `_head`."""
        cdef uint64_t at, row, out = 0
        cdef int64_t base
        cdef Slice piece
        cdef const uint32_t *values
        cdef int64_t[::1] documents
        cdef uint32_t[::1] others
        made = array("I" if number else "q", bytes((4 if number else 8) * total))
        if total == 0:
            return made
        if number:
            others = made
        else:
            documents = made
        for at in range(slices.size()):
            piece = slices[at]
            values, base = self._columns[piece.source][number], self._sources[piece.source].base
            if number:
                memcpy(&others[0] + out, values + piece.first, 4 * (piece.last - piece.first))
            else:
                for row in range(piece.last - piece.first):
                    (&documents[0] + out)[row] = values[piece.first + row] + base
            out += piece.last - piece.first
        return made


cdef uint64_t _eight(const Head &head, uint64_t start, uint64_t room) noexcept nogil:
    """Eight bytes of a key from `start` on as a number that sorts as they do, zeros where it has no more; `room` bytes
    can be read from where it begins.
    """
    cdef uint64_t value = 0, at, left
    if start >= head.length:
        return 0
    left = head.length - start
    if start + 8 <= room:
        value = eight_of(head.key + start)
        return value if left >= 8 else value & ~(<uint64_t> 0xFFFFFFFFFFFFFFFF >> 8 * left)
    for at in range(start, start + 8):
        value = value << 8 | (head.key[at] if at < head.length else 0)
    return value


cdef bint _same(const Head &one, const Head &other) noexcept nogil:
    if one.first != other.first or one.second != other.second or one.length != other.length:
        return False
    return one.length <= 16 or memcmp(one.key + 16, other.key + 16, one.length - 16) == 0


cdef bint _behind(const Head &one, const Head &other) noexcept nogil:
    """Whether a head comes after another; of equal keys, the one of a later run does."""
    cdef int compared
    if one.first != other.first:
        return one.first > other.first
    if one.second != other.second:
        return one.second > other.second
    if one.length > 16 and other.length > 16:
        compared = memcmp(one.key + 16, other.key + 16, min(one.length, other.length) - 16)
        if compared:
            return compared > 0
    if one.length != other.length:
        return one.length > other.length
    return one.source > other.source
