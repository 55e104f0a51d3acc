"""Infobox values as quantities and dates: strict readings of their plain text, and how these are written.

Values are read as English writes them (1,234.5; 15 April 1452). What could mean two things is neither.
"""

from wikiseek.dump.typed.reading import typed, typed_rows
from wikiseek.dump.typed.written import written

__all__ = ["typed", "typed_rows", "written"]
