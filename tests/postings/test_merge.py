"""Merged runs hold what one run of all would hold, wherever runs and parts end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiseek.postings import Run, arranged, encoded, merged, opened
from wikiseek.sections import Sections, write_sections

Postings = dict[bytes, list[int]]
KEYS = st.text(alphabet="abé京", max_size=4).map(str.encode)
DOCUMENTS = st.lists(st.integers(0, 9), unique=True, min_size=1, max_size=4).map(sorted)


def runs_of(folder: Path, parts: list[Postings], step: int = 10) -> list[Run]:
    """Written runs, the documents of each numbered from a multiple of `step`."""
    runs = []
    for number, postings in enumerate(parts):
        write_sections(folder / str(number), encoded("run", postings))
        runs.append(opened(Sections(folder / str(number)), "run", number * step))
    return runs


@given(st.lists(st.dictionaries(KEYS, DOCUMENTS, max_size=8), max_size=5), st.integers(1, 12))
def test_merged_runs_are_the_union_of_their_postings(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Postings], at_once: int
):
    wanted: Postings = {}
    for number, postings in enumerate(parts):
        for key, documents in postings.items():
            wanted.setdefault(key, []).extend(number * 10 + document for document in documents)
    found: Postings = {}
    order: list[bytes] = []
    for part in merged(runs_of(tmp_path_factory.mktemp("runs"), parts), at_once):
        order += part.keys
        for at, key in enumerate(part.keys):
            found[key] = part.columns[0][part.starts[at] : part.starts[at + 1]].tolist()
    assert found == wanted
    assert order == sorted(wanted)


def test_parts_are_about_as_large_as_asked(tmp_path: Path):
    parts = [{f"{word:04}".encode(): [0, 1] for word in range(run, 2000, 3)} for run in range(3)]
    sizes = [len(part.columns[0]) for part in merged(runs_of(tmp_path, parts), 500)]
    assert sum(sizes) == 4000
    assert max(sizes) < 1000
    assert len(sizes) > 4


def test_columns_beside_the_documents_stay_with_them(tmp_path: Path):
    columns = {"documents": np.array([2, 5, 1], np.uint32), "counts": np.array([20, 50, 10], np.uint32)}
    runs = []
    for name, base in (("one", 0), ("two", 100)):
        write_sections(tmp_path / name, arranged("run", [b"a", b"b"], np.array([2, 1]), columns))
        runs.append(opened(Sections(tmp_path / name), "run", base, {"counts": np.uint32}))
    (part,) = merged(runs)
    assert part.keys == [b"a", b"b"]
    assert [column.tolist() for column in part.columns] == [[2, 5, 102, 105, 1, 101], [20, 50, 20, 50, 10, 10]]


def test_no_runs_have_no_postings(tmp_path: Path):
    assert list(merged([])) == []
    assert list(merged(runs_of(tmp_path, [{}, {}]))) == []
