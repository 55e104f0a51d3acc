"""A model with a memory: it answers from a cassette what that knows, and stores there what it does not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Literal

from wikiseek.errors import CassetteMiss, ModelFault, SettingsMismatch
from wikiseek.llm.cassette.call import Call, request_key, rounded
from wikiseek.llm.cassette.folder import Cassette
from wikiseek.llm.protocol import Completion, Llm, Request
from wikiseek.llm.streaming import Outcome, all_answered, streaming

Mode = Literal["record", "replay", "refresh"]

_QUOTED = 60


class Recorder:
    """A model with a memory.

    In mode "record" a call the cassette knows is answered from it; another is put to `inner` and
    stored before it is returned, each batch in one transaction. In mode "replay" the cassette
    alone answers, `inner` may be None, and a call it does not know raises `CassetteMiss`. In mode
    "refresh" each call is put to `inner` once more, and its answer takes the place of the recorded one.
    Several processes may record into one cassette: of two answers to a call the first stored is everyone's.
    """

    def __init__(self, inner: Llm | None, path: Path, mode: Mode = "record", lasting: bool = False) -> None:
        """Open the cassette in the folder `path`.

        A refresh ends when the recorder is closed; a `lasting` one with `end_refresh`, so that what stopped can be
        continued. Raises `NotFound` when a replay has no cassette, `SettingsMismatch` when it was recorded
        with another model, `ModelFault` when it cannot be read, `Busy` while it is pruned.
        """
        if mode != "replay" and inner is None:
            raise ValueError(f"to {mode} needs a model")
        self._inner = inner
        self._mode = mode
        self._lasting = lasting
        self._turn = 0  # answers of earlier turns are not taken from the cassette
        self._desk = streaming(inner) if inner is not None and mode != "replay" else None
        self._tickets = itertools.count()
        self._ready: dict[int, Outcome] = {}
        self._waiting: dict[int, bytes] = {}  # tickets, and the keys of what they wait for
        self._asked: dict[bytes, tuple[int, Request]] = {}  # keys, the tickets of the model inside, and what for
        self._cassette = Cassette(path, writing=mode != "replay")
        try:
            self._identity = self._claimed_identity()
            if mode == "record":
                self._cassette.end_turn()
        except BaseException:
            self._cassette.close()
            raise

    @property
    def identity(self) -> str:
        """The identity of the model that was recorded."""
        return self._identity

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order, from the cassette where it can. Raises as `Llm` says."""
        tickets = [self.submit(request) for request in requests]
        found: dict[int, Outcome] = {}
        while left := [ticket for ticket in tickets if ticket not in found]:
            found |= self.collect(left)
        return all_answered([found[ticket] for ticket in tickets])

    def submit(self, request: Request) -> int:
        """Hand in a request; the ticket to `collect` its answer with. Equal requests under way are put once."""
        if self._mode == "refresh" and not self._turn:
            self._turn = self._cassette.begin_turn()
        key = request_key(self._identity, request)
        ticket = next(self._tickets)
        known = self._cassette.get(key)
        if known is not None and known.turn >= self._turn:
            self._ready[ticket] = known.answer
        elif self._desk is None:
            self._ready[ticket] = _miss(self._cassette.path, request)
        else:
            if key not in self._asked:
                self._asked[key] = self._desk.submit(request), request
            self._waiting[ticket] = key
        return ticket

    def collect(self, tickets: Iterable[int]) -> dict[int, Outcome]:
        """Wait until some of `tickets` are answered: these, each once. Empty when none is open any more."""
        wanted = set(tickets)
        if not wanted & self._ready.keys():
            self._listen({self._waiting[ticket] for ticket in wanted & self._waiting.keys()})
        return {ticket: self._ready.pop(ticket) for ticket in sorted(wanted & self._ready.keys())}

    def cancel(self, tickets: Iterable[int]) -> None:
        """Nobody wants these answers any more."""
        for ticket in list(tickets):
            self._ready.pop(ticket, None)
            self._waiting.pop(ticket, None)
        gone = self._asked.keys() - set(self._waiting.values())
        if gone and self._desk is not None:
            self._desk.cancel([self._asked.pop(key)[0] for key in sorted(gone)])

    def close(self) -> None:
        """Close the cassette and the model inside."""
        if self._turn and not self._lasting:
            self._cassette.end_turn()
        self._turn = 0
        self._cassette.close()
        if self._inner is not None:
            self._inner.close()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _listen(self, keys: set[bytes]) -> None:
        """Wait for answers to some of `keys`, store them, and have them ready for all who asked."""
        asked = {self._asked[key][0]: key for key in keys}
        if not asked or self._desk is None:
            return
        outcomes = {asked[ticket]: outcome for ticket, outcome in self._desk.collect(asked).items()}
        kept = self._kept(outcomes)
        for key in kept:
            del self._asked[key]
        for ticket in [ticket for ticket, key in self._waiting.items() if key in kept]:
            self._ready[ticket] = kept[self._waiting.pop(ticket)]

    def _kept(self, outcomes: dict[bytes, Outcome]) -> dict[bytes, Outcome]:
        """Outcomes, their answers stored; those that count, which another process may have stored before."""
        answers = {key: rounded(each) for key, each in outcomes.items() if isinstance(each, Completion)}
        calls = [Call(key, self._asked[key][1], answer) for key, answer in answers.items()]
        counting = {call.key: call.answer for call in self._cassette.add(calls, self._turn)}
        return outcomes | counting

    def _claimed_identity(self) -> str:
        """The identity in the cassette, which the model inside must share; a new cassette takes it over."""
        path, inner = self._cassette.path, self._inner
        recorded = self._cassette.identity
        if recorded is None and inner is not None:
            recorded = self._cassette.claim(inner.identity) if self._mode != "replay" else inner.identity
        if recorded is None:
            raise ModelFault(f"{path} names no model: it holds no recording, run without a replay first")
        if inner is not None and inner.identity != recorded:
            raise SettingsMismatch(
                f"{path} was recorded with model {recorded[:16]} and this is {inner.identity[:16]}: "
                "use the same model or another run folder"
            )
        return recorded


def _miss(path: Path, request: Request) -> CassetteMiss:
    words = " ".join(request.messages[-1].content.split())
    quoted = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    return CassetteMiss(
        f"{path} has no answer to this {request.purpose} call ({quoted!r}): "
        "replay with the settings, index and version of the recording, or run without a replay"
    )
