# cython: language_level=3
"""What is open while a page is read: a stack of constructs, compiled."""


cdef class Frame:
    """An open construct: its kind, what was written inside so far, and what kind-specific closing needs."""

    def __init__(self, str kind, str name="", str attrs=""):
        self.kind, self.name, self.attrs = kind, name, attrs
        self.parts = []
        self.key = None  # of the parameter that is being read, if it has one
        self.params = []  # (key or None, value)
        self.rows = []  # of a table


cdef class Stack:
    """The open constructs, outermost first, and the titles linked so far."""

    def __init__(self):
        self.frame = Frame("root")
        self.stack = [self.frame]
        self.targets = []
        self.headings = 0

    cpdef object push(self, str kind, str name="", str attrs=""):
        """Open a construct."""
        self.frame = Frame(kind, name, attrs)
        self.stack.append(self.frame)

    cpdef Frame pop(self):
        """Close the innermost construct, whatever it is."""
        cdef Frame closed = self.stack.pop()
        self.frame = self.stack[len(self.stack) - 1]
        return closed

    cpdef object write(self, str text):
        """Add text to the innermost construct."""
        self.frame.parts.append(text)

    cpdef object separate(self):
        """A `|` that ends a template's name or parameter, or a link's target."""
        cdef Frame frame = self.frame
        cdef str text = "".join(frame.parts)
        frame.parts = []
        if frame.name or frame.kind != "template":
            frame.params.append((frame.key, text))
        else:
            frame.name = text.strip() or " "
        frame.key = None

    cpdef object equals(self):
        """The `=` that ends a template parameter's name."""
        cdef Frame frame = self.frame
        frame.key = "".join(frame.parts).strip()
        frame.parts = []
