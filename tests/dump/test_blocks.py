"""Lines become blocks as slower code makes them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.dump.marking import heading
from wikiseek.dump.blocks import laid_out
from wikiseek.dump.buffer import Buffer
from wikiseek.dump.marks import BREAK, HEAD, HEAD_END, INDENT, ITEM, LINK_END

PARAGRAPH, LISTED, INDENTED = "paragraph", "list", "indented"
PIECES = [
    "\n",
    "\n\n",
    "a",
    "B京",
    "_",
    "-",
    "|",
    "!",
    " ",
    "\t",
    "\u3000",
    ITEM,
    INDENT,
    BREAK,
    LINK_END,
    HEAD,
    HEAD_END,
]
PIECES += [f"\n{heading(level, title)}\n" for level in (1, 2, 3) for title in ("x", "")]


class Plainly:
    """The blocks of a text, one after the other."""

    def __init__(self) -> None:
        self.text = self.kind = ""
        self.waiting: list[tuple[int, str]] = []

    def read(self, raw: str) -> str:
        lines = [line.strip() for line in raw.split("\n")]
        while lines:
            line = lines.pop(0)
            if line[:1] == HEAD and HEAD_END in line[2:]:
                self.wait(ord(line[1]) - 0xE008, line[: line.index(HEAD_END, 2) + 1])
            elif line[:1] in (ITEM, INDENT, HEAD):
                start = next(
                    (at for at, c in enumerate(line) if c not in (ITEM, INDENT) and not c.isspace()), len(line)
                )
                self.add(LISTED if ITEM in line[:start] else INDENTED, [line[start:]])
            elif line and line[0] not in "|!":
                paragraph = [line]
                while lines and lines[0] and lines[0][0] not in ("|", "!", ITEM, INDENT, HEAD):
                    paragraph.append(lines.pop(0))
                self.add(PARAGRAPH, paragraph)
        return self.text

    def wait(self, level: int, title: str) -> None:
        while self.waiting and self.waiting[-1][0] >= level:
            self.waiting.pop()
        self.waiting.append((level, title))

    def add(self, kind: str, lines: list[str]) -> None:
        if not any(c.isalnum() or c in ("_", LINK_END) for c in "".join(lines)):
            return
        done, last = [], ""
        for line in lines:
            last += " " if last else ""
            first, *rest = line.split(BREAK)
            last += first if last else first.lstrip()
            for part in rest:
                done.append(last.rstrip())
                last = part.lstrip()
        together = kind == self.kind != PARAGRAPH and not self.waiting
        for title in [title for _, title in self.waiting] + ["\n".join(filter(None, [*done, last.rstrip()]))]:
            self.text += ("\n" if together else "\n\n") * bool(self.text) + title
        self.kind, self.waiting = kind, []


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.integers(0, 3))
def test_blocks_are_those_of_the_lines(raw: str, start: int):
    assert laid_out(Buffer(raw), start).text() == Plainly().read(raw[start:])
