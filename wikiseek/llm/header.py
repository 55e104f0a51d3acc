"""What the header of a GGUF file says, read without trusting a byte of it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (magic, version, two counts, settings, tensors, then
aligned data). Every length is held against the bytes that are left before it is used, so time and memory are
bounded by the file's size and by the limits below.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

from wikiseek.errors import ModelFault

_HEAD = struct.Struct("<4sIQQ")
_VERSIONS = (2, 3)
_PAIRS, _TENSORS, _DIMENSIONS = 1 << 16, 1 << 20, 4
_ELEMENTS = 1 << 22  # strings in lists: the largest vocabularies with their merges have a fifth
_TEXT = 1 << 24  # the longest chat templates have a thousandth
_KEPT = 1 << 12  # numbers of a list that are kept: one a layer
_STRING, _LIST = 8, 9
# Struct letters of the scalar types, by number.
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
# Tensor types: name, weights in a block, bytes of a block.
TYPES = {
    0: ("F32", 1, 4),
    1: ("F16", 1, 2),
    2: ("Q4_0", 32, 18),
    3: ("Q4_1", 32, 20),
    6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24),
    8: ("Q8_0", 32, 34),
    10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144),
    13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210),
    16: ("IQ2_XXS", 256, 66),
    17: ("IQ2_XS", 256, 74),
    18: ("IQ3_XXS", 256, 98),
    19: ("IQ1_S", 256, 50),
    20: ("IQ4_NL", 32, 18),
    21: ("IQ3_S", 256, 110),
    22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136),
    24: ("I8", 1, 1),
    25: ("I16", 1, 2),
    26: ("I32", 1, 4),
    27: ("I64", 1, 8),
    28: ("F64", 1, 8),
    29: ("IQ1_M", 256, 56),
    30: ("BF16", 1, 2),
    34: ("TQ1_0", 256, 54),
    35: ("TQ2_0", 256, 66),
    39: ("MXFP4", 32, 17),
}


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor: `type` is ggml's number, `offset` counts from the beginning of the data."""

    name: str
    shape: tuple[int, ...]
    type: int
    offset: int

    @property
    def weights(self) -> int:
        """How many numbers it has."""
        return prod(self.shape)

    @property
    def bytes(self) -> int:
        """What its data takes; 0 for a type that is not known here."""
        _, block, size = TYPES.get(self.type, ("", 1, 0))
        return -(-self.weights // block) * size


@dataclass(slots=True)
class Header:
    """Settings by name (of lists, at most so many numbers that there is one a layer) and tensors."""

    version: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)  # of settings that are lists
    tensors: list[Tensor] = field(default_factory=list)


def read_header(path: Path) -> Header:
    """The header of `path`, once it is sure that all it speaks of is there. Raises `ModelFault`, in one clear line."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD.size)
            _check_head(path, head)
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Reader(path, data).header()
    except OSError as error:
        raise ModelFault(f"{path} cannot be read ({error.strerror}): check its permissions") from error


def _check_head(path: Path, head: bytes) -> None:
    if head[:4] != b"GGUF":
        raise ModelFault(
            f"{path} is not a GGUF file (it begins with {head[:4]!r}): convert or download the model as GGUF"
        )
    if len(head) < _HEAD.size:
        raise ModelFault(f"{path} ends after {len(head)} bytes: download it again")
    _, version, tensors, pairs = _HEAD.unpack(head)
    if int.from_bytes(head[4:8], "big") in _VERSIONS:
        raise ModelFault(f"{path} is a big-endian GGUF, made for other machines: get the little-endian one")
    if version not in _VERSIONS:
        raise ModelFault(f"{path} is GGUF version {version}, versions 2 and 3 can be read: convert it again")
    if not 0 < tensors <= _TENSORS or not 0 < pairs <= _PAIRS:
        raise ModelFault(f"{path} announces {tensors} tensors and {pairs} settings: it is damaged, download it again")


class _Reader:
    """Goes through the header of a file from front to back."""

    def __init__(self, path: Path, data: mmap.mmap) -> None:
        self._path, self._data = path, data
        self._at = 0
        self._end = len(data)
        self._elements = 0

    def header(self) -> Header:
        """The whole header."""
        found = Header()
        _, found.version, tensors, pairs = self._numbers(_HEAD)
        for _ in range(pairs):
            name = self._text()
            found.settings[name], length = self._value(self._number("I"), 0)
            if length is not None:
                found.lengths[name] = length
        found.tensors = [self._tensor() for _ in range(tensors)]
        self._check_data(found)
        return found

    def _check_data(self, header: Header) -> None:
        """Make sure that the data of every tensor is in the file."""
        alignment = header.settings.get("general.alignment", 32)
        if type(alignment) is not int or not 0 < alignment <= 1 << 20 or alignment & (alignment - 1):
            raise self._damaged(f"its data is aligned to {str(alignment)[:20]}")
        start = -(-self._at // alignment) * alignment
        for tensor in header.tensors:
            if tensor.offset % alignment:
                raise self._damaged(f"the tensor {tensor.name[:40]!r} is not aligned")
            missing = start + tensor.offset + tensor.bytes - self._end
            if missing > 0:
                raise ModelFault(
                    f"{self._path} is cut off: it has {self._end:,} bytes, and the tensor {tensor.name[:40]!r} ends "
                    f"{missing:,} bytes later: download it again"
                )

    def _tensor(self) -> Tensor:
        name, dimensions = self._text(), self._number("I")
        if not 0 < dimensions <= _DIMENSIONS:
            raise self._damaged(f"the tensor {name[:40]!r} has {dimensions} dimensions")
        shape = self._numbers(struct.Struct(f"<{dimensions}Q"))
        return Tensor(name, shape, self._number("I"), self._number("Q"))

    def _value(self, kind: int, depth: int) -> tuple[Any, int | None]:
        """A setting's value, and its length where it is a list; of lists, only short ones of numbers are kept."""
        if kind == _STRING:
            return self._text(), None
        if kind != _LIST:
            return self._number(self._letter(kind)), None
        inner, count = self._number("I"), self._number("Q")
        if inner not in (_STRING, _LIST):
            layout = self._letter(inner)
            self._require(count * struct.calcsize(f"<{layout}"))
            if count <= _KEPT:
                return self._numbers(struct.Struct(f"<{count}{layout}")), count
            self._at += count * struct.calcsize(f"<{layout}")
            return None, count
        self._elements += count
        if self._elements > _ELEMENTS or depth > 1:
            raise self._damaged(f"it has a list of {count} values")
        step: Callable[[], object] = self._skip if inner == _STRING else lambda: self._value(_LIST, depth + 1)
        for _ in range(count):
            step()
        return None, count

    def _letter(self, kind: int) -> str:
        if kind not in _SCALARS:
            raise self._damaged(f"it has a setting of type {kind}")
        return _SCALARS[kind]

    def _text(self) -> str:
        length = self._number("Q")
        self._require(length)
        if length > _TEXT:
            raise self._damaged(f"it has a text of {length:,} bytes")
        text = self._data[self._at : self._at + length].decode("utf-8", "replace")
        self._at += length
        return text

    def _skip(self) -> None:
        length = self._number("Q")
        self._require(length)
        self._at += length

    def _number(self, letter: str) -> Any:
        return self._numbers(_ONE[letter])[0]

    def _numbers(self, layout: struct.Struct) -> tuple[Any, ...]:
        self._require(layout.size)
        found = layout.unpack_from(self._data, self._at)
        self._at += layout.size
        return found

    def _require(self, size: int) -> None:
        """Make sure that so many more bytes are there."""
        if size > self._end - self._at:
            raise ModelFault(
                f"{self._path} is cut off or damaged: its header speaks of {size:,} bytes more at byte {self._at:,} "
                f"of {self._end:,}: download it again"
            )

    def _damaged(self, what: str) -> ModelFault:
        return ModelFault(f"{self._path} is damaged ({what}, before byte {self._at:,}): download it again")


_ONE = {letter: struct.Struct(f"<{letter}") for letter in _SCALARS.values()}
