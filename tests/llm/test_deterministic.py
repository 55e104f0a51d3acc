"""The same answers from a deterministic model in any process, whatever it is asked before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from wikiseek import codec

ROOT = Path(__file__).parent.parent.parent
_ASK = """
import sys
from dataclasses import replace
from wikiseek import codec
from wikiseek.llm import Request, conversation, open_llm

REQUESTS = {
    "greedy": Request("say", conversation("Say hello to Ann."), max_tokens=6),
    "drawn": Request("say", conversation("Tell a story of a dog."), max_tokens=6, temperature=1.0, seed=5),
    "bound": Request("say", conversation("Name a city."), schema={"type": "string", "maxLength": 9}, max_tokens=6),
    "chosen": Request("pick", conversation("Say hello to Ann or Bob."), choices=("Ann", "Bob", "Ada")),
}
names = sys.argv[2:]
llm = open_llm(sys.argv[1], context=512, deterministic=True, sequences=4)
answers = llm.complete([REQUESTS[name] for name in names])
llm.close()
rows = [replace(answer, seconds=0.0) for answer in answers]
sys.stdout.buffer.write(codec.canonical(dict(zip(names, rows))))
"""


def test_two_processes_give_the_same_answers_in_any_order(small_model: Path):
    found = []
    for seed, names in (("1", ("greedy", "drawn", "bound", "chosen")), ("2", ("chosen", "bound", "drawn", "greedy"))):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _ASK, str(small_model), *names]
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, timeout=300)
        found.append(codec.load(ended.stdout))
    assert found[0] == found[1]
    assert all(answer["text"] for answer in found[0].values())
    assert len(found[0]["chosen"]["probabilities"]) == 3
