"""Certificates at the size of the English Wikipedia: a made-up graph of links, its store built, trees certified.

The store is written by the code that builds an index, with the same tables; what certifies is the solver over sets
read from that store. The pages have titles and links and no text: a dump is not read, and the sets are those of links
alone (`wikiseek.store.LinkSets`), which those of an index go through first. The first few trees are certified by the
sets of an index too, which then look for names in empty texts and in postings of no words: what that takes where
there are texts is not measured.

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
from dataclasses import dataclass, replace
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
    """What certifying trees took, the milliseconds of each the first time and again, what was found, and how many
    certificates are not those of the first row."""

    name: str
    took: Measured
    first: Sequence[float]
    again: Sequence[float]
    found: Sequence[dict[str, Any]]
    differ: int = 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--pages", type=int, default=7_000_000, metavar="N", help="(default: 7000000)")
    parser.add_argument("--links", type=int, default=200_000_000, metavar="N", help="(default: 200000000)")
    parser.add_argument("--trees", type=int, default=1000, metavar="N", help="(default: 1000)")
    parser.add_argument(
        "--mentions",
        type=int,
        default=100,
        metavar="N",
        help="trees that mentions are looked for of too (default: 100)",
    )
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
    trees = drawn(store, world, args.trees)
    store.close()
    done = certified(folder, trees, args.mentions)
    show(table(world, built, done), lines(world, built, done), args.json)
    return int(any(one.differ for one in done))


def certified(folder: Path, trees: Sequence[Sequence[int]], mentions: int) -> list[Certified]:
    """Certify the trees by links, by the peer, and the first few by the sets of an index; in this order."""
    say(f"certifying {len(trees)} trees ...")
    ours = _certified(folder, trees, "links", "bench.graph_certify", "index", "links")
    say(f"certifying with {PEER} ...")
    theirs = _certified(folder, trees, PEER, "bench.graph_peer", "world")
    say(f"looking for mentions too, for {mentions} of them ...")
    more = _certified(folder, trees[:mentions], "links, mentions", "bench.graph_certify", "index", "mentions")
    return [ours, *(replace(one, differ=differing(ours, one)) for one in (theirs, more))]


def differing(ours: Certified, other: Certified) -> int:
    """How many certificates are not the same, of the trees that both certified."""
    return sum(mine != found for mine, found in zip(ours.found, other.found, strict=False))


def table(world: World, built: Built, done: Sequence[Certified]) -> str:
    """Markdown tables: the build, and the certificates by each."""
    links, took, counts = built.counts["links"], built.took, built.counts
    figures = [f"{value:.1f}" for value in (took.wall, took.cpu, counts["shards_s"], counts["store_s"])]
    sizes = [f"{value / 1e6:,.0f}" for value in (took.peak, took.own, built.size)]
    head = ["", "wall s", "CPU s", "shards s", "store s", "links/s", "peak MB", "own MB", "file MB"]
    building = markdown(head, [["build", *figures, f"{links / took.wall:,.0f}", *sizes]])
    rows = [
        [f"{one.name}{again}", str(len(times)), *map("{:.2f}".format, _figures(times).values()), own, str(one.differ)]
        for one in done
        for again, times in (("", one.first), (", again", one.again))
        for own in [f"{one.took.own / 1e6:,.0f}"]
    ]
    certifying = markdown(["ms a tree", "trees", *_PARTS, "own MB", "differ"], rows)
    title = f"{world.pages:,} pages, {links:,.0f} links; {_holding(done[0])} of {len(done[0].found)} trees hold"
    return "\n".join([title, "", *building, "", *certifying, ""])


def lines(world: World, built: Built, done: Sequence[Certified]) -> list[str]:
    """Lines of JSON: the build, the times of certificates beside the peer's, and the memory that no file holds."""
    case = f"{world.pages} pages, {world.links} links"
    ours, theirs, more = done
    found = [
        comparison("graph", case, "build", round(built.took.wall, 1), None, None, "s", built.counts),
        comparison("graph", case, "build, own memory", _mb(built.took.own), None, None, "MB", {}),
        comparison("graph", case, "file", _mb(built.size), None, None, "MB", {}),
        comparison("graph", case, "own memory", _mb(ours.took.own), PEER, _mb(theirs.took.own), "MB", {}),
    ]
    facts = {"trees": len(ours.found), "hold": _holding(ours), "differ": theirs.differ}
    for when, mine, other in (("first", ours.first, theirs.first), ("again", ours.again, theirs.again)):
        for name, value in _figures(mine).items():
            found.append(comparison("graph", case, f"{when}, {name}", value, PEER, _figures(other)[name], "ms", facts))
    facts = {"trees": len(more.found), "hold": _holding(more), "differ": more.differ}
    for name, value in _figures(more.first).items():
        found.append(comparison("graph", case, f"mentions too, first, {name}", value, None, None, "ms", facts))
    return found


def _holding(done: Certified) -> int:
    return sum(one["holds"] for one in done.found)


def _built(folder: Path, workers: int) -> Built:
    log = folder / "build.log"
    command = [sys.executable, "-m", "bench.graph_build", str(folder / "world"), str(folder / "index"), str(workers)]
    took = _checked(measured(command, log, ROOT), "the build")
    size = (folder / "index" / STORE_FILE / "data.mdb").stat().st_size
    return Built(took, json.loads(log.read_text().splitlines()[-1]), size)


def _certified(
    folder: Path, trees: Sequence[Sequence[int]], name: str, module: str, graph: str, *more: str
) -> Certified:
    given, out = folder / "trees.json", folder / "found.json"
    given.write_text(json.dumps(trees))
    command = [sys.executable, "-m", module, str(folder / graph), str(given), str(out), *more]
    took = _checked(measured(command, folder / "log", ROOT), module)
    facts = json.loads(out.read_text())
    return Certified(name, took, facts["first"], facts["again"], facts["found"])


def _checked(took: Measured, what: str) -> Measured:
    if took.fault:
        raise ValueError(f"{what}: {took.fault}")
    return took


def _figures(times: Sequence[float]) -> dict[str, float]:
    return {name: round(float(np.percentile(times, part)), 3) for name, part in _PARTS.items()}


def _mb(size: int) -> float:
    return round(size / 1e6, 1)
