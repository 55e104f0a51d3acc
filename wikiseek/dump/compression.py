"""Bytes of a dump, whatever it is packed with: plain XML, bz2 (one stream or many), gzip, a pipe.

Every stream of a file is read to its end, in bounded memory: a reader that stops after the first
stream, or lets trailing garbage pass, loses pages without a word.
"""

from __future__ import annotations

import bz2
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from wikiseek.errors import DumpError

CHUNK = 1 << 18  # bytes asked of the file at a time
UNPACKED = 1 << 20  # bytes unpacked at a time: the bound on memory whatever the file claims

_OTHERS = {b"7z\xbc\xaf": "7z", b"\xfd7zX": "xz", b"(\xb5/\xfd": "zstd", b"PK\x03\x04": "zip"}


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's gzip reader behind the interface of `bz2.BZ2Decompressor`."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_PACKERS: dict[str, tuple[bytes, type[bz2.BZ2Decompressor] | type[_Gzip]]] = {
    "bz2": (b"BZh", bz2.BZ2Decompressor),
    "gzip": (b"\x1f\x8b", _Gzip),
}


@contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """The raw bytes of a dump file, or of standard input for `-`; `DumpError` when there is no such file."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(path, "rb") as stream:
            yield stream
    except FileNotFoundError:
        raise DumpError(f"{path}: no such file: check the path of the dump") from None
    except IsADirectoryError:
        raise DumpError(f"{path} is a folder: name the dump file in it (…-pages-articles.xml.bz2)") from None
    except PermissionError:
        raise DumpError(f"{path}: permission denied: make the file readable") from None


class Unpacker:
    """Iterate over the unpacked bytes of `stream`, in chunks of at most `UNPACKED` bytes.

    `name` is used in errors; `start` and `end` bound the packed bytes (end None: all). The packing is
    told from the first bytes, never from the name. `position` counts packed bytes read so far.
    """

    def __init__(self, stream: BinaryIO, name: str, start: int = 0, end: int | None = None) -> None:
        self._stream, self._name, self._end = stream, name, end
        self.position = start
        if start:
            stream.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        first = self._read()
        if not first:
            raise DumpError(f"{self._name}: the file is empty: fetch the dump again")
        for magic, packer in _OTHERS.items():
            if first.startswith(magic):
                raise DumpError(f"{self._name}: {packer} is not supported: unpack it, or use the .bz2 or .gz dump")
        for packer, (magic, make) in _PACKERS.items():
            if first.startswith(magic):
                return self._streams(first, packer, magic, make)
        return self._plain(first)

    def _read(self) -> bytes:
        size = CHUNK if self._end is None else min(CHUNK, self._end - self.position)
        data = self._stream.read(size) if size > 0 else b""
        self.position += len(data)
        return data

    def _plain(self, data: bytes) -> Iterator[bytes]:
        while data:
            yield data
            data = self._read()

    def _streams(
        self, data: bytes, packer: str, magic: bytes, make: type[bz2.BZ2Decompressor] | type[_Gzip]
    ) -> Iterator[bytes]:
        while data:
            began = self.position - len(data)
            if len(data) < len(magic):
                data += self._read()
            if not data.startswith(magic):
                raise DumpError(
                    f"{self._name}: trailing garbage after a {packer} stream at byte {began}: fetch the dump again"
                )
            stream: _Decompressor = make()
            yield from self._one_stream(stream, data, packer, began)
            data = stream.unused_data or self._read()

    def _one_stream(self, stream: _Decompressor, data: bytes, packer: str, began: int) -> Iterator[bytes]:
        while True:
            try:
                unpacked = stream.decompress(data, UNPACKED)
            except (OSError, zlib.error) as error:
                raise DumpError(
                    f"{self._name}: damaged {packer} data before byte {self.position} "
                    f"(stream at byte {began}): fetch the dump again"
                ) from error
            if unpacked:
                yield unpacked
            if stream.eof:
                return
            data = b"" if len(unpacked) == UNPACKED else self._read()
            if not data and len(unpacked) < UNPACKED:
                raise DumpError(
                    f"{self._name}: truncated: the {packer} stream at byte {began} is cut off "
                    f"at byte {self.position}: fetch the dump again"
                )
