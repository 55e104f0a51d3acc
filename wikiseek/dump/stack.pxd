cdef class Frame:
    cdef public str kind, name, attrs
    cdef public object key
    cdef public list parts, params, rows


cdef class Stack:
    cdef public Frame frame
    cdef public list stack, targets
    cdef public Py_ssize_t headings

    cpdef object push(self, str kind, str name=*, str attrs=*)
    cpdef Frame pop(self)
    cpdef object write(self, str text)
    cpdef object separate(self)
    cpdef object equals(self)
