"""Building, beside programs that only extract text: the same dump, one after the other, in one run."""

from __future__ import annotations

import argparse
import bz2
import math
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.measure import Measured, measured
from bench.ours import ROOT, WIKISEEK, compile_modules, sample
from bench.output import say, show
from bench.peers import WIKI2DATASET, WIKIEXTRACTOR, Peers, make_peers
from bench.repeat import repeat
from bench.table import Case, Row, comparisons, growth, growth_table, table
from wikiseek.dump import read_pages

CASES = ("enwik8", "modern")
_MODERN_BYTES = 50_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--dump", type=Path, metavar="PATH", help="a multistream .xml.bz2 to read instead of enwik8's")
    parser.add_argument("--case", choices=CASES, action="append", help="only this one; may be given twice")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="of every program (default: 2)")
    parser.add_argument("--repeat", type=int, metavar="K", help="ours alone, on the dump and on K times as much")


def run(args: argparse.Namespace, work: Path) -> int:
    """Measure what `args` asks for in the folder `work`; 1 when one of ours failed."""
    bench = _Bench(work, args.processes)
    compile_modules()
    given: Path | None = args.dump and args.dump.resolve()
    failed = False
    if args.repeat:
        dump, case = _enwik8(given)
        failed = _grown(bench, dump, case, args.repeat, args.json)
    else:
        peers = make_peers(work / "venv")
        for name in args.case or CASES:
            dump, case = _enwik8(given) if name == "enwik8" else _modern(work)
            failed |= _compared(bench, peers, dump, case, args.json)
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Bench:
    """A folder for what the programs write, and how many processes each may have."""

    work: Path
    processes: int

    def take(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> Row:
        """A row of one command; what it wrote in `out` is removed."""
        say(f"{name} ...")
        shutil.rmtree(self.out, ignore_errors=True)
        took = measured(command, self.work / "log", ROOT, env)
        shutil.rmtree(self.out, ignore_errors=True)
        say(f"{name}: {took.fault or f'{took.wall:.1f} s'}")
        return Row(name, took)

    def peer(self, name: str, fault: str, command: Sequence[str]) -> Row:
        """A row of a peer, which is not run when there is a `fault` of it already."""
        if fault:
            return Row(name, Measured(fault=fault), peer=True)
        return replace(self.take(name, command, {"RAYON_NUM_THREADS": str(self.processes)}), peer=True)

    @property
    def out(self) -> Path:
        """Where the command that runs is to write; nothing is there when it begins."""
        return self.work / "out"

    def ours(self, name: str, dump: Path, *options: str) -> Row:
        """A row of `wikiseek build-index`."""
        command = [*WIKISEEK, "build-index", str(dump), "--out", str(self.out), "--workers", str(self.processes)]
        return self.take(name, [*command, *options])

    def module(self, name: str, dump: Path, module: str) -> Row:
        """A row of a module of this package that takes DUMP OUT WORKERS."""
        return self.take(name, [sys.executable, "-m", module, str(dump), str(self.out), str(self.processes)])


def _compared(bench: _Bench, peers: Peers, dump: Path, case: Case, as_json: bool) -> bool:
    say(f"{case.name}: {dump.name}")
    xml = bench.work / "unpacked.xml"
    _unpack(dump, xml)
    extractor, dataset = (peers.faults.get(name, "") for name in (WIKIEXTRACTOR, WIKI2DATASET))
    rows = [
        bench.peer("wikiextractor", extractor, peers.wikiextractor(dump, bench.out, bench.processes)),
        bench.peer("wiki2dataset", dataset, peers.wiki2dataset(xml, bench.out)),
        bench.peer("wiki2dataset, bz2", dataset, peers.wiki2dataset(dump, bench.out)),
        bench.module("ours, store and graph", dump, "bench.store"),
        *_builds(bench, dump),
        bench.module("bz2 and XML alone", dump, "bench.ceiling"),
    ]
    xml.unlink()
    show(table(case, rows), comparisons("build", case, rows), as_json)
    return any(row.took.fault for row in rows if not row.peer)


def _grown(bench: _Bench, dump: Path, case: Case, times: int, as_json: bool) -> bool:
    say(f"{dump.name}, {times} times")
    repeated = bench.work / f"repeated-{times}-pages-articles-multistream.xml.bz2"
    repeat(dump, repeated, times)
    plain, more = (_builds(bench, path) for path in (dump, repeated))
    show(growth_table(case, times, plain, more), growth("build", case, times, plain, more), as_json)
    return any(row.took.fault for row in [*plain, *more])


def _builds(bench: _Bench, dump: Path) -> list[Row]:
    return [bench.ours("ours, encoder none", dump, "--encoder", "none"), bench.ours("ours in full", dump)]


def _enwik8(given: Path | None) -> tuple[Path, Case]:
    """The dump that was given, or enwik8, and what is in it."""
    dump = given or sample("enwik8")
    name = dump.name.removesuffix("-pages-articles-multistream.xml.bz2")
    return dump, Case(name, _xml_bytes(dump), _articles(dump))


def _modern(work: Path) -> tuple[Path, Case]:
    """The modern articles, repeated until they are enough to measure."""
    source = sample("modern")
    times = math.ceil(_MODERN_BYTES / _xml_bytes(source))
    dump = work / "modern-pages-articles-multistream.xml.bz2"
    size = repeat(source, dump, times)
    return dump, Case("modern", size, _articles(source) * times)


def _unpack(dump: Path, xml: Path) -> None:
    with bz2.open(dump) as packed, xml.open("wb") as out:
        shutil.copyfileobj(packed, out, 1 << 20)


def _xml_bytes(dump: Path) -> int:
    with bz2.open(dump) as packed:
        return sum(map(len, iter(lambda: packed.read(1 << 20), b"")))


def _articles(dump: Path) -> int:
    return sum(page.namespace == 0 and page.redirect is None for page in read_pages(dump))
