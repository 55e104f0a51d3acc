"""Short answers from a model, bound by a schema of one field, with what they cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wikiseek import codec
from wikiseek.gates.prompts import prompt, prompts_id
from wikiseek.llm import Completion, Conversation, Request

UNKNOWN = "unknown"
_SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "maxLength": 80}},
    "required": ["answer"],
    "additionalProperties": False,
}
_LONGEST = 40  # tokens
# An answer that was cut short, or came from a server that does not keep to a schema.
_WRAPPING = re.compile(r'^\s*\{\s*"?(?:answer)?"?\s*:?\s*"?|["}\s]+$')


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model answered, in order ("" for "unknown"), and the calls and tokens that took."""

    said: tuple[str, ...]
    asked: int
    prompt_tokens: int
    completion_tokens: int

    @property
    def cost(self) -> dict[str, int]:
        """The numbers a verdict keeps."""
        return {
            "asked": self.asked,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
        }

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.said + other.said,
            self.asked + other.asked,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )


NOTHING = Answers((), 0, 0, 0)


def judged_by(model: str) -> dict[str, str]:
    """What a verdict of a model says of its inputs: which model (its identity), and which prompts."""
    return {"model": model, "prompts": prompts_id()}


def request(purpose: str, name: str, seed: int, temperature: float = 0.0, **values: str) -> Request:
    """A request for a short answer to prompt `name`, filled in with `values`."""
    return Request(
        purpose,
        prompt(name, **values),
        schema=_SCHEMA,
        max_tokens=_LONGEST,
        seed=seed,
        temperature=temperature,
    )


def ask(asked: Request) -> Conversation[Answers]:
    """The model's answer to one request."""
    completion = yield asked
    return Answers((_answer(completion),), 1, completion.prompt_tokens, completion.completion_tokens)


def ask_all(requests: Iterable[Request]) -> Conversation[Answers]:
    """The model's answers to `requests`, one after the other."""
    answers = NOTHING
    for asked in requests:
        answers += yield from ask(asked)
    return answers


def _answer(completion: Completion) -> str:
    said = " ".join(_unwrapped(completion.text).split())
    return "" if said.casefold().strip(".") == UNKNOWN else said


def _unwrapped(text: str) -> str:
    try:
        value: Any = codec.load(text)
    except ValueError:
        value = None
    if isinstance(value, dict) and isinstance(value.get("answer"), str):
        return str(value["answer"])
    return _WRAPPING.sub("", text)
