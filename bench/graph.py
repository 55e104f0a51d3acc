"""Certificates at the size of the English Wikipedia: a made-up graph of links, its store built, trees certified.

The store is written by the code that builds an index, with the same tables; what certifies is the solver over the sets
that constraints stand for, read from that store. The pages have titles and links and no text: the sets look for
mentions as they always do, and find none. Reading a dump, and the mentions in texts, are not measured.

The peer holds the same graph in memory as two sparse matrices and certifies the same trees; all figures of all
certificates must be the same. Each takes the trees in the same order twice: what it remembers of the first time helps
it the second.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.graph_trees import drawn
from bench.graph_world import World
from bench.measure import Measured, measured
from bench.ours import ROOT
from bench.output import say, show
from bench.table import comparison, markdown
from wikiseek.store import STORE_FILE, Store

PEER = "scipy.sparse"
_PARTS = {"median": 50, "p95": 95, "max": 100}


@dataclass(frozen=True, slots=True)
class Built:
    """What the building of the store took, its counts, and the bytes of its file."""

    took: Measured
    counts: dict[str, float]
    size: int


@dataclass(frozen=True, slots=True)
class Certified:
    """What certifying all trees took, the milliseconds of each the first time and again, and what was found."""

    took: Measured
    first: Sequence[float]
    again: Sequence[float]
    found: Sequence[dict[str, Any]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--pages", type=int, default=7_000_000, metavar="N", help="(default: 7000000)")
    parser.add_argument("--links", type=int, default=200_000_000, metavar="N", help="(default: 200000000)")
    parser.add_argument("--trees", type=int, default=1000, metavar="N", help="(default: 1000)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another graph and other trees")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes of the build (default: 2)")


def run(args: argparse.Namespace, work: Path) -> int:
    """Build a graph as `args` describes it in the folder `work`, and certify trees; 1 when a certificate differs."""
    folder = work / "graph"
    shutil.rmtree(folder, ignore_errors=True)
    world = World(args.pages, args.links, args.seed)
    say(f"drawing {world.links:,} links of {world.pages:,} pages ...")
    world.write(folder / "world")
    say("building ...")
    built = _built(folder, args.workers)
    store = Store(folder / "index")
    (folder / "trees").write_text(json.dumps(drawn(store, world, args.trees)))
    store.close()
    say("certifying ...")
    ours = _certified("bench.graph_certify", folder, folder / "index")
    say(f"certifying with {PEER} ...")
    theirs = _certified("bench.graph_peer", folder, folder / "world")
    show(table(world, built, ours, theirs), lines(world, built, ours, theirs), args.json)
    return int(differing(ours, theirs) > 0)


def differing(ours: Certified, theirs: Certified) -> int:
    """How many certificates are not the same."""
    return sum(mine != other for mine, other in zip(ours.found, theirs.found, strict=True))


def table(world: World, built: Built, ours: Certified, theirs: Certified) -> str:
    """Markdown tables: the build, and the certificates by ours and the peer."""
    links, took, counts = built.counts["links"], built.took, built.counts
    building = markdown(
        ["build", "wall s", "CPU s", "shards s", "store s", "links/s", "peak MB", "own MB", "file MB"],
        [
            ["ours"]
            + [f"{value:.1f}" for value in (took.wall, took.cpu, counts["shards_s"], counts["store_s"])]
            + [f"{links / took.wall:,.0f}"]
            + [f"{value / 1e6:,.0f}" for value in (took.peak, took.own, built.size)]
        ],
    )
    rows = [
        [name, *(f"{value:.2f}" for value in _figures(times).values()), f"{one.took.own / 1e6:,.0f}"]
        for name, one, times in (
            ("ours", ours, ours.first),
            ("ours, again", ours, ours.again),
            (PEER, theirs, theirs.first),
            (f"{PEER}, again", theirs, theirs.again),
        )
    ]
    holding = sum(one["holds"] for one in ours.found)
    said = f"{len(ours.found)} trees, of which {holding} hold; {differing(ours, theirs)} certificates differ"
    title = f"{world.pages:,} pages, {links:,.0f} links"
    return "\n".join([title, "", *building, "", said, "", *markdown(["ms a tree", *_PARTS, "own MB"], rows), ""])


def lines(world: World, built: Built, ours: Certified, theirs: Certified) -> list[str]:
    """Lines of JSON: the build, the times of certificates, and the memory that no file holds."""
    case = f"{world.pages} pages, {world.links} links"
    facts: dict[str, Any] = {
        "trees": len(ours.found),
        "hold": sum(one["holds"] for one in ours.found),
        "differ": differing(ours, theirs),
    }
    found = [
        comparison("graph", case, "build", round(built.took.wall, 1), None, None, "s", built.counts),
        comparison("graph", case, "build, own memory", _mb(built.took.own), None, None, "MB", {}),
        comparison("graph", case, "file", _mb(built.size), None, None, "MB", {}),
        comparison("graph", case, "own memory", _mb(ours.took.own), PEER, _mb(theirs.took.own), "MB", facts),
    ]
    for when, mine, other in (("first", ours.first, theirs.first), ("again", ours.again, theirs.again)):
        for name, value in _figures(mine).items():
            found.append(comparison("graph", case, f"{when}, {name}", value, PEER, _figures(other)[name], "ms", facts))
    return found


def _built(folder: Path, workers: int) -> Built:
    log = folder / "build.log"
    command = [sys.executable, "-m", "bench.graph_build", str(folder / "world"), str(folder / "index"), str(workers)]
    took = _checked(measured(command, log, ROOT), "the build")
    size = (folder / "index" / STORE_FILE / "data.mdb").stat().st_size
    return Built(took, json.loads(log.read_text().splitlines()[-1]), size)


def _certified(module: str, folder: Path, graph: Path) -> Certified:
    out = folder / f"{module}.json"
    command = [sys.executable, "-m", module, str(graph), str(folder / "trees"), str(out)]
    took = _checked(measured(command, folder / "log", ROOT), module)
    facts = json.loads(out.read_text())
    return Certified(took, facts["first"], facts["again"], facts["found"])


def _checked(took: Measured, what: str) -> Measured:
    if took.fault:
        raise ValueError(f"{what}: {took.fault}")
    return took


def _figures(times: Sequence[float]) -> dict[str, float]:
    return {name: round(float(np.percentile(times, part)), 3) for name, part in _PARTS.items()}


def _mb(size: int) -> float:
    return round(size / 1e6, 1)
