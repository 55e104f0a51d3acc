# cython: language_level=3, boundscheck=True, cdivision=True
"""Undoing the Burrows-Wheeler transform of a block, compiled: many steps at once where one waits for the other.

Burrows and Wheeler, "A Block-sorting Lossless Data Compression Algorithm", 1994, algorithm D. The sorted block is
one long chain of links through memory, and to follow it is to wait for memory at every byte. The links are a
permutation, so chains that start at other places than the first meet it sooner or later: several are followed side
by side, each until it comes to where another started, and are put one after the other in the end.
"""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

cdef enum:
    LANES = 8  # chains followed at once
    PARTS = 4  # of a block that are linked at once
    PIECES = 512  # chains in all, at most; one more starts where the text does
    START = 0x80000000  # set in the link of a place where a chain starts; the byte is in bits 0 to 7
    PLACE = 0xFFFFF  # what a link leads to, in bits 8 to 27: MOST is less than 2 ** 20


cdef struct Piece:
    unsigned char *text
    uint32_t size
    uint32_t next  # the piece that this one came to


cdef class Unsorter:
    """Memory for the largest block, and what is done in it. The caller puts a sorted block in `block`."""

    def __cinit__(self):
        self.block = <unsigned char *> malloc(MOST)
        self._links = <uint32_t *> malloc(MOST * sizeof(uint32_t))
        # A chain may be as long as the block, and all of them together are no longer: what is not written is no memory.
        self._lanes = <unsigned char *> malloc(LANES * MOST)
        if self.block == NULL or self._links == NULL or self._lanes == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.block)
        free(self._links)
        free(self._lanes)

    cdef int unsort(self, uint32_t count, uint32_t origin) except -1:
        """Put the text in place of the first `count` bytes of `block`, of which row `origin` is the unrotated text."""
        cdef Piece[PIECES + 1] pieces
        cdef uint32_t stride = count // PIECES + 1, first, number, size
        cdef uint64_t done = 0
        if not 0 < count <= MOST or origin >= count:
            raise ValueError("a block that cannot be")
        with nogil:
            _link(self.block, self._links, count)
            first = self._links[origin] >> 8
            number = _follow(self._links, self._lanes, pieces, count, stride, first)
            # A text that repeats itself whole has a chain for each repeat: the first is taken again and again.
            while done < count:
                size = <uint32_t> min(<uint64_t> pieces[number].size, count - done)
                memcpy(self.block + done, pieces[number].text, size)
                done += size
                number = pieces[number].next
        return 0


cdef void _link(const unsigned char *block, uint32_t *links, uint32_t count) noexcept nogil:
    """Make the links: the n-th of each byte in the block leads to the n-th row that begins with it.

    The block is gone through at several places at once: equal bytes come in a row, and each waits for the one before.
    """
    cdef uint32_t[PARTS][256] places
    cdef uint32_t size = count // PARTS, at, part, value, before = 0, found
    memset(places, 0, sizeof(places))
    for at in range(size):
        for part in range(PARTS):
            places[part][block[part * size + at]] += 1
    for at in range(PARTS * size, count):
        places[PARTS - 1][block[at]] += 1
    for value in range(256):
        for part in range(PARTS):
            found = places[part][value]
            places[part][value] = before
            before += found
    for at in range(size):  # each place once, below count: those of a byte and part end where the next begin
        for part in range(PARTS):
            value = block[part * size + at]
            links[places[part][value]] = (part * size + at) << 8
            places[part][value] += 1
    for at in range(PARTS * size, count):
        links[places[PARTS - 1][block[at]]] = at << 8
        places[PARTS - 1][block[at]] += 1
    for at in range(count):
        links[at] |= block[at]


cdef uint32_t _follow(
    uint32_t *links, unsigned char *text, Piece *pieces, uint32_t count, uint32_t stride, uint32_t first
) noexcept nogil:
    """Follow all chains; returns the number of the piece that the text begins with.

    Chains start at every multiple of `stride` below `count`, at most `PIECES` of them, and at `first`.
    """
    cdef uint32_t[LANES] places, numbers
    cdef unsigned char *ends[LANES]
    cdef uint32_t starts = (count - 1) // stride + 1, total, begun, lane, lanes, number, link
    cdef uint32_t last = first // stride if first % stride == 0 else starts
    total = starts + (last == starts)
    for number in range(starts):
        links[number * stride] |= START
    links[first] |= START
    lanes = min(<uint32_t> LANES, total)
    for lane in range(lanes):
        ends[lane] = text + lane * <uint64_t> MOST
        _begin(links, &pieces[lane], lane * stride if lane < starts else first, &places[lane], &ends[lane])
        numbers[lane] = lane
    begun = lanes
    while lanes:
        if lanes == LANES:
            _walk(links, places, ends)
        lane = 0
        while lane < lanes:
            link = links[places[lane]]
            if not link & START:
                ends[lane][0] = <unsigned char> link
                ends[lane] += 1
                places[lane] = link >> 8
                lane += 1
                continue
            number = numbers[lane]
            pieces[number].size = <uint32_t> (ends[lane] - pieces[number].text)
            pieces[number].next = last if places[lane] == first else places[lane] // stride
            if begun < total:
                numbers[lane] = begun
                _begin(
                    links, &pieces[begun], begun * stride if begun < starts else first, &places[lane], &ends[lane]
                )
                begun += 1
                lane += 1
            else:
                lanes -= 1
                places[lane], numbers[lane], ends[lane] = places[lanes], numbers[lanes], ends[lanes]
    return last


cdef void _walk(const uint32_t *links, uint32_t *places, unsigned char **ends) noexcept nogil:
    """Take steps in all lanes until one is at the start of a chain.

    No place is come to twice before that, so that a lane takes no more bytes than the block has.
    """
    cdef uint32_t[LANES] found
    cdef uint32_t lane, all_found
    cdef uint64_t step = 0
    while True:
        all_found = 0
        for lane in range(LANES):
            found[lane] = links[places[lane]]
            all_found |= found[lane]
        if all_found & START:
            break
        for lane in range(LANES):
            ends[lane][step] = <unsigned char> found[lane]
            places[lane] = found[lane] >> 8
        step += 1
    for lane in range(LANES):
        ends[lane] += step


cdef void _begin(
    const uint32_t *links, Piece *piece, uint32_t start, uint32_t *place, unsigned char **end
) noexcept nogil:
    """Take the first step of a chain, whose place is marked as a start."""
    cdef uint32_t link = links[start]
    piece.text = end[0]
    end[0][0] = <unsigned char> link
    end[0] += 1
    place[0] = link >> 8 & PLACE
