"""Sets of page ids as bytes, many at a time, compiled."""

from collections.abc import Sequence

from numpy.typing import NDArray

def bitmaps(starts: NDArray, pages: NDArray) -> list[bytes]: ...  # type: ignore[type-arg]
def bitmap_bytes(pages: Sequence[int]) -> bytes: ...
