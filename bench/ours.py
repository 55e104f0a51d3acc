"""What is measured of ours: the command, and the dumps it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIKISEEK = (sys.executable, "-c", "from wikiseek.cli import main; main()")


def sample(name: str) -> Path:
    """A dump of `bin/sample-dump`, which says itself why it cannot be had."""
    command = [sys.executable, str(ROOT / "bin" / "sample-dump"), name]
    return Path(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip())
