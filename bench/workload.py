"""What a run asks of its model: the requests of attempts on an index, in order, taken down without a model."""

from __future__ import annotations

from pathlib import Path

from wikiseek import codec
from wikiseek.agents import root_order
from wikiseek.indexing import Index
from wikiseek.llm import Request, Scripted
from wikiseek.synthesis import RunSettings
from wikiseek.synthesis.crew import Alone, Task


def asked(folder: Path, count: int) -> list[Request]:
    """The first `count` requests of a run on the index `folder` with default settings.

    The first choice is taken, and no rewording is faithful, so that every draft is put as often as it is at most: with
    small models that is nearly always so.
    """
    index, llm = Index(folder), Scripted(_answer)
    seed, roots = RunSettings().seed, root_order(index.store, RunSettings().seed)
    tasks = (Task(i, root, codec.seed(seed, i)) for i, root in enumerate(roots))
    for _ in Alone(index, llm).outcomes(tasks, RunSettings(), lambda: count):
        if len(llm.asked) >= count:
            break
    return llm.asked[:count]


def _answer(request: Request) -> str:
    return request.choices[0] if request.choices else "No."
