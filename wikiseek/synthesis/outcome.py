"""How an attempt ended: as an item or as a reject with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wikiseek import codec
from wikiseek.records import Verdict
from wikiseek.synthesis.item import Json


@dataclass(frozen=True, slots=True)
class Outcome:
    """How attempt `i` ended: the line to write, the stage that decided, and the model's tally."""

    accepted: bool
    stage: str
    line: Json
    spent: dict[str, dict[str, int]]


def fruitless(number: int, root: int, title: str, stage: str, reason: str, numbers: Json) -> Outcome:
    """The outcome of an attempt that came to no question."""
    line: Json = {
        "i": number,
        "root": {"page_id": root, "entity": title},
        "stage": stage,
        "reason": reason,
        "numbers": numbers,
    }
    return Outcome(False, stage, line, {})


def rejected(outcome: Outcome, stage: str, reason: str, numbers: Json) -> Outcome:
    """An outcome that came to a question and is no item after all; the reject keeps all of it."""
    root = {"page_id": outcome.line["answer_id"], "entity": outcome.line["answer"]}
    return Outcome(False, stage, {**outcome.line, "root": root, "reason": reason, "numbers": numbers}, outcome.spent)


def with_verdict(outcome: Outcome, verdict: Verdict) -> Outcome:
    """An outcome that came to a question, with what one more gate says of it."""
    verdicts = [*outcome.line["verdicts"], codec.shallow(verdict)]
    return replace(outcome, line={**outcome.line, "verdicts": verdicts})
