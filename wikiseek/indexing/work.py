"""What a build that is not finished keeps: a shard for each unit that was read, and how far it came.

The folder is hidden in the index's own and goes when the index is whole. It belongs to one dump,
one way of reading it and one cut into units; anything else clears it.
"""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.errors import IndexFault
from wikiseek.files import space_checked, write_bytes
from wikiseek.sections import Sections

WORK = ".work"
_FINGERPRINT = "build.json"
# Modules that decide what a shard holds, and what a piece holds.
READING = ("dump", "store", "postings", "records.py", "codec.py", "sections.py", "indexing/parse.py")
SEARCH = ("search",)


class Work:
    """The unfinished parts of the index in the folder `out`."""

    def __init__(self, out: Path, fingerprint: dict[str, Any]) -> None:
        """Keep what is there if it was made for the same `fingerprint`, else start anew."""
        self.folder = out.absolute() / WORK
        wanted = codec.line({**fingerprint, "reader": code_id(*READING)})
        path = self.folder / _FINGERPRINT
        if not path.is_file() or path.read_bytes() != wanted:
            self.remove()
            with space_checked(self.folder):
                self.folder.mkdir(parents=True)
            write_bytes(path, wanted)
        self._found = {path.name for path in self.folder.glob("*.shard") if _usable(path)}

    def shard(self, number: int) -> Path:
        """Where the shard of unit `number` is, or will be."""
        return self.folder / f"{number:06}.shard"

    def has(self, number: int) -> bool:
        """Whether unit `number` was read when this was opened."""
        return self.shard(number).name in self._found

    @property
    def kept(self) -> int:
        """How many units were read when this was opened."""
        return len(self._found)

    def piece(self, shard: Path, made_by: str) -> Path:
        """Where the search part of a shard is, or will be, when made in the way that `made_by` names."""
        return self._pieces(made_by) / f"{shard.stem}.piece"

    def pieces(self, made_by: str) -> frozenset[Path]:
        """The search parts that are there, whole; those made in any other way are removed."""
        folder = self._pieces(made_by)
        for other in self.folder.glob("pieces-*"):
            if other != folder:
                shutil.rmtree(other)
        with space_checked(folder):
            folder.mkdir(exist_ok=True)
        return frozenset(path for path in folder.glob("*.piece") if _usable(path))

    def _pieces(self, made_by: str) -> Path:
        return self.folder / f"pieces-{made_by[:16]}"

    def forget(self) -> None:
        """Take nothing for read."""
        self._found = set()
        for path in self.folder.glob("*.json"):
            if path.name != _FINGERPRINT:
                path.unlink()

    def note(self, name: str, value: dict[str, Any]) -> None:
        """Write down that a stage is done, and what came of it."""
        write_bytes(self.folder / f"{name}.json", codec.line(value))

    def noted(self, name: str) -> dict[str, Any] | None:
        """What came of a stage, if it is done."""
        path = self.folder / f"{name}.json"
        return dict(codec.load(path.read_bytes())) if path.is_file() else None

    def remove(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def code_id(*names: str) -> str:
    """A digest of modules of wikiseek: what another version of them made is not used."""
    package = resources.files("wikiseek")
    sources: list[Any] = []
    for name in names:
        root = Path(str(package / name))
        for path in sorted([root] if root.is_file() else filter(_is_source, root.rglob("*"))):
            sources.append([path.relative_to(root.parent).as_posix(), path.read_text("utf-8")])
    return codec.content_id(sources)


def _is_source(path: Path) -> bool:
    return path.suffix in (".py", ".pyx", ".pxd")


def _usable(path: Path) -> bool:
    try:
        return Sections(path).is_whole()
    except IndexFault:
        return False
