cdef class Buffer:
    cdef Py_UCS4 *data
    cdef Py_ssize_t size, room

    cdef int reserve(self, Py_ssize_t more) except -1
    cdef int put(self, Py_UCS4 c) except -1
    cdef int copy(self, str source, Py_ssize_t start, Py_ssize_t end) except -1
    cdef str cut(self, Py_ssize_t start)
    cdef int remove(self, Py_ssize_t start, Py_ssize_t end) except -1
    cpdef object write(self, str text)
    cpdef str text(self, Py_ssize_t start=*, Py_ssize_t end=*)
    cpdef Py_ssize_t find(self, Py_UCS4 wanted, Py_ssize_t start=*)
