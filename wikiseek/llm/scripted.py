"""A model whose answers are given: for tests, and for trying a pipeline without a model."""

from __future__ import annotations

from collections.abc import Callable

from wikiseek.llm.protocol import Completion, Request


class Scripted:
    """Answers each request with `answers(request)`; `asked` keeps what was asked, in order.

    Tokens are counted as words, seconds are 0: the same on every machine.
    """

    def __init__(self, answers: Callable[[Request], str], identity: str = "scripted") -> None:
        self._answers = answers
        self._identity = identity
        self.asked: list[Request] = []

    @property
    def identity(self) -> str:
        """The name given to the script."""
        return self._identity

    def complete(self, requests: list[Request]) -> list[Completion]:
        """Answer each request, in order."""
        return [self._answer(request) for request in requests]

    def close(self) -> None:
        """Nothing is held."""

    def _answer(self, request: Request) -> Completion:
        self.asked.append(request)
        text = self._answers(request)
        return Completion(text, sum(len(each.content.split()) for each in request.messages), len(text.split()))
