"""The project's own Python for the scripts in `bin`, whichever one they were called with. Imports nothing of ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_VENV = Path(__file__).resolve().parent.parent / ".venv"


def entered() -> None:
    """Go on in the environment that `bin/setup` makes, if it is there."""
    python = _VENV / "bin" / "python"
    if Path(sys.prefix) != _VENV and python.exists():
        os.execv(python, [str(python), *sys.argv])
