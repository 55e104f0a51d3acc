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
AUDIT = "audit.jsonl"


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
        saved = _saved(path)
        if absent := sorted(set(_settings(fingerprint)) - set(_settings(saved))):
            raise SettingsMismatch(
                f"{folder} is of a version without {', '.join(absent)}: finish it there, or choose another --out"
            )
        differing = ", ".join(_differences(saved, fingerprint)) or "their encoding"
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


def _settings(fingerprint: dict[str, Any]) -> dict[str, Any]:
    settings = fingerprint.get("settings")
    return settings if isinstance(settings, dict) else {}


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


def set_aside(folder: Path, names: Sequence[str]) -> None:
    """Rename files of `folder` to `NAME.before`, so that a run can begin again; those of a time before that go."""
    for name in names:
        if (folder / name).is_file():
            (folder / name).replace(folder / f"{name}.before")


def has_lines(folder: Path) -> bool:
    """Whether `folder` has the lines of a run or of an audit."""
    return any((folder / name).is_file() for name in (ITEMS, REJECTS, AUDIT))


def asked_in(folder: Path) -> set[str]:
    """The names of all model calls that the lines of a run or an audit rest on.

    Raises `NotFound` when it is neither, `IndexFault` when its lines do not name their calls.
    """
    if not has_lines(folder):
        raise NotFound(f"{folder} is no run: it has neither {ITEMS} nor {AUDIT}")
    names: set[str] = set()
    for path in (folder / name for name in (ITEMS, REJECTS, AUDIT)):
        for line in read_lines(path):
            # A line of a run names its calls where it says what they cost: one that came to no question had none.
            named = line if path.name == AUDIT else line.get("provenance", {"asked": []})
            asked = named.get("asked") if isinstance(named, dict) else None
            if not isinstance(asked, list):
                raise IndexFault(
                    f"{path} was written by an early version whose lines do not name their calls: make the run again"
                )
            names |= {str(name) for name in asked}
    return names
