"""Very many mixed requests, each with a secret of its own: `python -m tests.llm.batching.soak 10000`.

Every request is answered, refused or cancelled; no answer holds a secret that its prompt does not
hold; memory does not grow; and a sample is asked again, one by one from a clean cache. So is what holds another's
secret: a model that garbles its own hits upon one of ten thousand others now and then, and does so alone too.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wikiseek.errors import ModelFault
from wikiseek.llm import Completion, LlamaCpp, Request, conversation, packaged_model

CONTEXT = 1024
_AHEAD = 24
_SAMPLED_AGAIN = 20  # of so many greedy answers one is asked again
_SCHEMA = {"type": "object", "properties": {"code": {"type": "string", "maxLength": 8}}, "required": ["code"]}
_CODE = "root ::= [0-9] [0-9] [0-9] [0-9] [0-9] [0-9]"
_OPENINGS = (
    "You repeat codes. Say the code and nothing else.",
    "A clerk reads the code of a parcel aloud, only the code.",
)


@dataclass(slots=True)
class Found:
    """What came of a soak: how requests ended, the kinds of what was answered, and faults in words."""

    ends: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    again: list[tuple[Request, str]] = field(default_factory=list)
    suspects: list[tuple[str, Request, str]] = field(default_factory=list)
    same: int = 0
    memory: list[int] = field(default_factory=list)


def mixed(count: int, seed: int) -> Iterator[tuple[str, str, Request]]:
    """The kind, the secret and the request of each: lengths, bounds, temperatures, and prompts that are too long."""
    chance = random.Random(seed)
    secrets = chance.sample(range(100_000, 1_000_000), count + 3)
    kinds = ["free"] * 5 + ["sampled", "grammar", "grammar", "schema", "choices", "choices", "long", "too long"]
    for place, number in enumerate(secrets[:count]):
        kind, secret = chance.choice(kinds), str(number)
        words = {"long": 40, "too long": CONTEXT}.get(kind, chance.randrange(4))
        content = f"{'The parcel is heavy. ' * words}The code is {secret}. What is the code?"
        bound: dict[str, object] = {"max_tokens": chance.choice((1, 4, 8, 12)), "seed": place}
        if kind == "sampled":
            bound["temperature"] = chance.choice((0.5, 1.0))
        elif kind == "grammar":
            bound |= {"grammar": _CODE, "max_tokens": 8}
        elif kind == "schema":
            bound |= {"schema": _SCHEMA, "max_tokens": 24}
        elif kind == "choices":
            others = [str(other) for other in chance.sample(secrets, 3) if other != number]
            bound["choices"] = tuple(chance.sample([secret, *others], len(others) + 1))
        messages = conversation(content, chance.choice(_OPENINGS))
        yield kind, secret, Request(kind, messages, **bound)  # type: ignore[arg-type]


def soak(llm: LlamaCpp, count: int, seed: int = 0, progress: int = 0) -> Found:
    """Put `count` requests to `llm`, 24 at a time, and cancel one in ten while it is under way."""
    found, chance = Found(), random.Random(seed + 1)
    asked = mixed(count, seed)
    under_way: dict[int, tuple[str, str, Request]] = {}
    secrets: set[str] = set()
    done = 0
    while True:
        for _, (kind, secret, request) in zip(range(_AHEAD - len(under_way)), asked, strict=False):
            secrets.add(secret)
            under_way[llm.submit(request)] = kind, secret, request
        if not under_way:
            return found
        if chance.random() < 0.1:
            gone = chance.choice(list(under_way))
            llm.cancel([gone])
            del under_way[gone]
            found.ends["cancelled"] += 1
            done += 1
        for ticket, outcome in llm.collect(under_way).items():
            _note(found, *under_way.pop(ticket), outcome, secrets)
            done += 1
            if progress and done % progress == 0:
                found.memory.append(resident())
                print(f"{done} done, {found.memory[-1] >> 20} MB, {dict(found.ends)}", flush=True)


def _note(found: Found, kind: str, secret: str, request: Request, outcome: object, secrets: set[str]) -> None:
    if isinstance(outcome, ModelFault):
        found.ends["refused"] += 1
        if kind != "too long" or "exceeds the context" not in str(outcome):
            found.faults.append(f"{kind}: {outcome}")
    elif isinstance(outcome, Completion):
        found.ends["answered"] += 1
        found.told[f"{kind}, {'its secret' if secret in outcome.text else 'not its secret'}"] += 1
        strange = [other for other in secrets if other != secret and other in outcome.text]
        if kind == "too long":
            found.faults.append(f"{kind} with secret {secret} answered {outcome.text!r}")
        elif strange and kind != "choices":
            found.suspects.append((f"{kind} with secret {secret}", request, outcome.text))
        if request.temperature == 0 and found.ends["answered"] % _SAMPLED_AGAIN == 0:
            found.again.append((request, outcome.text))
    else:
        found.faults.append(f"{kind}: {outcome!r}")


def compare(found: Found, single: LlamaCpp) -> None:
    """Ask the sample and the suspects again, one by one; sums in another order may change an answer now and then."""
    answers = single.complete([request for request, _ in found.again])
    found.same = sum(answer.text == text for answer, (_, text) in zip(answers, found.again, strict=True))
    for what, request, text in found.suspects:
        if (alone := single.complete([request])[0].text) != text:
            found.faults.append(f"{what} answered {text!r}, but {alone!r} when alone")


def resident() -> int:
    """Bytes of this process in memory."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096


def main() -> None:
    """Soak the packaged model with as many requests as the first argument says."""
    count = int(sys.argv[1])
    path = packaged_model()
    assert path is not None
    llm, began = LlamaCpp(path, threads=1, context=CONTEXT, sequences=16), time.process_time()
    found = soak(llm, count, progress=max(1, count // 20))
    print(f"CPU {time.process_time() - began:.0f} s", llm.statistics)
    llm.close()
    single = LlamaCpp(path, threads=1, context=CONTEXT, deterministic=True)
    compare(found, single)
    single.close()
    print(f"{dict(found.ends)}\n{dict(sorted(found.told.items()))}")
    print(f"{found.same} of {len(found.again)} the same one by one; {len(found.suspects)} suspects")
    print(f"{len(found.faults)} faults {found.faults[:5]}")


if __name__ == "__main__":
    main()
