"""The run folder: one line an attempt, appended in order, so that a run can stop and go on anywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.errors import IndexFault, NotFound, SettingsMismatch
from wikiseek.files import space_checked, write_bytes

ITEMS = "items.jsonl"
REJECTS = "rejects.jsonl"
FINGERPRINT = "run.json"
FUNNEL = "funnel.json"
CASSETTE = "cassette.lmdb"


def claim_folder(folder: Path, fingerprint: dict[str, Any]) -> None:
    """Start a run in `folder`, or make sure that the one there is the same; raises `SettingsMismatch`."""
    path = folder / FINGERPRINT
    wanted = codec.line(fingerprint)
    if not path.is_file():
        write_bytes(path, wanted)
        return
    if path.read_bytes() != wanted:
        differing = ", ".join(_differences(codec.load(path.read_bytes()), fingerprint)) or "their encoding"
        raise SettingsMismatch(
            f"{folder} was started with other settings (they differ in {differing}): "
            "use those again, or choose another --out"
        )


def _differences(one: dict[str, Any], other: dict[str, Any], prefix: str = "") -> list[str]:
    found = []
    for key in sorted(set(one) | set(other)):
        left, right = one.get(key), other.get(key)
        if isinstance(left, dict) and isinstance(right, dict):
            found += _differences(left, right, f"{prefix}{key}.")
        elif left != right:
            found.append(f"{prefix}{key}: {_short(left)} there, {_short(right)} now")
    return found


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 16 else f"{text[:12]}…"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The whole lines of a JSONL file; a half-written last line is cut off on disk. No file, no lines."""
    if not path.is_file():
        return []
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole != len(data):
        os.truncate(path, whole)
    try:
        return [codec.load(line) for line in data[:whole].splitlines()]
    except ValueError as error:
        raise IndexFault(f"{path} has a line that is not JSON ({error}): restore it, or start another run") from error


def append_line(path: Path, line: bytes) -> None:
    """Append one line and make sure that it is on disk."""
    with space_checked(path), path.open("ab") as stream:
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())


def items_path(run: Path) -> Path:
    """The items of a run folder, or the JSONL file itself."""
    path = run / ITEMS if run.is_dir() else run
    if not path.is_file():
        raise NotFound(f"{path} does not exist: give a run folder or a JSONL file of items")
    return path
