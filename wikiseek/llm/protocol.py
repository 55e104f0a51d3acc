"""What is asked of a language model, what comes back, and the one seam every model fits.

A batch goes in and a batch comes out, in the same order; everything else (in process,
over HTTP, scripted, recorded, counted) is an implementation or a wrapper of `Llm`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation. `content` is data: chat tokens in it never open a turn."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a model; equal requests with equal seeds ask for the same answer.

    `purpose` names what the call is for ("plan", "clause") and is what calls are counted by.
    At most one of these binds the answer: `schema` (a JSON schema), `grammar` (GBNF, start rule
    `root`), `choices` (the answer is one of these strings). `temperature` 0 is greedy.
    Generation ends at a `stop` string (left out of the answer) or after `max_tokens`.
    """

    purpose: str
    messages: tuple[Message, ...]
    schema: dict[str, Any] | None = None
    grammar: str | None = None
    choices: tuple[str, ...] = ()
    max_tokens: int = 128
    seed: int = 0
    temperature: float = 0.0
    stop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.messages:
            raise ValueError("a request needs at least one message")
        if self.max_tokens < 1:
            raise ValueError("max_tokens must be at least 1")
        if self.grammar == "":
            raise ValueError("an empty grammar binds nothing")
        if (self.schema is not None) + (self.grammar is not None) + bool(self.choices) > 1:
            raise ValueError("a request is bound by one of schema, grammar and choices, not by several")


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer. `seconds` is the model's time for it, and for a `cached` one the time it took then.

    `truncated` says that `max_tokens` ran out before the answer ended. Where the request has choices
    and the model scores them, `probabilities` has one for each, in their order (at temperature 1).
    """

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cached: bool = False
    truncated: bool = False
    probabilities: tuple[float, ...] = ()


@runtime_checkable
class Llm(Protocol):
    """A language model.

    `identity` says which model answers (the SHA-256 of its file, or the endpoint's name for it);
    it goes into a run's fingerprint and into the keys of its cassette.
    """

    @property
    def identity(self) -> str:
        """Which model this is, the same on every machine."""

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order.

        Raises `ModelFault` when the model cannot be used; where it is one request that cannot be
        answered, this is `Refused`, and the answers to the others are in it.
        """

    def close(self) -> None:
        """Free what the model holds; it answers nothing afterwards."""


def conversation(user: str, system: str = "") -> tuple[Message, ...]:
    """The messages of a single question, under `system` instructions if there are any."""
    opening = (Message("system", system),) if system else ()
    return (*opening, Message("user", user))
