"""The LMDB folder that holds the calls of one model.

Key = SHA-256 of the model's identity and the request, value = the call, compressed; the key `identity` names the
model, the key `turn` says how often answers were refreshed.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import lmdb

from wikiseek import codec
from wikiseek.errors import Busy, ModelFault, NoSpace, NotFound
from wikiseek.llm.cassette.call import KEY_SIZE, Call, decoded, encoded

_IDENTITY, _TURN = b"identity", b"turn"
DATA, _LOCK = "data.mdb", ".in-use"
# Address space, not disk: the file grows as answers are stored, and 64 GiB of them is out of reach.
_MAP_SIZE = 1 << 36


@dataclass(frozen=True, slots=True)
class Turn:
    """How often the answers of a cassette were asked for anew, and whether the last time is not over."""

    number: int = 0
    open: bool = False


class Cassette:
    """The calls in the folder `path`, in order of their keys. Any number of processes may use it at a time."""

    def __init__(self, path: Path, writing: bool = False, alone: bool = False) -> None:
        """Open it, and make it if it is written to.

        Raises `NotFound` when there is none to be read, `ModelFault` when it cannot be read, `Busy` when it is
        wanted `alone` and another process has it, or the other way round.
        """
        self._path = path
        self._let_go: Callable[[], object] = lambda: None
        if not writing and not (path / DATA).is_file():
            raise NotFound(f"no cassette at {path}: only a run that was recorded can be replayed")
        try:
            handle = _held(path, writing, alone)
            if handle is not None:
                self._let_go = weakref.finalize(self, os.close, handle)
            self._environment = _opened(path, writing)
        except (FileExistsError, NotADirectoryError):  # a file is in the way: nothing is wrong with a cassette
            raise
        except (lmdb.Error, OSError) as error:
            self._let_go()
            raise ModelFault(f"the cassette {path} cannot be opened ({error}): restore it or record again") from error

    @property
    def path(self) -> Path:
        """Its folder."""
        return self._path

    @property
    def identity(self) -> str | None:
        """The model whose calls these are; None while that is open."""
        stored = self._value(_IDENTITY)
        return None if stored is None else stored.decode()

    @property
    def turn(self) -> Turn:
        """How often it was refreshed."""
        stored = self._value(_TURN)
        return Turn() if stored is None else Turn(**codec.load(stored))

    def claim(self, identity: str) -> str:
        """Name the model, if none is named yet; the one that is."""
        with self._writing() as transaction:
            transaction.put(_IDENTITY, identity.encode(), overwrite=False)
            return bytes(transaction.get(_IDENTITY, b"")).decode()

    def begin_turn(self) -> int:
        """Begin to refresh, or join those who do; the number of the turn."""
        with self._writing() as transaction:
            turn = _turn(transaction)
            if not turn.open:
                turn = Turn(turn.number + 1, True)
                transaction.put(_TURN, codec.canonical(turn))
            return turn.number

    def end_turn(self) -> None:
        """No more answers are refreshed."""
        if self.turn.open:
            with self._writing() as transaction:
                transaction.put(_TURN, codec.canonical(replace(_turn(transaction), open=False)))

    def get(self, key: bytes) -> Call | None:
        """The call under `key`, if it is there."""
        stored = self._value(key)
        return None if stored is None else self._call(key, stored)

    def add(self, calls: Iterable[Call], turn: int = 0) -> list[Call]:
        """Store calls in one transaction; those that count: of two answers of a turn the first is everyone's.

        An answer of an earlier turn is replaced.
        """
        counting = []
        with self._writing() as transaction:
            for call in calls:
                stored = transaction.get(call.key)
                known = None if stored is None else self._call(call.key, bytes(stored))
                if known is None or known.turn < turn:
                    changed = None if known is None or not turn else known.answer.text != call.answer.text
                    call = replace(call, turn=turn, changed=changed)
                    transaction.put(call.key, encoded(call))
                    counting.append(call)
                else:
                    counting.append(known)
        return counting

    def merge(self, calls: Iterable[tuple[str, Call]], overwrite: bool) -> tuple[int, int, int]:
        """Store calls that come with their model's name, all in one transaction; an answer that is there stays, unless
        it is to be overwritten. How many were new, known, and there with another answer.
        """
        new = known = differing = 0
        with self._writing() as transaction:
            for model, call in calls:
                transaction.put(_IDENTITY, model.encode(), overwrite=False)
                stored = transaction.get(call.key)
                before = None if stored is None else self._call(call.key, bytes(stored))
                new += before is None
                known += before is not None and before.answer == call.answer
                differing += before is not None and before.answer != call.answer
                if before is None or before.request is None or (overwrite and before.answer != call.answer):
                    kept = call if before is None or overwrite else replace(call, answer=before.answer)
                    transaction.put(call.key, encoded(kept))
        return new, known, differing

    def remove(self, keys: Iterable[bytes]) -> None:
        """Take calls out, in one transaction."""
        with self._writing() as transaction:
            for key in keys:
                transaction.delete(key)

    def sizes(self) -> Iterator[tuple[bytes, int]]:
        """Every key with the bytes that its value takes, in order."""
        with self._environment.begin(buffers=True) as transaction:
            for key, value in transaction.cursor():
                if len(key) == KEY_SIZE:
                    yield bytes(key), len(value)

    def __iter__(self) -> Iterator[Call]:
        with self._environment.begin() as transaction:
            for key, value in transaction.cursor():
                if len(key) == KEY_SIZE:
                    yield self._call(bytes(key), bytes(value))

    def compacted(self, folder: Path) -> None:
        """Write a copy without free room to the empty folder `folder`."""
        with self._disk():
            self._environment.copy(str(folder), compact=True)

    def close(self) -> None:
        """Close it; a second time does nothing."""
        self._environment.close()
        self._let_go()

    def __enter__(self) -> Cassette:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _value(self, key: bytes) -> bytes | None:
        with self._environment.begin() as transaction:
            stored = transaction.get(key)
        return None if stored is None else bytes(stored)

    def _call(self, key: bytes, stored: bytes) -> Call:
        try:
            return decoded(key, stored)
        except ValueError as error:
            raise ModelFault(
                f"the cassette {self._path} is damaged at {key.hex()[:16]} ({error}): restore it or record again"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[lmdb.Transaction]:
        with self._disk(), self._environment.begin(write=True) as transaction:
            yield transaction

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except lmdb.DiskError as error:
            raise NoSpace(
                f"no space left while writing {self._path}: free some and run the same command again"
            ) from error


def is_refreshing(path: Path) -> bool:
    """Whether a refresh of the cassette in `path` was begun and not ended."""
    if not (path / DATA).is_file():
        return False
    with Cassette(path) as cassette:
        return cassette.turn.open


def end_refresh(path: Path) -> None:
    """End the refresh of the cassette in `path`, if there is one: the next one asks for every answer anew."""
    with Cassette(path, writing=True) as cassette:
        cassette.end_turn()


def _turn(transaction: lmdb.Transaction) -> Turn:
    stored = transaction.get(_TURN)
    return Turn() if stored is None else Turn(**codec.load(bytes(stored)))


def _held(path: Path, writing: bool, alone: bool) -> int | None:
    """The folder marked as in use, by a file descriptor; nothing where it can only be read: nobody can prune it."""
    if writing:
        path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK):
        return None
    handle = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise Busy(f"the cassette {path} is in use by another process: wait for it") from error
    return handle


def _opened(path: Path, writing: bool) -> lmdb.Environment:
    if not writing:
        # Without a lock file a replay also works from a place that cannot be written.
        return lmdb.open(str(path), readonly=True, lock=os.access(path, os.W_OK))
    environment = lmdb.open(str(path), map_size=_MAP_SIZE, max_readers=256)
    environment.reader_check()  # frees the places of processes that were killed
    return environment
