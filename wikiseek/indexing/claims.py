"""Reading every page of an index once for all runs, for its relation claims and for whom it names.

Workers read, one process writes.

A unit of pages gives a *part*, a file of sections in the hidden folder `.claims` of the index, so that a reading
that was stopped goes on with the parts that are missing. The same index and grammar give the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from pyroaring import BitMap

from wikiseek import codec
from wikiseek.engines import Bounds, run_units
from wikiseek.errors import IndexFault
from wikiseek.files import locked, space_checked, write_bytes
from wikiseek.grammar import Grammar, Parse, Unit, open_grammar, read_claims
from wikiseek.indexing.manifest import Manifest, add_to_manifest, check_sizes, drop_from_manifest, read_manifest
from wikiseek.indexing.work import code_id
from wikiseek.postings import PairSorter
from wikiseek.records import Claim
from wikiseek.sections import Sections, write_sections
from wikiseek.store import CLAIMS_FILE, MentionReader, Store, packed_claims, write_claims

Progress = Callable[[str], None]

_PART = "claims"  # of the manifest
_WORK = ".claims"
_FINGERPRINT = "claims.json"
# Modules that decide what is read.
_CODE = ("grammar", "store/claims.py", "store/mentions.py", "store/names.py")
# Pages in a part, unless that made more parts than a folder holds with ease.
_PAGES = 64
_PARTS = 4096
_SAID_EVERY = 500
# A page has at most `SENTENCES_READ` sentences of bounded length; loading the grammar comes before the first.
_BOUNDS = Bounds(seconds=60.0, memory=4 << 30)


@dataclass(frozen=True, slots=True)
class ClaimsRead:
    """What was read: candidates, sentences with a named link, claims, pages with a claim, pages named by pages."""

    grammar: str
    code: str
    pages: int
    sentences: int
    claims: int
    pages_with_claims: int
    mentions: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """Pages of the index in `folder` to be read by `grammar` into the file `part`."""

    folder: Path
    grammar: str
    pages: tuple[int, ...]
    part: Path


class _Counting:
    """A grammar that counts the sentences it parsed."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self.sentences = grammar, 0
        self.name = grammar.name

    def parse(self, units: Sequence[Unit]) -> list[Parse]:
        """Parse each unit, in order."""
        self.sentences += len(units)
        return self._grammar.parse(units)


def read_all_claims(folder: Path, grammar: str, workers: int, progress: Progress) -> tuple[ClaimsRead, bool]:
    """Read the claims of the index in `folder` and note them in its manifest; whether anything had to be done.

    Raises `IndexFault` for an index that is not whole, `Busy`, `NoSpace`, `Prerequisite`.
    """
    manifest = read_manifest(folder)
    check_sizes(folder, manifest)
    name = open_grammar(grammar).name
    code = code_id(*_CODE)
    wanted = {"index_id": manifest["index_id"], "grammar": name, "code": code}
    if claims_stored(manifest, name):
        return ClaimsRead(**manifest[_PART]), False
    with locked(folder):
        work = _work_folder(folder, wanted)
        parts = _read(folder, grammar, work, workers, progress)
        progress("putting claims together")
        drop_from_manifest(folder, _PART, CLAIMS_FILE)
        read = _put_together(folder, work, parts, name, code)
        add_to_manifest(folder, _PART, codec.shallow(read), CLAIMS_FILE)
        shutil.rmtree(work)
    return read, True


def claims_stored(manifest: Manifest, grammar: str) -> bool:
    """Whether an index has its claims stored as `grammar` (a model's name and version) and this version read them."""
    return bool(mentions_stored(manifest) and manifest[_PART]["grammar"] == grammar)


def mentions_stored(manifest: Manifest) -> bool:
    """Whether an index has it stored who names whom, as this version reads it."""
    return (manifest.get(_PART) or {}).get("code") == code_id(*_CODE)


def _work_folder(folder: Path, wanted: dict[str, str]) -> Path:
    """The folder of parts, emptied if it holds those of another reading."""
    work = folder.absolute() / _WORK
    if not (work / _FINGERPRINT).is_file() or (work / _FINGERPRINT).read_bytes() != codec.line(wanted):
        shutil.rmtree(work, ignore_errors=True)
        write_bytes(work / _FINGERPRINT, codec.line(wanted))
    return work


def _read(folder: Path, grammar: str, work: Path, workers: int, progress: Progress) -> list[Path]:
    store = Store(folder)
    pages = list(store.candidates)
    store.close()
    size = max(_PAGES, len(pages) // _PARTS + 1)
    units = [
        _Unit(folder.absolute(), grammar, tuple(pages[at : at + size]), work / f"{at // size:06}.part")
        for at in range(0, len(pages), size)
    ]
    missing = [unit for unit in units if not _whole(unit.part)]
    if len(missing) < len(units):
        progress(f"going on: {len(units) - len(missing)} of {len(units)} parts are read")
    left = sum(len(unit.pages) for unit in missing)
    for read, _ in enumerate(run_units(missing, _claims_of_unit, workers, _BOUNDS), 1):
        if read % _SAID_EVERY == 0:
            progress(f"claims of {read} of {left} pages read")
    return [unit.part for unit in units]


def _whole(part: Path) -> bool:
    try:
        return part.is_file() and Sections(part).is_whole()
    except IndexFault:
        return False


def _claims_of_unit(unit: _Unit, marked: frozenset[int]) -> Iterator[None]:
    """Write the part of a unit; a page that hung or killed its process before has no claims."""
    store, grammar, mentions = _opened(unit.folder, unit.grammar)
    before = grammar.sentences
    found: list[list[Claim]] = []
    named: list[BitMap] = []
    for position, page in enumerate(unit.pages):
        found.append([] if position in marked else read_claims(store.entity(page), grammar, store.resolve))
        named.append(mentions.named_by(page))
        yield
    rows = [packed_claims(claims) for claims in found]
    objects = [
        (target, page)
        for page, claims in zip(unit.pages, found, strict=True)
        for target in (claim.constraint.target_id for claim in claims)
        if target is not None
    ]
    names = list(map(len, named))
    counts = [len(unit.pages), grammar.sentences - before, sum(map(len, found)), sum(map(bool, found)), sum(names)]
    sections: dict[str, Any] = {
        "pages": np.asarray(unit.pages, np.uint32),
        "ends": np.cumsum([len(row) for row in rows], dtype=np.uint64),
        "rows": b"".join(rows),
        "objects": np.asarray(objects, np.uint32).reshape(-1, 2),
        "naming": np.repeat(np.asarray(unit.pages, np.uint32), names),
        "named": np.concatenate([np.asarray(pages, np.uint32) for pages in named]),
        "counts": codec.canonical(counts),
    }
    write_sections(unit.part, sections)


@lru_cache(maxsize=1)
def _opened(folder: Path, grammar: str) -> tuple[Store, _Counting, MentionReader]:
    store = Store(folder)
    return store, _Counting(open_grammar(grammar)), MentionReader(store)


def _put_together(folder: Path, work: Path, parts: Sequence[Path], grammar: str, code: str) -> ClaimsRead:
    opened = [Sections(part) for part in parts]
    scratch = work / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    with space_checked(scratch):
        scratch.mkdir()
    pairs = {name: PairSorter(scratch, name) for name in ("objects", "naming", "named")}
    for part in opened:
        pairs["objects"].add(*part.array("objects", np.uint32).reshape(-1, 2).T)
        naming, named = part.array("naming", np.uint32), part.array("named", np.uint32)
        pairs["naming"].add(named, naming)
        pairs["named"].add(naming, named)
    groups = {name: each.groups() for name, each in pairs.items()}
    write_claims(folder, scratch, (row for part in opened for row in _rows(part)), groups)
    for each in pairs.values():
        each.close()
    totals = np.sum([part.json("counts") for part in opened], axis=0).tolist() if opened else [0, 0, 0, 0, 0]
    return ClaimsRead(grammar, code, *totals)


def _rows(part: Sections) -> Iterator[tuple[int, bytes]]:
    start = 0
    for page, end in zip(part.array("pages", np.uint32).tolist(), part.array("ends", np.uint64).tolist(), strict=True):
        yield page, part.piece("rows", start, end)
        start = end
