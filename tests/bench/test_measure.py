"""A command is measured with all its children, and ends when it must."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.measure import measured

CHILD = "import sys, time; a = bytearray(80_000_000); a[::4096] = b'1' * len(a[::4096]); time.sleep(0.4)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}], check=True)"


def test_the_memory_of_a_child_counts(tmp_path: Path):
    took = measured([sys.executable, "-c", PARENT], tmp_path / "log", tmp_path)
    assert took.fault == ""
    assert took.peak > took.own > 80_000_000
    assert took.cpu > 0
    assert took.wall > 0


def test_a_command_that_fails_says_so_in_one_line(tmp_path: Path):
    took = measured([sys.executable, "-c", "raise SystemExit('no\\nsuch dump')"], tmp_path / "log", tmp_path)
    assert took.fault == "exit 1: such dump"


def test_a_command_that_hangs_is_ended(tmp_path: Path):
    hang = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(600)"]
    assert measured(hang, tmp_path / "log", tmp_path, limit=0.5).fault.startswith("not done after 0 s")


def test_the_environment_is_added_to(tmp_path: Path):
    command = [sys.executable, "-c", "import os; print(os.environ['PATH'] and os.environ['THREADS'])"]
    assert measured(command, tmp_path / "log", tmp_path, {"THREADS": "3"}).fault == ""
    assert (tmp_path / "log").read_text() == "3\n"
