from libc.stdint cimport uint32_t

cdef enum:
    MOST = 900000  # bytes in a block, at most


cdef class Unsorter:
    cdef unsigned char *block
    cdef uint32_t *_links
    cdef unsigned char *_lanes

    cdef int unsort(self, uint32_t count, uint32_t origin) except -1
