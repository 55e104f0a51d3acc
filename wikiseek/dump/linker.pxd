from wikiseek.dump.stack cimport Stack


cdef class Targets:
    cdef readonly object site
    cdef dict known, hidden

    cpdef tuple read(self, str raw)
    cdef bint hides(self, str prefix) except -1


cdef class Linker(Stack):
    cdef readonly str title
    cdef readonly object site
    cdef readonly list targets, categories
    cdef set named  # the categories, to ask
    cdef Targets read

    cpdef object simple_link(self, str target, str anchor)
    cpdef str link(self, str target, str anchor)
    cdef object write_link(self, str title, str anchor)
    cdef int mark(self, str title, str source, Py_ssize_t start, Py_ssize_t end) except -1
