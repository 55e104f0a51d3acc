"""wikiseek demo"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wikiseek.cli.options import full_check, say
from wikiseek.cli.progress import FunnelLine
from wikiseek.errors import Prerequisite
from wikiseek.indexing import Index
from wikiseek.llm import ModelSource, packaged_model
from wikiseek.synthesis import Run, RunSettings, open_crew
from wikiseek.synthesis.folder import CASSETTE

Json = dict[str, Any]


@click.command("demo")
@click.option("--index", default="indexes/enwik8", show_default=True, type=click.Path(path_type=Path))
@click.option("--model", type=click.Path(path_type=Path), help="A .gguf file. [default: the packaged 135M model]")
@click.option("--out", default="runs/demo", show_default=True, type=click.Path(path_type=Path))
@click.option("--count", default=5, show_default=True, type=click.IntRange(1))
@full_check
def command(index: Path, model: Path | None, out: Path, count: int, full: bool) -> None:
    """Make a few questions with the packaged model and print them with all their proof.

    Example: wikiseek demo --count 5
    """
    opened = Index(index, full)
    path = model or packaged_model()
    if path is None:
        raise Prerequisite("the packaged model is not installed: run bin/demo, or name a file with --model")
    source = ModelSource(str(path), out / CASSETTE)
    with open_crew(opened, source, workers=1) as crew, FunnelLine(count) as progress:
        items = Run(opened, crew, RunSettings(), out).synthesize(count, progress)
    for item in items:
        click.echo("\n".join(item_lines(item)) + "\n")
    say(f"{len(items)} items in {out / 'items.jsonl'}; prove them again: wikiseek solve {index} {out}")


def item_lines(item: Json) -> list[str]:
    """An item for a person to read: question, answer, tree, certificate numbers, verdicts."""
    certificate = item["certificate"]
    return [
        f"Q  {item['question']}",
        f"A  {item['answer']}",
        *_tree_lines(item["tree"], certificate, "   "),
        f"   certificate: {len(certificate['answers'])} answer, levels needed {certificate['certified_depth']}, "
        f"left without one part: {_pairs(certificate['leave_one_out'])}",
        *(f"   {'pass' if v['passed'] else 'FAIL'} {v['gate']}: {_findings(v)}" for v in item["verdicts"]),
    ]


def _tree_lines(vertex: Json, certificate: Json, indent: str) -> list[str]:
    left = certificate["candidates"][vertex["id"]]
    lines = [
        f"{indent}{vertex['id']}  {vertex['entity']} ({vertex['kind']}), {left} page{' fits' if left == 1 else 's fit'}"
    ]
    for clause in vertex["constraints"]:
        lines.append(f"{indent}   {clause['id']} {clause['clause']}  [{certificate['sizes'][clause['id']]} pages]")
    for branch in vertex["children"]:
        child = branch["vertex"]
        size = certificate["sizes"][child["id"]]
        lines.append(f"{indent}   {child['id']} {branch['relation'].replace('[X]', child['entity'])}  [{size} pages]")
        lines += _tree_lines(child, certificate, indent + "      ")
    return lines


def _pairs(numbers: Json) -> str:
    return ", ".join(f"{name} {value}" for name, value in numbers.items())


def _findings(verdict: Json) -> str:
    numbers = dict(verdict["numbers"])
    if "ranks" in numbers:
        ranks = {name: rank or "beyond 100" for name, rank in numbers.pop("ranks").items()}
        places = [place for part in numbers["parts"].values() for place in part.values() if place]
        limits = verdict["thresholds"]
        return (
            f"answer's page at rank {_pairs(ranks)} (top {limits['top_k']} fails); "
            f"for a part of the question {min(places, default='beyond 100')} (top {limits['clause_k']} fails)"
        )
    said = numbers.pop("said", None)
    return ", ".join(filter(None, [_pairs(numbers), said and str(said)]))
