"""Making questions, for each model, beside InfoSeek's published way with the same model on the same index."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import Measured, measured
from bench.ours import ROOT, WIKISEEK
from bench.output import say, show
from bench.table import comparison, markdown
from wikiseek.llm.packaged import packaged_model


@dataclass(frozen=True, slots=True)
class Ours:
    """A run of ours: what it took, and its `funnel.json`."""

    took: Measured
    funnel: dict[str, Any]

    @property
    def accepted(self) -> int:
        """Items that the run ended with."""
        return int(self.funnel["accepted"])

    @property
    def tokens(self) -> dict[str, int]:
        """Tokens in and out by purpose."""
        return {name: t["prompt_tokens"] + t["completion_tokens"] for name, t in self.funnel["spent"].items()}

    @property
    def model_seconds(self) -> float:
        """Seconds in the model."""
        return sum(float(tally["microseconds"]) for tally in self.funnel["spent"].values()) / 1e6


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--index", type=Path, required=True, metavar="DIR", help="a built index, its claims read")
    parser.add_argument("--model", action="append", metavar="GGUF", help="may be given twice; else the packaged one")
    parser.add_argument("--count", type=int, default=20, metavar="N", help="accepted items (default: 20)")
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--width", type=int, default=2)
    parser.add_argument("--trees", type=int, default=4, metavar="N", help="trees of the baseline (default: 4)")


def run(args: argparse.Namespace, work: Path) -> int:
    """Measure each model that `args` names; 1 when a run of ours failed."""
    models = [Path(name) for name in args.model or [packaged_model()]]
    index = args.index.resolve()
    failed = False
    for model in models:
        ours = _ours(args, index, model.resolve(), work)
        failed |= bool(ours.took.fault)
        theirs = _baseline(index, model.resolve(), args.trees)
        show(table(model.name, ours, theirs), lines(model.name, ours, theirs), args.json)
    return 1 if failed else 0


def table(model: str, ours: Ours, theirs: Sequence[dict[str, Any]]) -> str:
    """Markdown tables of a model: figures an item, tokens by purpose, where attempts went."""
    valid, tokens = sum(tree["valid"] for tree in theirs), sum(tree["tokens"] for tree in theirs)
    passed = sum(tree["passed"] for tree in theirs)
    seconds = sum(tree["seconds"] for tree in theirs)
    cells = [
        ["items", f"{ours.accepted} accepted", f"{valid} valid, {passed} pass our gates, of {len(theirs)} trees"],
        ["an hour", f"{_an_hour(ours):.0f}", f"{3600 * valid / seconds:.1f}" if seconds else "-"],
        ["tokens an item", f"{_tokens_an_item(ours):.0f}", f"{tokens / valid:.0f}" if valid else f"> {tokens}"],
        ["time outside the model", f"{_outside(ours):.1%}", "-"],
    ]
    spent = [[purpose, f"{count / max(1, ours.accepted):.0f}"] for purpose, count in sorted(ours.tokens.items())]
    stages = [[stage, str(count)] for stage, count in sorted(ours.funnel["stages"].items(), key=lambda row: -row[1])]
    return "\n".join(
        [
            f"{model}",
            "",
            *markdown(["", "ours", "InfoSeek's way"], cells),
            "",
            *markdown(["purpose", "tokens an accepted item"], spent),
            "",
            *markdown(["attempts ended at", ""], stages),
            "",
        ]
    )


def lines(model: str, ours: Ours, theirs: Sequence[dict[str, Any]]) -> list[str]:
    """Lines of JSON: tokens and items an hour beside the baseline's, and the share of time outside the model."""
    valid, tokens = sum(tree["valid"] for tree in theirs), sum(tree["tokens"] for tree in theirs)
    seconds = sum(tree["seconds"] for tree in theirs)
    facts = {"accepted": ours.accepted, "stages": ours.funnel["stages"], "peer_trees": len(theirs), "peer_valid": valid}
    peer = "InfoSeek's way"
    rows = [
        ("tokens an item", round(_tokens_an_item(ours), 1), tokens / valid if valid else None, "tokens"),
        ("items an hour", round(_an_hour(ours), 1), 3600 * valid / seconds if valid else None, "items"),
        ("time outside the model", round(_outside(ours), 4), None, "share"),
    ]
    return [comparison("synthesize", model, what, mine, peer, their, unit, facts) for what, mine, their, unit in rows]


def _an_hour(ours: Ours) -> float:
    return 3600 * ours.accepted / ours.took.wall if ours.took.wall else 0.0


def _tokens_an_item(ours: Ours) -> float:
    return sum(ours.tokens.values()) / max(1, ours.accepted)


def _outside(ours: Ours) -> float:
    return max(0.0, 1 - ours.model_seconds / ours.took.wall) if ours.took.wall else 0.0


def _ours(args: argparse.Namespace, index: Path, model: Path, work: Path) -> Ours:
    say(f"{model.name}: {args.count} items ...")
    out = work / "run"
    shutil.rmtree(out, ignore_errors=True)
    options = ["--count", str(args.count), "--depth", str(args.depth), "--width", str(args.width)]
    command = [*WIKISEEK, "synthesize", str(index), "--model", str(model), "--out", str(out), *options]
    took = measured(command, work / "log", ROOT)
    say(f"{model.name}: {took.fault or f'{took.wall:.1f} s'}")
    path = out / "funnel.json"
    return Ours(took, json.loads(path.read_bytes()) if path.is_file() else {"accepted": 0, "spent": {}, "stages": {}})


def _baseline(index: Path, model: Path, trees: int) -> list[dict[str, Any]]:
    say(f"{model.name}: {trees} trees in InfoSeek's way ...")
    command = [sys.executable, "-m", "bench.infoseek", str(index), str(model), str(trees)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in ran.stdout.splitlines()]
