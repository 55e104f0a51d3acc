# cython: language_level=3
"""What is open while a page is read: a stack of constructs, compiled."""


from wikiseek.dump.marks cimport HEAD, HEAD_END, LEVEL


cdef class Frame:
    """An open construct: its kind, and what kind-specific closing needs."""

    def __init__(self, str kind, str name="", str attrs=""):
        self.kind, self.name, self.attrs = kind, name, attrs
        self.text = ""  # what was written inside, once it is closed
        self.key = None  # of the parameter that is being read, if it has one
        self.params = []  # (key or None, value)
        self.rows = []  # of a table
        self.start = 0  # where in the text what is written inside begins, or its last part


cdef class Stack:
    """The open constructs, outermost first, and the text written so far: that of each ends in that of those inside."""

    def __init__(self):
        self.frame = Frame("root")
        self.stack = [self.frame]
        self.out = Buffer()
        self.headings = 0

    cpdef object push(self, str kind, str name="", str attrs=""):
        """Open a construct."""
        self.frame = Frame(kind, name, attrs)
        self.frame.start = self.out.size
        self.stack.append(self.frame)

    cpdef Frame pop(self):
        """Close the innermost construct, whatever it is, and take what was written inside out of the text."""
        cdef Frame closed = self.leave()
        closed.text = self.out.cut(closed.start)
        return closed

    cpdef Frame leave(self):
        """Close the innermost construct; what was written inside stays, as the text of the one around it."""
        cdef Frame closed = self.stack.pop()
        self.frame = self.stack[len(self.stack) - 1]
        return closed

    cpdef Frame drop(self):
        """Close the innermost construct, and drop what was written inside."""
        cdef Frame closed = self.leave()
        self.out.size = closed.start
        return closed

    cpdef object write(self, str text):
        """Add text to the innermost construct."""
        self.out.copy(text, 0, len(text))

    cdef object heading(self, Py_ssize_t level, str title):
        """Write a heading."""
        self.headings += 1
        self.write("\n\n")
        self.out.put(HEAD)
        self.out.put(<Py_UCS4> (LEVEL + min(level, 6)))
        self.write(" ".join(title.split()))
        self.out.put(HEAD_END)
        self.write("\n\n")

    cpdef object close_heading(self, Py_ssize_t level):
        """The end of a heading line."""
        self.heading(level, self.pop().text)

    cpdef object separate(self):
        """A `|` that ends a template's name or parameter, or a link's target."""
        cdef Frame frame = self.frame
        cdef str text = self.out.cut(frame.start)
        if frame.name or frame.kind != "template":
            frame.params.append((frame.key, text))
        else:
            frame.name = text.strip() or " "
        frame.key = None

    cpdef object equals(self):
        """The `=` that ends a template parameter's name."""
        self.frame.key = self.out.cut(self.frame.start).strip()
