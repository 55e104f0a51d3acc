"""Who may begin: jobs in order, each as soon as the sequence and the cells that it may need are free."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.memory import Memory
from wikiseek.llm.batching.prefixes import Node, Prefixes, common
from wikiseek.llm.batching.slot import Hold, Slot

# A prompt waits for one that is being computed if they share this many tokens more than what is kept.
_WORTH_WAITING = 16
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests at a time, sequences and cells of the context, tokens of a step, and cells of kept prefixes.

    `longest` is how many tokens one request may have; `clean` clears the cache before each.
    """

    requests: int
    sequences: int
    cells: int
    longest: int
    batch: int
    kept: int
    clean: bool = False


class Admission:
    """Jobs that wait, and what of the cache those in flight hold.

    Cells are reserved for all that a job may need before it begins, so the cache never overflows. A
    job whose prompt begins as one does that is being computed waits for it, and then shares its cells.
    """

    def __init__(self, memory: Memory, limits: Limits) -> None:
        self._memory = memory
        self._limits = limits
        self._prefixes = Prefixes(memory, limits.kept)
        self._queue: deque[Job] = deque()

    def put(self, job: Job) -> None:
        """Let a job wait for its turn; it must not be too long."""
        self._queue.append(job)

    def drop(self, tickets: set[int]) -> int:
        """Forget the jobs that wait under these numbers; how many there were."""
        before = len(self._queue)
        self._queue = deque(job for job in self._queue if job.ticket not in tickets)
        return before - len(self._queue)

    def drop_all(self) -> None:
        """Forget the jobs that wait."""
        self._queue.clear()

    def too_long(self, job: Job) -> str:
        """Why a job can never begin ("" when it can)."""
        length, purpose = len(job.prompt), job.request.purpose
        if length + job.after > self._limits.longest:
            return (
                f"a {purpose} prompt of {length} tokens with {job.after} for the answer exceeds "
                f"the context of {self._limits.longest}: raise the context or shorten the prompt"
            )
        # A path is computed in one step, beside what others need of it.
        if job.options is not None and max(map(len, job.options.paths), default=0) > self._limits.batch // 2:
            return f"a choice of a {purpose} call has more than {self._limits.batch // 2} tokens: shorten it"
        return ""

    def next(self, slots: Sequence[Slot]) -> tuple[Job, Hold, int] | None:
        """The job that begins now beside `slots`, what it holds, and how many tokens of its prompt that has."""
        if len(slots) == self._limits.requests:
            return None
        for place in range(min(len(self._queue), _AHEAD * self._limits.requests)):
            job = self._queue[place]
            if self._waits(job, slots):
                continue
            hold, reused = self._held(job, slots)
            if hold is None:
                return None
            del self._queue[place]
            return job, hold, reused
        return None

    def keep(self, slot: Slot) -> None:
        """Its prompt is whole now, and there for others: what cells the tree takes over, the slot need not reserve."""
        added = self._prefixes.add(slot.job.prompt, slot.hold.sequence) if self._limits.kept else None
        if added is not None:
            prefix, own = added
            prefix.users += 1
            slot.hold.prefix.users -= 1
            slot.hold = replace(slot.hold, prefix=prefix, cells=slot.hold.cells - own)
            self._prefixes.trim()

    def release(self, hold: Hold) -> None:
        """What was held is free."""
        hold.prefix.users -= 1
        self._memory.give(hold.sequence)

    def clear(self) -> None:
        """Forget what the cache holds; nothing may be in flight any more."""
        self._memory.clear()
        self._prefixes.clear()

    def _waits(self, job: Job, slots: Sequence[Slot]) -> bool:
        """Whether much of its prompt is being computed for another right now."""
        others = [slot.job.prompt for slot in slots if slot.reading] if self._limits.kept else []
        if not others:
            return False
        _, kept = self._prefixes.longest(job.prompt, len(job.prompt) - 1)
        return max(common(other, job.prompt) for other in others) >= kept + _WORTH_WAITING

    def _held(self, job: Job, slots: Sequence[Slot]) -> tuple[Hold | None, int]:
        if self._limits.clean:
            self.clear()
        taken = sum(slot.hold.cells for slot in slots)
        prefix, reused = self._prefixes.longest(job.prompt, len(job.prompt) - 1)
        hold = self._hold(job, prefix, reused, taken)
        if hold is None and not slots:
            # It waits for nobody: the rest of the prefix that it could share is in its way.
            prefix, reused = self._prefixes.longest((), 0)
            hold = self._hold(job, prefix, reused, taken)
        return hold, reused

    def _hold(self, job: Job, prefix: Node, reused: int, taken: int) -> Hold | None:
        prefix.users += 1  # or it might go to make room
        cells = len(job.prompt) - reused + job.after
        while not (fits := taken + self._prefixes.cells + cells <= self._limits.cells) and self._prefixes.drop():
            pass
        sequence = self._memory.take()
        while sequence is None and self._prefixes.drop():
            sequence = self._memory.take()
        if sequence is not None and fits:
            if reused:
                self._memory.copy(prefix.sequence, sequence, 0, reused)
            return Hold(sequence, prefix, cells)
        prefix.users -= 1
        if sequence is not None:
            self._memory.give(sequence)
        return None
