"""A record of every model call of a run, by content, so that the run can be replayed without a model.

The cassette is an LMDB folder: key = SHA-256 of the model's identity and the request, value = the
completion as canonical JSON; the key `identity` names the model. A stored answer keeps the tokens
and seconds it took, so that a replay reports what the recording did.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import lmdb

from wikiseek import codec
from wikiseek.errors import CassetteMiss, ModelFault, NoSpace, NotFound, SettingsMismatch
from wikiseek.llm.protocol import Completion, Llm, Request
from wikiseek.llm.streaming import Outcome, all_answered, streaming

Mode = Literal["record", "replay"]

_IDENTITY = b"identity"
# Address space, not disk: the file grows as answers are stored, and 64 GiB of them is out of reach.
_MAP_SIZE = 1 << 36
_QUOTED = 60


class Recorder:
    """A model with a memory.

    In mode "record" a call the cassette knows is answered from it; another is put to `inner` and
    stored before it is returned, each batch in one transaction. In mode "replay" the cassette
    alone answers, `inner` may be None, and a call it does not know raises `CassetteMiss`. Several
    processes may record into one cassette: of two answers to a call the first stored is everyone's.
    """

    def __init__(self, inner: Llm | None, path: Path, mode: Mode = "record") -> None:
        """Open the cassette in the folder `path`.

        Raises `NotFound` when a replay has no cassette, `SettingsMismatch` when it was recorded
        with another model, `ModelFault` when it cannot be read.
        """
        if mode == "record" and inner is None:
            raise ValueError("recording needs a model")
        self._inner = inner
        self._path = path
        self._recording = mode == "record"
        self._desk = streaming(inner) if inner is not None and self._recording else None
        self._tickets = itertools.count()
        self._ready: dict[int, Outcome] = {}
        self._waiting: dict[int, bytes] = {}  # tickets, and the keys of what they wait for
        self._asked: dict[bytes, int] = {}  # keys, and the tickets of the model inside
        self._environment = _opened(path, self._recording)
        try:
            self._identity = self._claimed_identity()
        except BaseException:
            self._environment.close()
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
        key = request_key(self._identity, request)
        ticket = next(self._tickets)
        known = self._read([key])
        if known:
            self._ready[ticket] = known[key]
        elif self._desk is None:
            self._ready[ticket] = _miss(self._path, request)
        else:
            if key not in self._asked:
                self._asked[key] = self._desk.submit(request)
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
            self._desk.cancel([self._asked.pop(key) for key in sorted(gone)])

    def _listen(self, keys: set[bytes]) -> None:
        """Wait for answers to some of `keys`, store them, and have them ready for all who asked."""
        asked = {self._asked[key]: key for key in keys}
        if not asked or self._desk is None:
            return
        outcomes = {asked[ticket]: outcome for ticket, outcome in self._desk.collect(asked).items()}
        kept: dict[bytes, Outcome] = dict(outcomes)
        kept |= self._keep(outcomes, [None if isinstance(each, Exception) else each for each in outcomes.values()])
        for key in kept:
            del self._asked[key]
        for ticket in [ticket for ticket, key in self._waiting.items() if key in kept]:
            self._ready[ticket] = kept[self._waiting.pop(ticket)]

    def close(self) -> None:
        """Close the cassette and the model inside."""
        self._environment.close()
        if self._inner is not None:
            self._inner.close()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _read(self, keys: list[bytes]) -> dict[bytes, Completion]:
        with self._environment.begin() as transaction:
            found = {key: transaction.get(key) for key in keys}
        return {key: _completion(codec.load(value)) for key, value in found.items() if value is not None}

    def _keep(self, keys: Iterable[bytes], answers: Iterable[Completion | None]) -> dict[bytes, Completion]:
        """Store answers; those that count, which another process may have stored before."""
        fresh = {key: _rounded(each) for key, each in zip(keys, answers, strict=False) if each is not None}
        taken = self._store({key: codec.canonical(_stored(each)) for key, each in fresh.items()})
        return fresh | {key: _completion(codec.load(value)) for key, value in taken.items()}

    def _store(self, rows: dict[bytes, bytes]) -> dict[bytes, bytes]:
        """Store rows that are new; the stored values of those that another process stored meanwhile."""
        taken: dict[bytes, bytes] = {}
        try:
            with self._environment.begin(write=True) as transaction:
                for key, value in rows.items():
                    if not transaction.put(key, value, overwrite=False):
                        taken[key] = bytes(transaction.get(key) or b"")
        except lmdb.DiskError as error:
            raise NoSpace(
                f"no space left while writing {self._path}: free some and run the same command again"
            ) from error
        return taken

    def _claimed_identity(self) -> str:
        """The identity in the cassette, which the model inside must share; a new cassette takes it over."""
        with self._environment.begin() as transaction:
            stored = transaction.get(_IDENTITY)
        if stored is None:
            if self._inner is None:
                raise ModelFault(f"{self._path} names no model: it holds no recording, run without a replay first")
            self._store({_IDENTITY: self._inner.identity.encode()} if self._recording else {})
            return self._inner.identity
        recorded = bytes(stored).decode()
        if self._inner is not None and self._inner.identity != recorded:
            raise SettingsMismatch(
                f"{self._path} was recorded with model {recorded[:16]} and this is {self._inner.identity[:16]}: "
                "use the same model or another run folder"
            )
        return recorded


def request_key(identity: str, request: Request) -> bytes:
    """The place of a request to the model `identity` in a cassette: 32 bytes."""
    return hashlib.sha256(identity.encode() + b"\0" + codec.canonical(request)).digest()


def _opened(path: Path, recording: bool) -> lmdb.Environment:
    if not recording and not (path / "data.mdb").is_file():
        raise NotFound(f"no cassette at {path}: only a run that was recorded can be replayed")
    try:
        if recording:
            path.mkdir(parents=True, exist_ok=True)
            environment = lmdb.open(str(path), map_size=_MAP_SIZE, max_readers=256)
            environment.reader_check()  # frees the places of processes that were killed
            return environment
        # Without a lock file a replay also works from a place that cannot be written.
        return lmdb.open(str(path), readonly=True, lock=False)
    except (lmdb.Error, OSError) as error:
        raise ModelFault(f"the cassette {path} cannot be opened ({error}): restore it or record again") from error


def _stored(completion: Completion) -> dict[str, Any]:
    row = codec.shallow(completion)
    del row["cached"]
    # Only choices have probabilities; cassettes of before they were kept have none at all.
    if not completion.probabilities:
        del row["probabilities"]
    return row


def _completion(row: dict[str, Any]) -> Completion:
    return Completion(**{**row, "probabilities": tuple(row.get("probabilities", ()))}, cached=True)


def _rounded(completion: Completion) -> Completion:
    return replace(completion, seconds=round(completion.seconds, 6))


def _miss(path: Path, request: Request) -> CassetteMiss:
    words = " ".join(request.messages[-1].content.split())
    quoted = words[:_QUOTED] + ("…" if len(words) > _QUOTED else "")
    return CassetteMiss(
        f"{path} has no answer to this {request.purpose} call ({quoted!r}): "
        "replay with the settings, index and version of the recording, or run without a replay"
    )
