"""A run's requests to its model, answered by our engine and by others with the same model and threads."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.engine_peers import Apart, Engine, OneByOne, Ours, Taken, servers
from bench.output import say, show
from bench.table import comparison, markdown
from bench.workload import asked
from wikiseek.llm import Request, packaged_model

SEQUENCES = (0, 1, 4, 8, 16)  # none: deterministic
_SLOTS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """An engine and what each round took it; `fault` instead when it could not be measured."""

    name: str
    rounds: Sequence[Taken] = ()
    fault: str = ""

    @property
    def rate(self) -> float | None:
        """Requests a second, the median of the rounds."""
        return median(each.requests / each.seconds for each in self.rounds) if self.rounds else None


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--index", type=Path, required=True, metavar="DIR", help="a built index, its claims read")
    parser.add_argument("--model", action="append", metavar="GGUF", help="may be given twice; else the packaged one")
    parser.add_argument("--requests", type=int, default=48, metavar="N", help="of a run, from its first (default: 48)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of every engine in turn (default: 3)")
    parser.add_argument(
        "--threads", type=int, default=len(os.sched_getaffinity(0)), metavar="N", help="of every engine"
    )
    parser.add_argument("--no-servers", action="store_true", help="leave out the servers, which pip must install")


def run(args: argparse.Namespace, work: Path) -> int:
    """Measure each model that `args` names; 1 when one of ours failed."""
    models = [Path(name).resolve() for name in args.model or [packaged_model()]]
    say(f"taking down {args.requests} requests of a run ...")
    requests = asked(args.index.resolve(), args.requests)
    failed = False
    for model in models:
        engines: list[Engine] = [Apart(OneByOne(model, args.threads))]
        faults: list[str] = []
        if not args.no_servers:
            found, faults = servers(model, args.threads, _SLOTS, work / "engine-venv", work / "server.log")
            engines += found
        engines += [Apart(Ours(model, args.threads, sequences)) for sequences in SEQUENCES]
        rows = measured(engines, requests, args.rounds)
        failed |= any(row.fault for row in rows if row.name.startswith("ours"))
        show(table(model.name, requests, rows, faults), lines(model.name, requests, rows), args.json)
    return 1 if failed else 0


def measured(engines: Sequence[Engine], requests: Sequence[Request], rounds: int) -> list[Row]:
    """Every engine in turn, so many times; one that fails is not asked again."""
    taken: dict[str, list[Taken]] = {engine.name: [] for engine in engines}
    faults: dict[str, str] = {}
    for number in range(rounds):
        for engine in engines:
            if engine.name in faults:
                continue
            try:
                taken[engine.name].append(engine.take(requests))
            except Exception as error:
                faults[engine.name] = f"{type(error).__name__}: {' '.join(str(error).split())}"
                say(f"{engine.name}: {faults[engine.name]}")
                continue
            last = taken[engine.name][-1]
            say(f"round {number + 1}, {engine.name}: {last.seconds:.1f} s, CPU {last.cpu:.1f} s")
    return [Row(name, () if name in faults else rounds, faults.get(name, "")) for name, rounds in taken.items()]


def table(model: str, requests: Sequence[Request], rows: Sequence[Row], faults: Sequence[str] = ()) -> str:
    """A Markdown table: a line an engine; ratios to the first, the median over rounds of those within a round."""
    head = ["", "requests/s", "tokens/s", "of one by one", "CPU s", "prefix hits", "outside decode and sampling"]
    cells = [[row.name, *_figures(row, rows[0])] for row in rows]
    said = [*(f"{row.name} failed: {row.fault}" for row in rows if row.fault), *faults]
    title = (
        f"{model}: {len(requests)} requests of a run, {sum(bool(each.choices) for each in requests)} of them choices"
    )
    return "\n".join([title, "", *markdown(head, cells), *(["", *said] if said else []), ""])


def lines(model: str, requests: Sequence[Request], rows: Sequence[Row]) -> list[str]:
    """A line of JSON for each of ours and each other engine, in requests a second."""
    found = []
    for ours in (row for row in rows if row.name.startswith("ours")):
        facts = {"requests": len(requests), "hits": _of(ours, "hits"), "outside": _of(ours, "outside")}
        for peer in (row for row in rows if not row.name.startswith("ours")):
            rates = [None if row.rate is None else round(row.rate, 3) for row in (ours, peer)]
            found.append(comparison("engine", model, ours.name, rates[0], peer.name, rates[1], "requests/s", facts))
    return found


def _figures(row: Row, first: Row) -> list[str]:
    if row.rate is None:
        return ["-"] * 6
    ratios = [one.seconds / each.seconds for one, each in zip(first.rounds, row.rounds, strict=False)]
    shares = (_of(row, "hits"), _of(row, "outside"))
    return [
        f"{row.rate:.2f}",
        f"{median(each.tokens / each.seconds for each in row.rounds):.0f}",
        f"{median(ratios):.2f}" if ratios else "-",
        f"{median(each.cpu for each in row.rounds):.1f}",
        *("-" if share is None else f"{share:.1%}" for share in shares),
    ]


def _of(row: Row, name: str) -> float | None:
    values = [value for each in row.rounds if (value := getattr(each, name)) is not None]
    return median(values) if values else None
