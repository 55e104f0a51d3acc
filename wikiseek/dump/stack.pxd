from wikiseek.dump.buffer cimport Buffer


cdef class Frame:
    cdef public str kind, name, attrs, text
    cdef public object key
    cdef public list params, rows
    cdef Py_ssize_t start


cdef class Stack:
    cdef public Frame frame
    cdef public list stack
    cdef readonly Buffer out
    cdef public Py_ssize_t headings

    cpdef object push(self, str kind, str name=*, str attrs=*)
    cpdef Frame pop(self)
    cpdef Frame leave(self)
    cpdef Frame drop(self)
    cpdef object write(self, str text)
    cdef object heading(self, Py_ssize_t level, str title)
    cpdef object close_heading(self, Py_ssize_t level)
    cpdef object separate(self)
    cpdef object equals(self)
