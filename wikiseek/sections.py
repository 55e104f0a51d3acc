"""One file of named sections of bytes, whole or absent, which knows whether it was changed.

Layout: the sections one after the other, each at a multiple of 8; a JSON table `{name: [offset, length]}`;
then 8 bytes with the table's offset (little-endian) and the SHA-256 of everything before it.
"""

from __future__ import annotations

import errno
import hashlib
import mmap
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wikiseek import codec
from wikiseek.errors import IndexFault, Prerequisite
from wikiseek.files import atomic

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_OFFSET = struct.Struct("<Q")
_DIGEST_BYTES = 32
_FOOTER_BYTES = _OFFSET.size + _DIGEST_BYTES
_ALIGNED = 8
_CHUNK = 1 << 20


def write_sections(path: Path, sections: Mapping[str, Any]) -> None:
    """Write `sections`, any objects with a buffer, to `path` atomically. Raises `NoSpace`.

    Nobody waits for the disk: what a power cut leaves of a file, `Sections.is_whole` finds out.
    """
    table: dict[str, list[int]] = {}
    digest = hashlib.sha256()
    with atomic(path, durable=False) as part, part.open("wb") as stream:
        at = 0

        def put(data: Any) -> None:
            nonlocal at
            digest.update(data)
            at += stream.write(data)

        for name, content in sections.items():
            put(bytes(-at % _ALIGNED))
            start = at
            put(memoryview(content).cast("B") if len(content) else b"")
            table[name] = [start, at - start]
        offset = at
        put(codec.canonical(table))
        put(_OFFSET.pack(offset))
        stream.write(digest.digest())


class Sections:
    """A file of sections, mapped for reading. Raises `IndexFault` for any other file, not for changed bytes;
    `Prerequisite` when the process may open no more files.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as stream:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            (offset,) = _OFFSET.unpack_from(self._map, len(self._map) - _FOOTER_BYTES)
            self._table: dict[str, list[int]] = codec.load(self._map[offset : len(self._map) - _FOOTER_BYTES])
        except (OSError, ValueError, struct.error) as error:
            if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
                raise Prerequisite(f"{path}: too many files are open: raise the limit (ulimit -n 32768)") from error
            raise IndexFault(f"{path} is no file of sections ({error}): remove it and run the command again") from error

    def content(self, name: str) -> bytes:
        """A copy of one section."""
        start, length = self._table[name]
        return self._map[start : start + length]

    def piece(self, name: str, first: int, last: int) -> bytes:
        """A copy of the bytes from `first` to `last` of one section."""
        start = self._table[name][0]
        return self._map[start + first : start + last]

    def array(self, name: str, dtype: DTypeLike) -> NDArray[Any]:
        """A section as a flat array over the map."""
        import numpy as np  # a worker that only writes does without: it takes as long as all else to import

        start, length = self._table[name]
        return np.frombuffer(self._map, dtype, length // np.dtype(dtype).itemsize, start)

    def json(self, name: str) -> Any:
        """A section that holds JSON."""
        return codec.load(self.content(name))

    def release(self) -> None:
        """Let the system take back the memory of what was read: it can be read again."""
        with suppress(ValueError, OSError):
            self._map.madvise(mmap.MADV_DONTNEED)

    def is_whole(self) -> bool:
        """Whether every byte is as it was written."""
        digest = hashlib.sha256()
        end = len(self._map) - _DIGEST_BYTES
        for start in range(0, end, _CHUNK):
            digest.update(self._map[start : min(start + _CHUNK, end)])
        return digest.digest() == self._map[end:]
