"""Runs over the small world with a scripted model that picks by seed and rewords a little."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wikiseek import codec
from wikiseek.indexing import Index
from wikiseek.llm import Llm, Recorder, Request, Scripted
from wikiseek.synthesis import Alone, Run, RunSettings

# Lookups are only reported: in a world of seventy pages the answer is seldom below the first five.
SETTINGS = RunSettings(seed=0, top_k=0, clause_k=0)
# With caps that some of its items are over.
SPARING = RunSettings(seed=0, top_k=0, clause_k=0, max_per_constant=2, max_per_hidden=1)
WRITTEN = ("items.jsonl", "rejects.jsonl", "run.json")
COUNT = 4


def answer(request: Request) -> str:
    """A move that depends on the seed alone, no answer to a question, a draft with "What" for "Which".

    So the model's words are taken, and no question fails because of what it knows.
    """
    if request.choices:
        return request.choices[request.seed % len(request.choices)]
    if request.schema:
        return '{"answer": "unknown"}'
    drafts = re.findall(r"^Draft: (.*)$", request.messages[-1].content, re.MULTILINE)
    return drafts[-1].replace("Which", "What", 1)


def unasked(request: Request) -> str:
    """A model that must not be needed."""
    raise AssertionError(f"the model was asked for {request.purpose}")


def synthesize(
    index: Index, folder: Path, count: int = COUNT, llm: Llm | None = None, settings: RunSettings = SETTINGS
) -> list[dict[str, Any]]:
    """Run in `folder` with the scripted model, recorded, unless another is given."""
    model = llm or Recorder(Scripted(answer), folder / "cassette.lmdb")
    try:
        return Run(index, Alone(index, model), settings, folder).synthesize(count, lambda funnel: None)
    finally:
        model.close()


def written(folder: Path) -> dict[str, bytes]:
    """The bytes of what a run must write the same each time, however often it was stopped."""
    return {name: (folder / name).read_bytes() for name in WRITTEN if (folder / name).is_file()}


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [codec.load(line) for line in path.read_bytes().splitlines()]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value in a JSON document that is neither list nor object."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        return [place for key, below in inner for place in leaves(below, (*path, key))]
    return [path]


def changed(document: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """A copy of a JSON document with the value at `path` changed."""
    copied = codec.load(codec.canonical(document))
    place = copied
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = change(place[path[-1]])
    return copied
