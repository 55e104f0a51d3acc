"""Checking every byte of an index against its manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wikiseek.files import sha256_file, tree_files
from wikiseek.indexing.manifest import NAME, read_manifest


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as the manifest says."""

    path: str
    what: str


def verify_index(folder: Path, progress: Callable[[str], None]) -> list[Damage]:
    """Every damaged, missing or unknown file of the index in `folder`; `progress` is told each name."""
    expected = read_manifest(folder)["files"]
    present = {str(path.relative_to(folder)) for path in tree_files(folder)} - {NAME}
    damage = [Damage(name, "does not belong to the index") for name in sorted(present - set(expected))]
    for name, facts in sorted(expected.items()):
        progress(name)
        path = folder / name
        if not path.is_file():
            damage.append(Damage(name, "is missing"))
        elif path.stat().st_size != facts["bytes"]:
            damage.append(Damage(name, f"has {path.stat().st_size} bytes, not {facts['bytes']}"))
        elif sha256_file(path) != facts["sha256"]:
            damage.append(Damage(name, "has other content than was written (sha256 differs)"))
    return damage
