"""A slot that writes its answer token by token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wikiseek import codec
from wikiseek.llm.batching.buffer import Buffer
from wikiseek.llm.batching.job import Job
from wikiseek.llm.batching.slot import Hold, Slot
from wikiseek.llm.protocol import Completion
from wikiseek.llm.sampling import Sampler
from wikiseek.llm.vocabulary import Vocabulary


class Writing(Slot):
    """Ends at the model's end of turn, at a stop string, where its grammar leaves no token, or at `max_tokens`.

    An object that a schema asks for ends with its last brace: the model is not asked whether it would add a space.
    """

    def __init__(self, job: Job, hold: Hold, reused: int, sampler: Sampler, vocabulary: Vocabulary) -> None:
        super().__init__(job, hold, reused)
        self._sampler = sampler
        self._vocabulary = vocabulary
        self._object = (job.request.schema or {}).get("type") == "object"
        self._answer = b""
        self._count = 0
        self._next = -1

    def close(self) -> None:
        """Free the sampler."""
        self._sampler.close()

    def _go_on(self, buffer: Buffer) -> None:
        place = len(self.job.prompt) + self._count - 1
        self._rows = buffer.add([self._next], place, self.hold.sequence, [0])

    def _look(self, rows: Sequence[Any]) -> Completion | None:
        token = self._sampler.pick(rows[0])
        self._count += 1
        if token is None or self._vocabulary.ends(token):
            return self._written(truncated=False)
        self._sampler.accept(token)
        self._answer += self._vocabulary.piece(token)
        self._next = token
        if stopped(self._answer, self.job.request.stop) or (self._object and whole(self._answer)):
            return self._written(truncated=False)
        return self._written(truncated=True) if self._count == self.job.request.max_tokens else None

    def _written(self, truncated: bool) -> Completion:
        text = until_stop(self._answer, self.job.request.stop).decode("utf-8", "ignore")
        return self._completion(text, self._count, truncated=truncated)


def stopped(answer: bytes, stops: Sequence[str]) -> bool:
    """Whether a stop string is in the answer."""
    return any(stop.encode() in answer for stop in stops if stop)


def until_stop(answer: bytes, stops: Sequence[str]) -> bytes:
    """The answer up to the first stop string in it."""
    ends = [answer.find(stop.encode()) for stop in stops if stop]
    return answer[: min((end for end in ends if end >= 0), default=len(answer))]


def whole(answer: bytes) -> bool:
    """Whether the answer is a JSON object from its first brace to its last."""
    if not answer.rstrip().endswith(b"}"):
        return False
    try:
        codec.load(answer)
    except ValueError:
        return False
    return True
