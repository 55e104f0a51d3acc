"""Lookups: by words beside bm25s, by meaning beside FAISS alone, both fused, and from the shell.

Ours end with the passages' text, read from the store; the peers' with the numbers of passages. Both read the query
with the same analyzer or encoder. Each query is put to one, then to the other.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.lookup_peers import Lookup, bm25s_lookup, flat_lookup
from bench.measure import measured
from bench.ours import ROOT, WIKISEEK, sample
from bench.output import say, show
from bench.table import comparison, markdown
from wikiseek.indexing import Index
from wikiseek.records import Passage
from wikiseek.search.passages import PassageTable

K = 10
_QUERY_WORDS = 8
_WARM = 5
PEERS: dict[str, tuple[str, Callable[[Index], Lookup]]] = {
    "bm25": ("bm25s", bm25s_lookup),
    "dense": ("faiss.IndexFlatIP", flat_lookup),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of each lookup by ours and by the peer, if there is one.

    `same` is the share of what the peer found that ours found too.
    """

    name: str
    ours: Sequence[float]
    peer: str = ""
    theirs: Sequence[float] = ()
    same: float | None = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="a built index instead of one that is built of enwik8"
    )
    parser.add_argument("--queries", type=int, default=300, metavar="N", help="of each kind (default: 300)")
    parser.add_argument("--shell", type=int, default=20, metavar="N", help="lookups from the shell (default: 20)")


def run(args: argparse.Namespace, work: Path) -> int:
    """Measure lookups in the index that `args` names, or in one made in the folder `work`."""
    folder = args.index.resolve() if args.index else _built(work / "enwik8")
    index = Index(folder)
    passages = index.manifest["counts"]["passages"]
    queries = drawn(index, args.queries)
    rows = [_row(index, name, queries) for name in index.retrievers]
    rows.append(_from_shell(folder, queries[: args.shell], work / "log"))
    show(table(folder.name, passages, rows), lines(folder.name, passages, rows), args.json)
    return 0


def drawn(index: Index, count: int) -> list[str]:
    """Queries: some words in a row out of passages drawn at random, always the same ones."""
    chance, passages = random.Random(0), PassageTable(index.folder)
    queries: list[str] = []
    for _ in range(100 * count):
        at = passages[chance.randrange(len(passages))]
        words = index.store.text(at.page_id)[at.start : at.end].split()
        if len(words) >= 2 * _QUERY_WORDS and len(queries) < count:
            start = chance.randrange(len(words) - _QUERY_WORDS)
            queries.append(" ".join(words[start : start + _QUERY_WORDS]))
    return queries


def table(case: str, passages: int, rows: Sequence[Row]) -> str:
    """A Markdown table: a line a kind of lookup, ours and the peer's, in milliseconds."""
    head = ["ms", "median", "95%", "peer", "peer's median", "peer's 95%", "ratio of medians", "same passages"]
    cells = []
    for row in rows:
        ours, theirs = _figures(row.ours), _figures(row.theirs)
        ratio = "-" if not ours[0] or not theirs[0] else f"{ours[0] / theirs[0]:.2f}"
        shown = ["-" if value is None else f"{value:.2f}" for value in (*ours, *theirs)]
        same = "-" if row.same is None else f"{row.same:.1%}"
        cells.append([row.name, *shown[:2], row.peer or "-", *shown[2:], ratio, same])
    return "\n".join([f"{case}: {passages:,} passages, the {K} best", "", *markdown(head, cells), ""])


def lines(case: str, passages: int, rows: Sequence[Row]) -> list[str]:
    """Two lines of JSON a row: the medians, and the times that 95 in 100 lookups stay under."""
    found = []
    for row in rows:
        facts = {"passages": passages, "lookups": len(row.ours), "same": row.same}
        for figure, ours, theirs in zip(("median", "p95"), _figures(row.ours), _figures(row.theirs), strict=True):
            what, peer = f"{row.name}, {figure}", row.peer or None
            found.append(comparison("lookup", case, what, ours, peer, theirs, "ms", facts))
    return found


def _figures(times: Sequence[float]) -> list[float | None]:
    return [round(float(np.percentile(times, part)), 3) if times else None for part in (50, 95)]


def _row(index: Index, retriever: str, queries: Sequence[str]) -> Row:
    def ours(query: str, k: int) -> list[Passage]:
        return [Passage(hit.page_id, hit.start, hit.end) for hit in index.searcher.lookup(query, k, retriever)]

    say(f"{retriever} ...")
    if retriever not in PEERS:
        return Row(retriever, [took for took, _ in map(_timed(ours), _warmed(queries))][_WARM:])
    name, make = PEERS[retriever]
    peer = make(index)
    pairs = [(_timed(ours)(query), _timed(peer)(query)) for query in _warmed(queries)][_WARM:]
    shared = sum(len({*mine} & {*theirs}) for (_, mine), (_, theirs) in pairs)
    same = shared / max(1, sum(len(theirs) for _, (_, theirs) in pairs))
    return Row(retriever, [mine for (mine, _), _ in pairs], name, [theirs for _, (theirs, _) in pairs], same)


def _warmed(queries: Sequence[str]) -> list[str]:
    """The queries behind a few that come twice: what is first read from a disk is not counted."""
    return [*(list(queries) * _WARM)[:_WARM], *queries]


def _timed(lookup: Lookup) -> Callable[[str], tuple[float, list[Passage]]]:
    def take(query: str) -> tuple[float, list[Passage]]:
        began = perf_counter()
        found = lookup(query, K)
        return (perf_counter() - began) * 1000, found

    return take


def _from_shell(folder: Path, queries: Sequence[str], log: Path) -> Row:
    say("wikiseek lookup --json ...")
    times = []
    for query in queries:
        took = measured([*WIKISEEK, "lookup", str(folder), "--json", "--", query], log, ROOT)
        if took.fault:
            raise ValueError(f"wikiseek lookup: {took.fault}")
        times.append(took.wall * 1000)
    return Row("wikiseek lookup --json", times)


def _built(folder: Path) -> Path:
    """An index of enwik8, with a static encoder; one that is there is kept."""
    say(f"building {folder} ...")
    command = [*WIKISEEK, "build-index", str(sample("enwik8")), "--out", str(folder)]
    subprocess.run(command, stdout=sys.stderr, check=True)
    return folder
