"""Progress on standard error: one line that is rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from wikiseek.synthesis.funnel import Funnel

_SECONDS_BETWEEN = 10.0
_SECONDS_ON_TERMINAL = 0.1


class Line:
    """Shows the latest of many messages, not all of them."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = 0.0
        self._shown = ""
        self._message = ""

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._message != self._shown:
            self._write(self._message)
        if self._terminal and self._shown:
            sys.stderr.write("\n")

    def show(self, message: str) -> None:
        """Replace the line by `message`, if enough time has passed."""
        self._message = message
        now = time.monotonic()
        if now - self._last >= (_SECONDS_ON_TERMINAL if self._terminal else _SECONDS_BETWEEN):
            self._last = now
            self._write(message)

    def _write(self, message: str) -> None:
        self._shown = message
        sys.stderr.write(f"\r\033[K{message}" if self._terminal else f"{message}\n")
        sys.stderr.flush()


class FunnelLine(Line):
    """The progress of a run."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __enter__(self) -> FunnelLine:
        return self

    def __call__(self, funnel: Funnel) -> None:
        """Show where the attempts so far ended."""
        others = ", ".join(f"{name} {n}" for name, n in funnel.stages.most_common() if name != "accepted")
        self.show(
            f"{funnel.accepted} of {self._count} accepted, {funnel.attempts} attempts ({others or 'none rejected'})"
        )
