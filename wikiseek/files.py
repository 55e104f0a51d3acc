"""Files that are whole or absent: atomic writes, one writer at a time, digests."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wikiseek.errors import Busy, NoSpace

_CHUNK = 1 << 20
_FILES = 1 << 15  # more than a build of the largest wiki maps, fewer than maps a process may have


@contextmanager
def atomic(path: Path, durable: bool = True) -> Iterator[Path]:
    """Give a temporary sibling of `path` to write to, and rename it into place on success.

    Unless it is to be `durable`, a power cut may leave less than all of it, which its reader must be able to tell.
    Raises `NoSpace` when the disk is full; `path` is then as it was before.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with space_checked(path):
            yield part
            if durable:
                with part.open("rb") as written:
                    os.fsync(written.fileno())
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path` atomically, making its folder if needed."""
    with space_checked(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with atomic(path) as part:
        part.write_bytes(data)


@contextmanager
def space_checked(path: Path) -> Iterator[None]:
    """Turn "no space left on device", or none left for this user or file, into a `NoSpace` that names the place."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoSpace(f"no space left while writing {path}: free some and run the same command again") from error
        raise


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` for writing; raises `Busy` at once when another process has it."""
    with space_checked(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"{folder} is being written by another process: wait for it or choose another folder") from error
        yield


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    sha = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def tree_files(folder: Path) -> list[Path]:
    """The regular files below `folder` in a fixed order, hidden ones and those in hidden folders left out."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    shown = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return sorted(shown, key=lambda path: path.relative_to(folder).parts)


def allow_many_files() -> None:
    """Raise the number of files this process may hold open, often 1,024, as far as the system lets it: a build maps
    the shards of all its units at once.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):  # what cannot be raised may be enough: `Sections` says when it is not
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
