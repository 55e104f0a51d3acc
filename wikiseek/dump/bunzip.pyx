# cython: language_level=3, boundscheck=True, cdivision=True
# distutils: language = c++
"""Unpacks one stream of bzip2, compiled, behind the interface of `bz2.BZ2Decompressor` and in half its time.

A quarter of the time to read a dump was libbz2's, which is why this is not left to it: it waits for memory at each
byte (see `unsort`) and reads codes bit by bit. Both check sums are held against what comes out.
"""

from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.string cimport memcpy, memmove, memset
from libcpp.vector cimport vector

from wikiseek.dump.unsort cimport Unsorter

cdef extern from *:
    """
    #include <cstring>
    static inline unsigned long long eight(const unsigned char *from) {
    #if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        unsigned long long value;
        std::memcpy(&value, from, 8);
        return __builtin_bswap64(value);
    #else
        unsigned long long value = 0;
        for (int at = 0; at < 8; at++) value = value << 8 | from[at];
        return value;
    #endif
    }
    """
    uint64_t eight(const unsigned char *source) noexcept nogil

cdef enum:
    AT_ONCE = 1 << 20  # bytes given at a time
    PADDING = 8  # zeros behind the packed bytes, so that eight can be read anywhere
    TABLES = 6
    SYMBOLS = 258
    SELECTORS = 18002  # what a block of 900,000 bytes can need; more are read and not kept, as in libbz2
    GROUP = 50  # symbols that follow one selector
    LONGEST = 20  # bits of a code
    FAST = 10  # bits of the codes that are looked up
    # What a step came to: it is done, it needs more packed bytes, or the data are damaged.
    DONE, MORE, DAMAGED
    # Where a stream is: before its header, before a block or its end, among the symbols of a block, in its text, behind.
    HEADER, BLOCK, CODED, TEXT, ENDED

cdef uint64_t BLOCK_MARK = 0x314159265359
cdef uint64_t END_MARK = 0x177245385090

# The check sum of a byte with 0 to 7 zero bytes behind it: polynomial 0x04C11DB7, highest bit first.
cdef uint32_t[8][256] SUMS
cdef uint32_t one_sum
cdef int one_byte, one_step
for one_byte in range(256):
    one_sum = <uint32_t> one_byte << 24
    for one_step in range(8):
        one_sum = one_sum << 1 ^ (<uint32_t> 0x04C11DB7 if one_sum >> 31 else 0)
    SUMS[0][one_byte] = one_sum
for one_step in range(1, 8):
    for one_byte in range(256):
        one_sum = SUMS[one_step - 1][one_byte]
        SUMS[one_step][one_byte] = one_sum << 8 ^ SUMS[0][one_sum >> 24]


cdef struct Codes:
    # By the next FAST bits: symbol << 5 | bits of its code, 0 where the code is longer.
    uint32_t[1 << 10] fast
    # Of the codes of each length: the first, the one behind the last, both filled to 20 bits, and the first's place.
    uint32_t[LONGEST + 1] first
    uint32_t[LONGEST + 1] behind
    uint32_t[LONGEST + 1] place
    uint32_t[SYMBOLS] symbols


# Memory for a block is kept for the next stream: a dump has thousands.
cdef list SPARE = []


cdef class Bunzip:
    cdef vector[unsigned char] _packed
    cdef uint64_t _at, _bits  # of the bits in `_packed`: the next, and how many
    cdef Unsorter _unsorter
    cdef int _state
    cdef uint32_t _most, _wanted_sum, _sum, _sums, _origin, _used, _selectors_count
    cdef uint32_t _group, _count, _run, _weight
    cdef Codes[TABLES] _codes
    cdef unsigned char[SELECTORS] _selectors
    cdef unsigned char[256] _order
    # The text: what is given, the last byte and how often it came in a row, and how often it is yet to come.
    cdef uint32_t _given, _equal, _due
    cdef unsigned char _last

    def __cinit__(self):
        self._unsorter = SPARE.pop() if SPARE else Unsorter()
        self._packed.assign(PADDING, 0)
        self._state = HEADER

    @property
    def eof(self):
        """Whether the end of the stream was reached."""
        return self._state == ENDED

    @property
    def unused_data(self):
        """What was fed and stands behind the end of the stream."""
        cdef uint64_t start = (self._at + 7) >> 3, size = self._packed.size() - PADDING
        if self._state != ENDED or start >= size:
            return b""
        return PyBytes_FromStringAndSize(<char *> self._packed.data() + start, size - start)

    def decompress(self, bytes data, Py_ssize_t max_length=-1):
        """Unpacked bytes, at most `max_length`, or all there are for now; fewer only where more packed ones are needed.

        Raises `OSError` for what is no bzip2, and EOFError behind the end.
        """
        cdef list found = []
        cdef Py_ssize_t size = 0, wanted
        cdef bytes piece
        if self._state == ENDED:
            raise EOFError("the stream has ended")
        self._feed(data)
        while size != max_length:
            wanted = AT_ONCE if max_length < 0 else min(<Py_ssize_t> AT_ONCE, max_length - size)
            piece = self._next(wanted)
            if not piece:
                break
            size += len(piece)
            found.append(piece)
        return found[0] if len(found) == 1 else b"".join(found)

    cdef int _feed(self, bytes data) except -1:
        cdef const unsigned char *start = data
        cdef uint64_t done = self._at >> 3
        self._packed.resize(self._packed.size() - PADDING)
        self._packed.erase(self._packed.begin(), self._packed.begin() + done)
        self._packed.insert(self._packed.end(), start, start + len(data))
        self._at -= done << 3
        self._bits = <uint64_t> self._packed.size() << 3
        self._packed.insert(self._packed.end(), PADDING, <unsigned char> 0)
        return 0

    cdef bytes _next(self, Py_ssize_t wanted):
        """Some unpacked bytes, none where more packed ones are needed or the stream has ended."""
        cdef int came
        cdef bytes text
        while self._state != ENDED:
            if self._state == TEXT:
                text = self._text(wanted)
                if text:
                    return text
                continue
            with nogil:
                came = self._symbols() if self._state == CODED else self._head()
            if came == MORE:
                return b""
            if came == DAMAGED:
                raise OSError("damaged bzip2 data")
            if self._state == TEXT:
                self._unsorter.unsort(self._count, self._origin)
                self._given = self._equal = self._due = 0
                self._sum = 0xFFFFFFFF
        if self._unsorter is not None:
            SPARE.append(self._unsorter)
            self._unsorter = None
        return b""

    cdef uint64_t _take(self, uint32_t size) noexcept nogil:
        """The next `size` bits, 32 at most. What is read behind the end is nothing: `_at` is then above `_bits`."""
        cdef uint64_t at = self._at
        self._at += size
        if size == 0 or at > self._bits:
            return 0
        return eight(self._packed.data() + (at >> 3)) << (at & 7) >> (64 - size)

    cdef int _head(self) noexcept nogil:
        """Read the header of the stream, or what is before the symbols of a block, or the end of the stream."""
        cdef uint64_t start = self._at, mark
        cdef int came
        if self._state == HEADER:
            mark = self._take(32)
            if self._at > self._bits:
                self._at = start
                return MORE
            if mark >> 8 != 0x425A68 or not 0x31 <= (mark & 0xFF) <= 0x39:  # BZh, 1 to 9
                return DAMAGED
            self._most = 100000 * <uint32_t> (mark & 0xF)
            self._state, self._sums = BLOCK, 0
            return DONE
        mark = self._take(24) << 24
        mark |= self._take(24)
        self._wanted_sum = <uint32_t> self._take(32)
        came = DAMAGED
        if mark == BLOCK_MARK:
            came = self._tables()
        elif mark == END_MARK and self._wanted_sum == self._sums:
            came = DONE
        if self._at > self._bits:  # whatever was read there
            self._at = start
            return MORE
        if came == DONE:
            self._state = CODED if mark == BLOCK_MARK else ENDED
        return came

    cdef int _tables(self) noexcept nogil:
        """Read what a block says of its bytes and codes, and begin with its symbols. Randomised blocks, which nothing
        has written since 1999, are taken for damage."""
        cdef uint32_t at, value, tables, table, rows
        cdef bint randomised = self._take(1)
        cdef unsigned char[TABLES] order
        self._origin = <uint32_t> self._take(24)
        rows, self._used = <uint32_t> self._take(16), 0
        for at in range(16):
            value = <uint32_t> self._take(16) if rows >> (15 - at) & 1 else 0
            for table in range(16):
                if value >> (15 - table) & 1:
                    self._order[self._used] = <unsigned char> (16 * at + table)
                    self._used += 1
        tables, self._selectors_count = <uint32_t> self._take(3), <uint32_t> self._take(15)
        if randomised or self._used == 0 or not 2 <= tables <= TABLES or self._selectors_count == 0:
            return DAMAGED
        for table in range(tables):
            order[table] = <unsigned char> table
        for at in range(self._selectors_count):
            value = 0
            while self._take(1):
                value += 1
                if value == tables:
                    return DAMAGED
            table = order[value]
            memmove(&order[1], &order[0], value)
            order[0] = <unsigned char> table
            if at < SELECTORS:
                self._selectors[at] = <unsigned char> table
        self._selectors_count = min(self._selectors_count, <uint32_t> SELECTORS)
        for table in range(tables):
            if self._lengths(&self._codes[table]) == DAMAGED:
                return DAMAGED
        self._group = self._count = self._run = 0
        self._weight = 1
        return DONE

    cdef int _lengths(self, Codes *codes) noexcept nogil:
        """Read the lengths of the codes of a table, and make it."""
        cdef unsigned char[SYMBOLS] lengths
        cdef uint32_t symbol, size = <uint32_t> self._take(5)
        for symbol in range(self._used + 2):
            while True:
                if not 1 <= size <= LONGEST:
                    return DAMAGED
                if not self._take(1):
                    break
                size += 1 - 2 * <uint32_t> self._take(1)
            lengths[symbol] = <unsigned char> size
        _fill(codes, lengths, self._used + 2)
        return DONE

    cdef int _symbols(self) noexcept nogil:
        """Read the symbols of a block, group by group, as far as the packed bytes go: bytes moved to the front, and runs."""
        cdef uint64_t at = self._at, window = 0
        cdef uint32_t left = 0, count = self._count, run = self._run, weight = self._weight
        cdef uint32_t found, symbol, size, place, step, end = self._used + 1
        cdef unsigned char *block = self._unsorter.block
        cdef const unsigned char *packed = self._packed.data()
        cdef unsigned char[256] before
        cdef unsigned char byte
        cdef Codes *codes
        while self._group < self._selectors_count:
            self._at, self._count, self._run, self._weight = at, count, run, weight
            memcpy(before, self._order, 256)
            codes = &self._codes[self._selectors[self._group]]
            for step in range(GROUP):
                if left < LONGEST:  # here `at` is at most the number of bits, and PADDING lies behind them
                    window, left = eight(packed + (at >> 3)) << (at & 7), 57
                found = codes.fast[window >> (64 - FAST)]
                if found == 0:
                    found = _longer(codes, <uint32_t> (window >> (64 - LONGEST)))
                size, symbol = found & 31, found >> 5
                window, left, at = window << size, left - size, at + size
                if at > self._bits:
                    memcpy(self._order, before, 256)
                    return MORE
                if size == 0:
                    return DAMAGED
                if symbol < 2:
                    if weight >= 1 << 21:
                        return DAMAGED
                    run, weight = run + (weight << symbol), weight << 1
                    continue
                if run:
                    if run > self._most - count:
                        return DAMAGED
                    memset(block + count, self._order[0], run)
                    count, run, weight = count + run, 0, 1
                if symbol == end:
                    if self._origin >= count:
                        return DAMAGED
                    self._at, self._count, self._state = at, count, TEXT
                    return DONE
                if count == self._most:
                    return DAMAGED
                place = symbol - 1  # below `_used`, as `end` is the largest symbol
                byte = self._order[place]
                _to_front(self._order, place, byte)
                block[count] = byte
                count += 1
            self._group += 1
        return DAMAGED

    cdef bytes _text(self, Py_ssize_t wanted):
        """The next bytes of the text of a block, runs spelled out; none at its end, where its check sum is looked at."""
        cdef bytes text = PyBytes_FromStringAndSize(NULL, wanted)
        cdef Py_ssize_t size
        cdef unsigned char *out = <unsigned char *> <char *> text
        with nogil:
            size = self._spell(out, wanted)
            self._sum = _summed(self._sum, out, size)
        if size == 0:
            self._sum ^= 0xFFFFFFFF
            if self._equal == 4 or self._sum != self._wanted_sum:
                raise OSError("damaged bzip2 data")
            self._sums = (self._sums << 1 | self._sums >> 31) ^ self._sum
            self._state = BLOCK
        return text[:size] if size < wanted else text

    cdef Py_ssize_t _spell(self, unsigned char *out, Py_ssize_t wanted) noexcept nogil:
        """Write at most `wanted` bytes: four equal ones are followed by how many more there are."""
        cdef Py_ssize_t size = 0
        cdef uint32_t given = self._given, equal = self._equal, more
        cdef const unsigned char *block = self._unsorter.block
        cdef unsigned char byte, last = self._last
        while size < wanted:
            if self._due:
                more = <uint32_t> min(<Py_ssize_t> self._due, wanted - size)
                memset(out + size, last, more)
                size += more
                self._due -= more
                continue
            if given == self._count:
                break
            byte = block[given]
            given += 1
            if equal == 4:
                self._due, equal = byte, 0
                continue
            equal = equal + 1 if equal and byte == last else 1
            last = byte
            out[size] = byte
            size += 1
        self._given, self._equal, self._last = given, equal, last
        return size


cdef void _fill(Codes *codes, const unsigned char *lengths, uint32_t count) noexcept nogil:
    """Make the canonical codes of `count` symbols, whose lengths are from 1 to LONGEST."""
    cdef uint32_t size, symbol, place = 0, next = 0, step, at
    memset(codes.fast, 0, sizeof(codes.fast))
    for size in range(1, LONGEST + 1):
        step = 1 << (LONGEST - size)
        codes.first[size], codes.place[size] = next, place
        for symbol in range(count):
            if lengths[symbol] != size:
                continue
            codes.symbols[place] = symbol
            place += 1
            if size <= FAST:
                # Lengths may claim more codes than there are: those are never met.
                for at in range(next >> (LONGEST - FAST), min(<uint32_t> 1 << FAST, (next + step) >> (LONGEST - FAST))):
                    codes.fast[at] = symbol << 5 | size
            next += step
        codes.behind[size] = next


cdef uint32_t _longer(const Codes *codes, uint32_t bits) noexcept nogil:
    """What the table would say of a code too long for it; 0 for bits that are no code."""
    cdef uint32_t size
    for size in range(FAST + 1, LONGEST + 1):
        if bits < codes.behind[size]:
            return codes.symbols[codes.place[size] + ((bits - codes.first[size]) >> (LONGEST - size))] << 5 | size
    return 0


cdef inline void _to_front(unsigned char *order, uint32_t place, unsigned char byte) noexcept nogil:
    if place < 16:  # most are, and a call takes longer
        while place:
            order[place] = order[place - 1]
            place -= 1
    else:
        memmove(order + 1, order, place)
    order[0] = byte


cdef uint32_t _summed(uint32_t sum, const unsigned char *text, Py_ssize_t size) noexcept nogil:
    """The check sum of what had `sum` and of `text` behind it."""
    cdef Py_ssize_t at = 0
    cdef uint64_t word
    while at + 8 <= size:
        word = eight(text + at) ^ <uint64_t> sum << 32
        sum = (
            SUMS[7][word >> 56] ^ SUMS[6][word >> 48 & 0xFF] ^ SUMS[5][word >> 40 & 0xFF] ^ SUMS[4][word >> 32 & 0xFF]
            ^ SUMS[3][word >> 24 & 0xFF] ^ SUMS[2][word >> 16 & 0xFF] ^ SUMS[1][word >> 8 & 0xFF] ^ SUMS[0][word & 0xFF]
        )
        at += 8
    while at < size:
        sum = sum << 8 ^ SUMS[0][sum >> 24 ^ text[at]]
        at += 1
    return sum
