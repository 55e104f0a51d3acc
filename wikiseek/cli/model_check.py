"""What `wikiseek doctor --model` says of a model."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from wikiseek.llm import Facts, Measured, Request, conversation, is_url, measured, model_facts, open_llm

_GIB = 1 << 30
# Below this, answers side by side are no quicker than one by one, but for what the measurement sways.
_PAYS = 1.15
_CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}


class Row(NamedTuple):
    """Something that was looked at: whether it will do, what was found, and whether it may be missing."""

    name: str
    ok: bool
    found: str
    numbers: dict[str, Any] | None = None
    optional: bool = False


def model_rows(model: str, threads: int | None, context: int, sequences: int) -> list[Row]:
    """What a .gguf file is, needs and does on this machine, or whether a server answers. Raises `ModelFault`."""
    if is_url(model):
        return [_server(model)]
    path = Path(model)
    facts = model_facts(path)
    rows = [_kind(path, facts), _context(facts, context), _memory(facts, context)]
    if not facts.has_template:
        return [*rows, Row("model template", False, "none: use an instruct (chat) model, not a base model")]
    if not rows[-1].ok:
        return rows
    found = measured(path, threads, context, sequences)
    rows[2] = _memory(facts, context, found)
    return [*rows, _template(found), _rates(found), _batching(found)]


def _kind(path: Path, facts: Facts) -> Row:
    size = f"{facts.parameters / 1e9:.2f} billion weights, mostly {facts.quantisation}, {_gib(facts.weight_bytes)}"
    numbers = {name: value for name, value in asdict(facts).items() if name != "has_template"}
    return Row("model", True, f"{path.name}: {facts.architecture}, {size} ({facts.name})", numbers)


def _context(facts: Facts, context: int) -> Row:
    trained = facts.trained_context
    told = "not told" if trained is None else f"{trained:,} tokens"
    return Row("model context", True, f"trained with {told}; {context:,} are used, by all requests together")


def _memory(facts: Facts, context: int, found: Measured | None = None) -> Row:
    cache = None if facts.cell_bytes is None else facts.cell_bytes * context
    needed = facts.weight_bytes + (cache or 0)
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = f"{_gib(facts.weight_bytes)} weights + {'unknown' if cache is None else _gib(cache)} for {context:,} tokens"
    said += f"; the most in use was {_gib(found.peak_bytes)}" if found else ""
    numbers = {"weight_bytes": facts.weight_bytes, "cache_bytes": cache, "machine_bytes": there}
    numbers |= {"peak_bytes": found.peak_bytes} if found else {}
    fits = needed < there
    more = "" if fits else ": use a smaller model or --context"
    return Row("model memory", fits, f"{said}, of {_gib(there)} here{more}", numbers)


def _template(found: Measured) -> Row:
    turns = {"turns": list(found.turns), "control": found.control}
    if not found.turns:
        said = "turns are plain text, which a page could imitate: prefer a model with turn tokens"
        return Row("model template", False, said, turns)
    kind = "control tokens" if found.control else "not all control tokens; pages that spell them are taken apart"
    return Row("model template", True, f"turns are {' '.join(found.turns)}, {kind}", turns)


def _rates(found: Measured) -> Row:
    said = (
        f"prompts {found.prompt_rate:.0f} tokens/s, answers {found.one_rate:.1f} tokens/s one by one "
        f"({found.threads} threads, loaded in {found.load_seconds:.1f} s)"
    )
    numbers = asdict(found) | {"gain": round(found.gain, 2)}
    return Row("model speed", bool(found.says), f"{said}, says {found.says[:60]!r}", numbers)


def _batching(found: Measured) -> Row:
    said = f"{found.sequences} answers side by side {found.many_rate:.1f} tokens/s, {found.gain:.1f} times one by one"
    pays = found.gain >= _PAYS
    advice = "batching pays" if pays else "batching does not pay here: --sequences 1 will do"
    numbers = {"sequences": found.sequences, "gain": round(found.gain, 2), "pays": pays}
    return Row("model batching", True, f"{said}: {advice}", numbers)


def _server(url: str) -> Row:
    llm = open_llm(url)
    try:
        began = time.perf_counter()
        request = Request("doctor", conversation("Name a city."), schema=_CITY, max_tokens=48)
        answer = llm.complete([request])[0]
        seconds = time.perf_counter() - began
    finally:
        llm.close()
    rate = answer.completion_tokens / seconds
    said = f"{llm.identity}: {rate:.1f} tokens/s with the prompt, says {' '.join(answer.text.split())[:60]!r}"
    return Row("model server", bool(answer.text), said, {"identity": llm.identity, "rate": rate})


def _gib(size: int) -> str:
    return f"{size / _GIB:.2f} GiB"
