"""The command as a person meets it: exit code, standard output, standard error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiseek import codec

ROOT = Path(__file__).parent.parent.parent

# A process of its own. Interrupts are heard even where the tests run in the background of a shell.
_START = """
import resource, signal, sys
from wikiseek.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
if limit := int(sys.argv.pop(1)):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main()
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return codec.load(self.out)

    @property
    def failure(self) -> str:
        """The one line that a failure is told in; nothing else may be there."""
        (line,) = self.err.splitlines()
        assert line.startswith("wikiseek: "), line
        assert (self.code, self.out) == (1, "")
        return line


Wikiseek = Callable[..., Said]


def started(*arguments: object, limit: int = 0) -> subprocess.Popen[str]:
    """`wikiseek` in a process of its own, which may not write a file of more than `limit` bytes (0: any)."""
    command = [sys.executable, "-c", _START, str(limit), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> Said:
    """What came of a process."""
    out, err = process.communicate(timeout=120)
    return Said(process.returncode, out, err)
