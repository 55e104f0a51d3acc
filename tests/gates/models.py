"""Scripted models for the gates that ask one."""

from __future__ import annotations

from collections.abc import Callable

from wikiseek import codec
from wikiseek.llm import Request, Scripted


def saying(answers: Callable[[Request], str]) -> Scripted:
    """A model whose short answers are given, in the form that the schema binds them to."""
    return Scripted(lambda request: codec.canonical({"answer": answers(request)}).decode())


def asked_of(request: Request) -> str:
    """What the user said."""
    return request.messages[-1].content
