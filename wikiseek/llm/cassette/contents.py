"""What is in a cassette, counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.llm.cassette.folder import DATA, Cassette, Turn
from wikiseek.llm.counting import Tally, cost

# The purpose of calls whose request an early version did not keep.
UNNAMED = "-"


@dataclass(slots=True)
class Contents:
    """The calls of a cassette by purpose, in order of name; `bytes` are of the stored calls, `file_bytes` on disk.

    `turn` counts refreshes; in the last one `again` recorded calls were asked again, which `changed` the text of so
    many answers, and `new` ones were asked besides.
    """

    model: str | None
    turn: Turn
    purposes: dict[str, Tally] = field(default_factory=dict)
    truncated: int = 0
    bytes: int = 0
    file_bytes: int = 0
    again: int = 0
    changed: int = 0
    new: int = 0

    def record(self) -> dict[str, Any]:
        """The counts as plain values."""
        spent = sum(self.purposes.values(), Tally())
        plain = codec.shallow(self) | {"turn": self.turn.number, "refreshing": self.turn.open}
        return plain | {**codec.shallow(spent), "purposes": {n: codec.shallow(t) for n, t in self.purposes.items()}}


def contents(path: Path) -> Contents:
    """What is in the cassette in `path`. Raises `NotFound` when there is none, `ModelFault` when it is damaged."""
    with Cassette(path) as cassette:
        found = Contents(cassette.identity, cassette.turn)
        purposes: dict[str, Tally] = {}
        for call in cassette:
            purpose = UNNAMED if call.request is None else call.request.purpose
            purposes[purpose] = purposes.get(purpose, Tally()) + cost(call.answer)
            found.truncated += call.answer.truncated
            if call.turn and call.turn == found.turn.number:
                found.again += call.changed is not None
                found.changed += call.changed is True
                found.new += call.changed is None
        found.purposes = dict(sorted(purposes.items()))
        found.bytes = sum(size for _, size in cassette.sizes())
        found.file_bytes = (path / DATA).stat().st_size
    return found
