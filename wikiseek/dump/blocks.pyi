"""Lines made paragraphs, lists and headings, compiled."""

from wikiseek.dump.buffer import Buffer

def laid_out(raw: Buffer, at: int = 0) -> Buffer: ...
