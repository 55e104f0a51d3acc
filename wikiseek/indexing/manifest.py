"""`manifest.json`: what an index holds and the digest of each of its files. Written last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.errors import IndexFault
from wikiseek.files import sha256_file, tree_files, write_bytes

FORMAT = 2
NAME = "manifest.json"

Manifest = dict[str, Any]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Complete `manifest` with the format and the digests of all files in `folder`, and write it."""
    files = {str(path.relative_to(folder)): _facts(path) for path in tree_files(folder) if path.name != NAME}
    write_bytes(folder / NAME, codec.line({**manifest, "format": FORMAT, "files": files}))


def add_to_manifest(folder: Path, part: str, facts: Manifest, place: str) -> None:
    """Record a part added to a finished index: `facts` under its name, and the digests of the files in `place`."""
    manifest = read_manifest(folder)
    files = {str(path.relative_to(folder)): _facts(path) for path in tree_files(folder / place)}
    write_bytes(folder / NAME, codec.line({**manifest, part: facts, "files": {**manifest["files"], **files}}))


def drop_from_manifest(folder: Path, part: str, place: str) -> None:
    """Forget a part, before its files in `place` are replaced or removed."""
    manifest = read_manifest(folder)
    files = {name: facts for name, facts in manifest["files"].items() if not name.startswith(f"{place}/")}
    kept = {name: value for name, value in manifest.items() if name != part}
    write_bytes(folder / NAME, codec.line({**kept, "files": files}))


def _facts(path: Path) -> Manifest:
    return {"bytes": path.stat().st_size, "sha256": sha256_file(path)}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the index in `folder`; raises `IndexFault` when there is none that can be used."""
    path = folder / NAME
    if not folder.is_dir():
        raise IndexFault(f"{folder} is not a folder: build an index first (wikiseek build-index DUMP --out {folder})")
    if not path.is_file():
        raise IndexFault(f"{folder} has no {NAME}, so its build did not finish: run wikiseek build-index again")
    try:
        manifest = codec.load(path.read_bytes())
    except ValueError as error:
        raise IndexFault(f"{path} is not JSON ({error}): build the index again") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise IndexFault(f"{path} is of another format than this version reads ({FORMAT}): build the index again")
    return manifest


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Raise `IndexFault` when a file is missing or of another size than recorded."""
    for name, facts in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise IndexFault(f"{path} is missing: build the index again")
        if path.stat().st_size != facts["bytes"]:
            raise IndexFault(f"{path} has {path.stat().st_size} bytes, not {facts['bytes']}: build the index again")


def check_digests(folder: Path, manifest: Manifest, names: Iterable[str] | None = None) -> None:
    """Raise `IndexFault` when one of the files `names`, or any file if not given, is not as it was written."""
    for name in sorted(manifest["files"] if names is None else names):
        path = folder / name
        if sha256_file(path) != manifest["files"][name]["sha256"]:
            raise IndexFault(f"{path} has other content than was written (sha256 differs): build the index again")
