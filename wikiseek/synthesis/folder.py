"""The run folder: one line an attempt, appended in order, so that a run can stop and go on anywhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
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


def claim_folder(folder: Path, fingerprint: dict[str, Any], kept: Sequence[str] = (ITEMS, REJECTS)) -> None:
    """Start a run in `folder`, or make sure that the one there is the same; raises `SettingsMismatch`.

    `kept` are the files that a run of this sort writes.
    """
    path = folder / FINGERPRINT
    wanted = codec.line(fingerprint)
    if not path.is_file():
        if any((folder / name).is_file() for name in kept):
            raise SettingsMismatch(
                f"{folder} holds attempts of a run and no {FINGERPRINT} that says of which: choose another --out"
            )
        write_bytes(path, wanted)
        return
    if path.read_bytes() != wanted:
        differing = ", ".join(_differences(_saved(path), fingerprint)) or "their encoding"
        raise SettingsMismatch(
            f"{folder} was started with other settings (they differ in {differing}): "
            "use those again, or choose another --out"
        )


def _saved(path: Path) -> dict[str, Any]:
    try:
        saved = codec.load(path.read_bytes())
    except ValueError:
        saved = None
    if not isinstance(saved, dict):
        raise IndexFault(f"{path} is damaged: restore it, or choose another --out")
    return saved


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


def cut_half_line(path: Path) -> None:
    """Cut off on disk what a stopped run left of its last line, if it left any."""
    if path.is_file():
        data = path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole != len(data):
            os.truncate(path, whole)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file, one a line. No file, no lines. Raises `IndexFault` for any other line."""
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = codec.load(line)
        except ValueError as error:
            raise _bad_line(path, number, str(error)) from error
        if not isinstance(value, dict):
            raise _bad_line(path, number, f"it is a {type(value).__name__}, not an object")
        found.append(value)
    return found


def _bad_line(path: Path, number: int, why: str) -> IndexFault:
    return IndexFault(f"line {number} of {path} is no item ({why}): restore it, or let an interrupted run go on")


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
