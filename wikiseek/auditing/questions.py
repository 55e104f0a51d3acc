"""The questions with answers that a file has, and the rows of it that have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wikiseek.auditing.settings import Fields
from wikiseek.errors import WikiseekError
from wikiseek.pairs import Pair, PairFault, read_pairs


@dataclass(frozen=True, slots=True)
class Questions:
    """The pairs of the file at `path`, in order; `left_out` counts its other rows."""

    path: Path
    fields: Fields
    pairs: tuple[Pair, ...]
    left_out: int

    @classmethod
    def read(cls, path: Path, fields: Fields, faulty: Callable[[PairFault], None]) -> Questions:
        """Read a file; `faulty` hears of each row that is left out.

        Raises what `read_pairs` does for a file that is none, `WikiseekError` when no row has question and answer.
        """
        faults: list[PairFault] = []

        def leave_out(fault: PairFault) -> None:
            faults.append(fault)
            faulty(fault)

        pairs = []
        for pair in read_pairs(path, fields.question, fields.answer, fields.identity, leave_out):
            if pair.answers:
                pairs.append(pair)
            else:
                leave_out(PairFault(f"row {pair.number} of {path} has no answer: name the field that has it"))
        if not pairs:
            why = str(faults[0]) if faults else "it is empty"
            raise WikiseekError(f"{path} has no question with an answer: {why}")
        return cls(path, fields, tuple(pairs), len(faults))
