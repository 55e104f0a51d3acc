"""Sets of page ids as bytes, many at a time, compiled."""

from array import array
from collections.abc import Iterable, Sequence

from numpy.typing import NDArray
from pyroaring import BitMap

class Members:
    pages: BitMap
    def __init__(self, pages: BitMap) -> None: ...
    def meeting(self, rows: Iterable[tuple[bytes, bytes]]) -> array[int]: ...
    def met(self, rows: Iterable[tuple[bytes, bytes]]) -> array[int]: ...

def bitmaps(starts: NDArray, pages: NDArray) -> list[bytes]: ...  # type: ignore[type-arg]
def bitmap_bytes(pages: Sequence[int]) -> bytes: ...
