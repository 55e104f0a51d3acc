"""What is measured of ours: the command, its bytecode, and the dumps it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIKISEEK = (sys.executable, "-c", "from wikiseek.cli import main; main()")


def compile_modules() -> None:
    """Leave the bytecode of our modules beside them, as an installer does, and as pip does for the peers: Python may
    have been told to leave none.
    """
    subprocess.run([sys.executable, "-m", "compileall", "-q", "wikiseek", "bench"], cwd=ROOT, check=True)


def sample(name: str) -> Path:
    """A dump of `bin/sample-dump`, which says itself why it cannot be had."""
    command = [sys.executable, str(ROOT / "bin" / "sample-dump"), name]
    return Path(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip())
