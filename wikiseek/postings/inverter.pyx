# cython: language_level=3, boundscheck=True, wraparound=False
# distutils: language = c++
"""Inverting the documents of one unit in memory, compiled: a key costs a look into one hash table.

SPIMI-Invert of Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, figure 4.4.
Keys are bytes in an arena, found by open addressing; a posting is the number of its key and its document.
"""

from array import array

from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcmp, memcpy
from libcpp.algorithm cimport sort
from libcpp.vector cimport vector

cdef uint32_t EMPTY = 0xFFFFFFFF
cdef uint32_t SHORT = 3  # words of up to so many characters are kept as they are written, too
cdef uint32_t LONGEST = 100
cdef unsigned char SEPARATOR = 0xFF

# What a byte of a word is in lower case, 0 for any other byte; and the ASCII bytes that are spaces.
cdef unsigned char[256] FOLDED
cdef unsigned char[33] SPACE
cdef int byte
for byte in range(256):
    FOLDED[byte] = (
        byte if 0x61 <= byte <= 0x7A or 0x30 <= byte <= 0x39 or byte == 0x5F
        else byte + 0x20 if 0x41 <= byte <= 0x5A
        else 0
    )
for byte in range(33):
    SPACE[byte] = byte == 0x20 or 0x09 <= byte <= 0x0D or 0x1C <= byte <= 0x1F


cdef extern from *:
    """
    #include <cstdint>
    #include <cstring>

    #define fetched(place) __builtin_prefetch(place)

    /* Here, and not below, so that the comparison is part of the loop that sorts. */
    struct Ordered {
        const unsigned char *key;
        uint64_t first;
        uint32_t length, number;

        bool operator<(const Ordered &other) const {
            if (first != other.first) return first < other.first;
            int compared = std::memcmp(key, other.key, length < other.length ? length : other.length);
            return compared < 0 || (compared == 0 && length < other.length);
        }
    };
    """
    void fetched(const void *place) noexcept nogil
    bint PyUnicode_IS_ASCII(object text)
    const char *PyUnicode_AsUTF8AndSize(object text, Py_ssize_t *size) except NULL

    cppclass Ordered:  # a key, which comes before another in byte order
        const unsigned char *key
        uint64_t first
        uint32_t length
        uint32_t number

cdef enum:
    KEPT = 460  # bytes of a text that is surely a key as it is
    FEW = 1 << 12  # keys that are sorted as they are
    AT_ONCE = 64  # words that are looked up side by side, so that memory is waited for once


cdef struct Key:
    uint64_t first  # its first eight bytes as a number, and the next eight: most comparisons end here
    uint64_t second
    uint32_t start
    uint32_t length
    uint32_t hash
    uint32_t last


cdef struct Word:
    uint64_t first
    uint64_t second
    uint32_t length
    uint32_t hash
    char[104] text  # LONGEST and some


cdef class Inverter:
    """Postings of one unit in the making. Documents (uint32) must ascend."""

    cdef vector[char] _arena
    cdef vector[Key] _keys
    cdef vector[uint32_t] _slots
    cdef vector[uint32_t] _numbers
    cdef vector[uint32_t] _documents
    cdef Word[AT_ONCE] _words
    cdef uint32_t _waiting  # of the words, how many are yet to be put

    def __cinit__(self):
        self._slots.assign(1 << 12, EMPTY)

    def add(self, uint32_t document, keys):
        """Put `document` under each of `keys`."""
        cdef bytes key
        cdef const char *text
        cdef uint32_t length
        cdef uint64_t first, second
        for key in keys:
            text, length = key, <uint32_t> len(key)
            first, second = _eight(text, length, 0), _eight(text, length, 8)
            self._put(document, first, second, _hashed(first, second, text, length), text, length)

    def add_texts(self, uint32_t document, texts, key_of):
        """Put `document` under each of `texts` as a key; under what `key_of` makes of it where that may be another.

        ASCII that is neither empty nor longer than `KEPT` bytes is its own key.
        """
        cdef str text
        cdef const char *data
        cdef Py_ssize_t length
        cdef uint64_t first, second
        for text in texts:
            data = NULL
            if PyUnicode_IS_ASCII(text):
                data = PyUnicode_AsUTF8AndSize(text, &length)
            if data == NULL or not 0 < length <= KEPT:
                self.add(document, (key_of(text),))
                continue
            first, second = _eight(data, <uint32_t> length, 0), _eight(data, <uint32_t> length, 8)
            self._put(document, first, second, _hashed(first, second, data, <uint32_t> length), data, <uint32_t> length)

    def add_words(self, uint32_t document, bytes text):
        """Put `document` under the ASCII words of a UTF-8 text; returns the pieces between spaces that hold other bytes.

        The keys are those of `wikiseek.store.names.token_keys`: words in lower case, and those of up to
        three characters behind "=" as they are written.
        """
        cdef const unsigned char *data = text
        cdef Py_ssize_t at = 0, size = len(text), start, other
        cdef set pieces = set()
        while at < size:
            start, other = at, _not_ascii(data, at, size)
            if other < size:  # the words up to the piece that it stands in
                at = other
                while at > start and not _is_space(data[at - 1]):
                    at -= 1
            else:
                at = size
            self._split(document, data + start, at - start)
            if other < size:
                start, at = at, other
                while at < size and not _is_space(data[at]):
                    at += 1
                pieces.add(text[start:at])
        self._put_words(document)
        return pieces

    cdef int _split(self, uint32_t document, const unsigned char *text, Py_ssize_t size) except -1:
        """Take the words of an ASCII piece."""
        cdef uint32_t length
        cdef uint64_t first, second
        cdef unsigned char folded
        cdef Py_ssize_t at = 0, start
        cdef Word *word
        while at < size:
            start, length, first, second = at, 0, 0, 0
            word = &self._words[self._waiting]
            while at < size:
                folded = FOLDED[text[at]]
                if folded == 0:
                    break
                if length < 8:
                    first = first << 8 | folded
                elif length < 16:
                    second = second << 8 | folded
                if length < LONGEST:
                    word.text[length] = folded
                length += 1
                at += 1
            if 0 < length <= LONGEST:
                word.first = first << 8 * (8 - length) if length < 8 else first
                word.second = second << 8 * (16 - length) if 8 < length < 16 else second
                self._take(document, length)
                if length <= SHORT:
                    word = &self._words[self._waiting]
                    word.text[0], word.first, word.second = 0x3D, 0x3D, 0  # =
                    for length in range(at - start):
                        word.text[length + 1] = text[start + length]
                        word.first = word.first << 8 | text[start + length]
                    word.first <<= 8 * (7 - (at - start))
                    self._take(document, at - start + 1)
            at += 1
        return 0

    cdef int _take(self, uint32_t document, uint32_t length) except -1:
        """Add to the words that wait the one that was written behind them."""
        cdef Word *word = &self._words[self._waiting]
        word.length, word.hash = length, _hashed(word.first, word.second, word.text, length)
        fetched(&self._slots[word.hash & (self._slots.size() - 1)])
        self._waiting += 1
        if self._waiting == AT_ONCE:
            self._put_words(document)
        return 0

    cdef int _put_words(self, uint32_t document) except -1:
        """Put `document` under the words that wait."""
        cdef uint32_t at, number, waiting = self._waiting
        cdef uint64_t mask = self._slots.size() - 1
        cdef Word *word
        self._waiting = 0
        for at in range(waiting):
            number = self._slots[self._words[at].hash & mask]
            if number != EMPTY:
                fetched(&self._keys[number])
        for at in range(waiting):
            word = &self._words[at]
            self._put(document, word.first, word.second, word.hash, word.text, word.length)
        return 0

    cdef int _put(
        self, uint32_t document, uint64_t first, uint64_t second, uint32_t hash, const char *key, uint32_t length
    ) except -1:
        """Add a posting, unless the key has this document already. `first` and `second` are its bytes as numbers."""
        cdef uint32_t number
        cdef uint64_t mask = self._slots.size() - 1, slot = hash & mask
        cdef Key *found
        while True:
            number = self._slots[slot]
            if number == EMPTY:
                break
            found = &self._keys[number]
            if found.first == first and found.second == second and found.length == length:
                if length <= 16 or memcmp(self._arena.data() + found.start, key, length) == 0:
                    if found.last != document:
                        found.last = document
                        self._numbers.push_back(number)
                        self._documents.push_back(document)
                    return 0
            slot = (slot + 1) & mask
        if self._arena.size() + length > 0xFFFFFFFF:
            raise MemoryError
        number = <uint32_t> self._keys.size()
        self._keys.push_back(Key(first, second, <uint32_t> self._arena.size(), length, hash, document))
        self._arena.insert(self._arena.end(), key, key + length)
        self._numbers.push_back(number)
        self._documents.push_back(document)
        self._slots[slot] = number
        if 2 * self._keys.size() > self._slots.size():
            self._grow()
        return 0

    cdef int _grow(self) except -1:
        cdef uint64_t size = 2 * self._slots.size(), slot
        cdef uint32_t number
        self._slots.assign(size, EMPTY)
        for number in range(<uint32_t> self._keys.size()):
            slot = self._keys[number].hash & (size - 1)
            while self._slots[slot] != EMPTY:
                slot = (slot + 1) & (size - 1)
            self._slots[slot] = number
        return 0

    def sections(self, str name):
        """The sections of the run `name`."""
        return dict(zip((f"{name}.{part}" for part in ("keys", "ends", "starts", "documents")), self.postings()))

    def postings(self):
        """What a run is made of (see `wikiseek.postings.run`): bytes of keys, their ends, starts and documents.

        `bytes, array("Q"), array("Q"), array("I")`; keys ascend, and documents under each key.
        """
        cdef uint64_t at, count = self._keys.size(), total = self._numbers.size(), end = 0, place = 0
        cdef vector[Ordered] order
        cdef vector[uint64_t] places
        cdef Ordered one
        cdef Key *found
        cdef const unsigned char *text
        cdef uint32_t number
        ends, starts, documents = array("Q", bytes(8 * count)), array("Q", bytes(8 * (count + 1))), array("I", bytes(4 * total))
        cdef uint64_t[::1] ended = ends, started = starts
        cdef uint32_t[::1] placed = documents
        cdef bytearray joined = bytearray(self._arena.size() + count)
        cdef unsigned char[::1] written = joined
        for number in range(<uint32_t> count):
            found = &self._keys[number]
            text = <const unsigned char *> self._arena.data() + found.start
            one.key, one.first, one.length, one.number = text, found.first, found.length, number
            order.push_back(one)
        _arrange(order)
        places.assign(count, 0)
        for at in range(total):
            places[self._numbers[at]] += 1
        for at in range(count):
            one = order[at]
            memcpy(&written[end], one.key, one.length)  # the arena's size and one separator a key are there
            written[end + one.length] = SEPARATOR
            end += one.length + 1
            ended[at] = end
            place += places[one.number]
            places[one.number] = started[at]
            started[at + 1] = place
        for at in range(total):
            number = self._numbers[at]
            placed[places[number]] = self._documents[at]
            places[number] += 1
        return bytes(joined), ends, starts, documents


cdef int _arrange(vector[Ordered]& keys) except -1 nogil:
    """Sort keys: dealt out by their first two bytes, which most differ in, and each heap sorted by itself."""
    cdef vector[Ordered] dealt
    cdef vector[uint32_t] ends
    cdef uint64_t at, start = 0
    if keys.size() < FEW:
        sort(keys.begin(), keys.end())
        return 0
    ends.assign(1 << 16, 0)
    for at in range(keys.size()):
        ends[keys[at].first >> 48] += 1
    for at in range(1, ends.size()):
        ends[at] += ends[at - 1]
    dealt.resize(keys.size())
    for at in range(keys.size()):
        ends[keys[at].first >> 48] -= 1  # where the heap begins, in the end
        dealt[ends[keys[at].first >> 48]] = keys[at]
    for at in range(1, ends.size()):
        if ends[at] - start > 1:
            sort(dealt.begin() + start, dealt.begin() + ends[at])
        start = ends[at]
    sort(dealt.begin() + start, dealt.end())
    keys.swap(dealt)
    return 0


cdef Py_ssize_t _not_ascii(const unsigned char *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    """The first place from `at` on with a byte of 0x80 or above, else `size`."""
    cdef uint64_t eight
    while at + 8 <= size:
        memcpy(&eight, text + at, 8)
        if eight & <uint64_t> 0x8080808080808080:
            break
        at += 8
    while at < size and text[at] < 0x80:
        at += 1
    return at


cdef inline bint _is_space(unsigned char byte) noexcept nogil:
    return byte <= 0x20 and SPACE[byte]


cdef uint64_t _eight(const char *key, uint32_t length, uint32_t start) noexcept nogil:
    """Eight bytes of a key as a number that sorts as they do, zeros where it has no more."""
    cdef uint64_t value = 0
    cdef uint32_t at
    if start >= length:
        return 0
    for at in range(start, start + 8):
        value = value << 8 | (<unsigned char> key[at] if at < length else 0)
    return value


cdef uint32_t _hashed(uint64_t first, uint64_t second, const char *key, uint32_t length) noexcept nogil:
    # A short key has all its bits high in `first`: they are brought down before each multiplication, and in the end.
    cdef uint64_t hash = (first ^ first >> 32) * <uint64_t> 0x9E3779B97F4A7C15
    hash = (hash ^ hash >> 32 ^ second ^ second >> 32) * <uint64_t> 0xC2B2AE3D27D4EB4F
    cdef uint32_t at
    for at in range(16, length):
        hash = (hash ^ <unsigned char> key[at]) * <uint64_t> 0x100000001B3  # FNV-1a
    return <uint32_t> (hash ^ hash >> 32)
