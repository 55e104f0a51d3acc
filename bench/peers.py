"""The peers: other programs that read a dump, in an environment of their own, and how each is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WIKIEXTRACTOR = "wikiextractor==3.1.0"
WIKI2DATASET = "wiki2dataset==0.1.0"
_CONVERT = Path(__file__).with_name("wiki2dataset_articles.py")


class Peers:
    """An environment in the folder `venv`; `faults` says in one line why a peer is missing, by requirement."""

    def __init__(self, venv: Path) -> None:
        self.faults: dict[str, str] = {}
        self._bin = venv / "bin"

    def wikiextractor(self, dump: Path, out: Path, processes: int) -> list[str]:
        """Plain text of every article to files in `out`; templates are dropped, as here."""
        command = [str(self._bin / "wikiextractor"), "--no-templates", "--processes", str(processes)]
        return [*command, "-o", str(out), "-q", str(dump)]

    def wiki2dataset(self, dump: Path, out: Path) -> list[str]:
        """Markdown of every article to a file in `out`. The number of threads is `RAYON_NUM_THREADS`."""
        return [str(self._bin / "python"), str(_CONVERT), str(dump), str(out)]


def make_peers(venv: Path) -> Peers:
    """Make the environment of the peers in `venv`, or take the one that is there; a peer that fails is noted."""
    peers = Peers(venv)
    if not (venv / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, stdout=subprocess.DEVNULL)
    for requirement in (WIKIEXTRACTOR, WIKI2DATASET):
        if fault := install(venv / "bin" / "python", requirement):
            peers.faults[requirement] = fault
    return peers


def install(python: Path, requirement: str) -> str:
    """Install one peer from a wheel; what went wrong, in one line, or nothing."""
    command = [str(python), "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check", requirement]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return ""
    said = [line for line in ran.stderr.splitlines() if "error" in line.lower()] or ["no message"]
    return f"pip could not install {requirement}: {said[-1].strip()[:200]}"
