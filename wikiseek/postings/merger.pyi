"""Many sorted runs read side by side, compiled."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

class Merger:
    def __init__(self, runs: Iterable[tuple[Any, Any, Any, Sequence[Any], int]]) -> None: ...
    def part(self, wanted: int) -> tuple[list[bytes], array[int], list[array[int]]]: ...
